// shift.add: one more shift in the plan of a house.
import { newId } from '#base/ids.ts';
import { isProblem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { applyPlan, mayPlan, PLANNED, type PlanChange, planEvent } from '../plan-facts.ts';
import { decideOne, lockOne } from '../plan-one.ts';
import { mondayOf } from '../plan-rules.ts';
import { addShiftInput } from '../plan-schema.ts';

export const addShift = command({
  name: 'shift.add',
  summary: 'Plans one shift: who, at which office and desk, from when to when, with which break.',
  input: addShiftInput,
  load: (tx, input, _actor, now) => lockOne(tx, input.officeId, input, now),
  may: (actor, plan) => mayPlan(actor, plan),
  decide(plan, input, actor, now) {
    const decided = decideOne(plan, input);
    if (isProblem(decided)) return decided;
    const change: PlanChange = {
      id: newId(now.epochMilliseconds),
      centreId: plan.centreId,
      kind: 'add',
      week: mondayOf(decided.date),
      madeBy: actor.accountId,
      add: [decided],
    };
    return { change, events: [planEvent(change)], result: { changeId: change.id } };
  },
  apply: applyPlan,
  refusals: PLANNED,
});
