// person.let-back: she takes it back, and the colleague finds her again as any other would.
import { type Problem, problem } from '#base/problem.ts';
import { build } from '#platform/db/transaction.ts';
import { command } from '#platform/run-command/command.ts';
import { isFenced, mayAct, reachesPeople, WELCOME } from '../../access/decide.ts';
import { type KeptAway, lockKeptAway } from '../apart-queries.ts';
import { refuseLetBack } from '../apart-rules.ts';
import { letBackInput } from '../schema.ts';

export const letBack = command({
  name: 'person.let-back',
  summary: 'Takes back, as she wishes, that a colleague is kept away from a person.',
  input: letBackInput,
  async load(tx, { exclusionId }, actor): Promise<KeptAway | Problem> {
    if (isFenced(actor) || !reachesPeople(actor) || !mayAct(actor, { roles: WELCOME }))
      return problem('not-found');
    return (await lockKeptAway(tx, exclusionId)) ?? problem('not-found');
  },
  may: (actor, { unitId }) => mayAct(actor, { roles: WELCOME, units: [unitId] }),
  decide: (kept) =>
    refuseLetBack(kept) ?? {
      change: kept,
      events: [
        {
          kind: 'person.let-back',
          unitId: kept.unitId,
          personId: kept.personId,
          data: { exclusionId: kept.id },
        },
      ],
      result: { exclusionId: kept.id, personId: kept.personId },
    },
  apply: (tx, { id }, now, actor) =>
    tx.write(
      build
        .updateTable('access.exclusion')
        .set({ lifted_at: now, lifted_by: actor.accountId })
        .where('id', '=', id),
    ),
});
