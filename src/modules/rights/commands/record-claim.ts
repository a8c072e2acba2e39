// claim.record: what a person asks of us about her data, and by when she is answered.
import { dayOf } from '#base/dates.ts';
import { newId } from '#base/ids.ts';
import { type Problem, problem } from '#base/problem.ts';
import { build } from '#platform/db/transaction.ts';
import { command } from '#platform/run-command/command.ts';
import { isFenced, mayAct, reachesPeople, WELCOME } from '../../access/decide.ts';
import { NETWORK_ZONE } from '../../access/schema.ts';
import { survivorOf } from '../../people/one-person.ts';
import { dueOn, refuseRecording } from '../rules.ts';
import { recordClaimInput } from '../schema.ts';

interface Facts {
  readonly personId: string;
  readonly unitId: string;
}

export const recordClaim = command({
  name: 'claim.record',
  summary:
    'Writes down what a person asks about her data: a copy, a correction, restriction, objection, erasure.',
  input: recordClaimInput,
  async load(tx, input, actor): Promise<Facts | Problem> {
    if (isFenced(actor) || !reachesPeople(actor)) return problem('not-found');
    const personId = await survivorOf(tx, input.personId);
    const person = await tx.first(
      build.selectFrom('people.person').select('unit_id').where('id', '=', personId),
    );
    // Whoever sees her by a grant alone learns nothing of what she asks at home.
    return person && mayAct(actor, { roles: WELCOME, units: [person.unit_id] })
      ? { personId, unitId: person.unit_id }
      : problem('not-found');
  },
  may: (actor, { unitId }) => mayAct(actor, { roles: WELCOME, units: [unitId] }),
  decide({ personId, unitId }, { kind, channel, askedOn, words }, actor, now) {
    const refused = refuseRecording(askedOn, dayOf(now, NETWORK_ZONE));
    if (refused) return refused;
    const id = newId();
    const due = dueOn(askedOn);
    const row = {
      id,
      kind,
      person_id: personId,
      unit_id: unitId,
      channel,
      words: words ?? null,
      asked_on: askedOn,
      due_on: due,
      state: 'open',
      recorded_by: actor.accountId,
      recorded_at: now,
    };
    return {
      change: row,
      // Not whose: an erasure must not stay tied to what was hers.
      events: [
        {
          kind: 'claim.recorded',
          unitId,
          data: { claimId: id, claimKind: kind, dueOn: due.toString() },
        },
      ],
      result: { claimId: id },
    };
  },
  apply: (tx, row) => tx.write(build.insertInto('rights.claim').values(row)),
  refusals: { claim_erasure_once: problem('conflict', 'erasure-asked-already') },
});
