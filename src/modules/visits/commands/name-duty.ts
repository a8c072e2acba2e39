// duty.name: somebody of a house is told from a day on when a person there may need protection.
import { sql } from 'kysely';
import { z } from 'zod';
import { idField, slugField } from '#base/fields.ts';
import { newId } from '#base/ids.ts';
import { isProblem, problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { listDutyCandidates } from '../duty-queries.ts';
import { zoneOfCentre } from '../left-open-queries.ts';
import { dutySpan, namesDuty } from '../rules/duty-rules.ts';

export const nameDuty = command({
  name: 'duty.name',
  summary: 'Names who is told in a house when somebody may need protection, with dates.',
  input: z.strictObject({
    centreId: slugField(),
    accountId: idField(),
    from: z.iso.date(),
    until: z.iso.date().optional(),
  }),
  async load(tx, { centreId }, actor) {
    if (!namesDuty(actor, centreId)) return problem('not-found');
    const [zone, candidates] = await Promise.all([
      zoneOfCentre(tx, centreId),
      listDutyCandidates(tx, centreId),
    ]);
    return zone ? { zone, candidates } : problem('not-found');
  },
  may: (actor, _facts, { centreId }) => namesDuty(actor, centreId),
  decide({ zone, candidates }, input, _actor, now) {
    // VIS-200: told is only who works in the house and reaches people there.
    if (!candidates.some(({ accountId }) => accountId === input.accountId))
      return problem('invalid', 'invalid', { fields: { accountId: 'not-of-this-house' } });
    const span = dutySpan(input, zone, now);
    if (isProblem(span)) return span;
    const { centreId, accountId } = input;
    const id = newId(now.epochMilliseconds);
    return {
      change: { id, centreId, accountId, ...span },
      events: [{ kind: 'duty.named', centreId, data: { dutyId: id } }],
      result: { dutyId: id },
    };
  },
  apply(tx, { id, centreId, accountId, from, until }) {
    tx.write(sql`select visits.name_duty(${id}, ${centreId}, ${accountId}, ${from}, ${until})`);
  },
  refusals: { protection_duty_pkey: problem('conflict', 'duty-already') },
});
