// shift.remove: a shift is taken out of the plan.
import { newId } from '#base/ids.ts';
import { isProblem, problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { applyPlan, lockPlan, mayPlan, type PlanChange, planEvent } from '../plan-facts.ts';
import { mondayOf, refusePast } from '../plan-rules.ts';
import { removeShiftInput } from '../plan-schema.ts';

export const removeShift = command({
  name: 'shift.remove',
  summary: 'Takes a shift out of the plan.',
  input: removeShiftInput,
  async load(tx, input, _actor, now) {
    const [found] = await tx.text<{ centreId: string; date: Temporal.PlainDate }>(
      `select centre_id as "centreId", on_date as date from rosters.shift where id = $1`,
      [input.shiftId],
    );
    if (!found) return problem('not-found');
    const plan = await lockPlan(tx, found.centreId, found.date, found.date, now);
    return isProblem(plan) ? plan : { ...plan, date: found.date };
  },
  may: (actor, plan) => mayPlan(actor, plan),
  decide(plan, input, actor, now) {
    const refused = refusePast(plan.date, plan.today, 'shiftId');
    if (refused) return refused;
    if (!plan.shifts.some(({ id }) => id === input.shiftId))
      return problem('conflict', 'already-so');
    const change: PlanChange = {
      id: newId(now.epochMilliseconds),
      centreId: plan.centreId,
      kind: 'remove',
      week: mondayOf(plan.date),
      madeBy: actor.accountId,
      remove: [input.shiftId],
    };
    return { change, events: [planEvent(change)], result: { changeId: change.id } };
  },
  apply: applyPlan,
});
