// duty.end: somebody stands on protection duty no more; who was told while it lasted stays told.
import { sql } from 'kysely';
import { z } from 'zod';
import { idField, slugField } from '#base/fields.ts';
import { problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { namesDuty } from '../rules/duty-rules.ts';

export const endDuty = command({
  name: 'duty.end',
  summary: 'Ends that somebody is told in a house when a person may need protection.',
  input: z.strictObject({ centreId: slugField(), dutyId: idField() }),
  async load(tx, { centreId, dutyId }, actor) {
    if (!namesDuty(actor, centreId)) return problem('not-found');
    const [duty] = await tx.text<{ id: string; until: Temporal.Instant | null }>(
      'select id, until from visits.hold_duty($1, $2)',
      [dutyId, centreId],
    );
    return duty ?? problem('not-found');
  },
  may: (actor, _facts, { centreId }) => namesDuty(actor, centreId),
  decide({ until }, { centreId, dutyId }, _actor, now) {
    if (until && Temporal.Instant.compare(until, now) <= 0)
      return problem('conflict', 'duty-ended');
    return {
      change: { centreId, dutyId },
      events: [{ kind: 'duty.ended', centreId, data: { dutyId } }],
      result: { dutyId },
    };
  },
  apply(tx, { centreId, dutyId }, now) {
    tx.write(sql`select visits.end_duty(${dutyId}, ${centreId}, ${now})`);
  },
});
