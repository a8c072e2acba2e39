// shift.change: another day, colleague, desk, hours or break for a shift, in one change.
import { newId } from '#base/ids.ts';
import { isProblem, problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { applyPlan, mayPlan, PLANNED, type PlanChange, planEvent } from '../plan-facts.ts';
import { decideOne, lockOne } from '../plan-one.ts';
import { mondayOf, refusePast } from '../plan-rules.ts';
import { changeShiftInput } from '../plan-schema.ts';

export const changeShift = command({
  name: 'shift.change',
  summary: 'Puts a shift in the place of another: who, desk, day, hours, break.',
  input: changeShiftInput,
  async load(tx, input, _actor, now) {
    const [found] = await tx.text<{ officeId: string; date: Temporal.PlainDate }>(
      `select office_id as "officeId", on_date as date from rosters.shift where id = $1`,
      [input.shiftId],
    );
    if (!found) return problem('not-found');
    const plan = await lockOne(tx, found.officeId, input, now, found.date);
    return isProblem(plan) ? plan : { ...plan, date: found.date };
  },
  may: (actor, plan) => mayPlan(actor, plan),
  // ROS-17: a shift is changed as one that goes and one that comes, together or not at all
  decide(plan, input, actor, now) {
    const refused = refusePast(plan.date, plan.today, 'shiftId');
    if (refused) return refused;
    if (!plan.shifts.some(({ id }) => id === input.shiftId))
      return problem('conflict', 'already-so');
    const decided = decideOne(plan, input, input.shiftId);
    if (isProblem(decided)) return decided;
    const change: PlanChange = {
      id: newId(now.epochMilliseconds),
      centreId: plan.centreId,
      kind: 'change',
      week: mondayOf(plan.date),
      madeBy: actor.accountId,
      remove: [input.shiftId],
      add: [decided],
    };
    return { change, events: [planEvent(change)], result: { changeId: change.id } };
  },
  apply: applyPlan,
  refusals: PLANNED,
});
