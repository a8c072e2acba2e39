// roster.undo: a change of the plan is taken back, as long as nothing else stands in its place.
import { newId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import { build } from '#platform/db/transaction.ts';
import { command } from '#platform/run-command/command.ts';
import { applyPlan, mayPlan, PLANNED, type PlanChange, planEvent } from '../plan-facts.ts';
import { undoInput } from '../plan-schema.ts';

export const undoRosterChange = command({
  name: 'roster.undo',
  summary: 'Takes a change of the plan back.',
  input: undoInput,
  async load(tx, input) {
    const found = await tx.first(
      build
        .selectFrom('rosters.change')
        .select(['id', 'centre_id as centreId', 'week', 'undone_by as undoneBy'])
        .where('id', '=', input.changeId),
    );
    if (!found) return problem('not-found');
    await tx.text('select pg_advisory_xact_lock(hashtextextended($1, 10))', [found.centreId]);
    const [now] = await tx.text<{ undoneBy: string | null }>(
      'select undone_by as "undoneBy" from rosters.change where id = $1',
      [input.changeId],
    );
    return { ...found, undoneBy: now?.undoneBy ?? null };
  },
  may: (actor, plan) => mayPlan(actor, plan),
  // ROS-15: a change is taken back once, and only as a whole; where something else stands in its place by
  // now, that is said and nothing changes
  decide(found, _input, actor, now) {
    if (found.undoneBy) return problem('conflict', 'already-so');
    const change: PlanChange = {
      id: newId(now.epochMilliseconds),
      centreId: found.centreId,
      kind: 'undo',
      week: found.week,
      madeBy: actor.accountId,
      undo: found.id,
    };
    return { change, events: [planEvent(change)], result: { changeId: change.id } };
  },
  apply: applyPlan,
  refusals: PLANNED,
});
