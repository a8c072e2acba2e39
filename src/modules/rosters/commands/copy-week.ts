// roster.copy-week: a week is planned as the one before it.
import { newId } from '#base/ids.ts';
import { isProblem, problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { loadDirectory } from '../../directory/queries.ts';
import {
  applyPlan,
  lockPlan,
  mayPlan,
  PLANNED,
  type PlanChange,
  planEvent,
} from '../plan-facts.ts';
import { mondayOf, planCopy } from '../plan-rules.ts';
import { copyWeekInput } from '../plan-schema.ts';

export const copyWeek = command({
  name: 'roster.copy-week',
  summary: 'Plans a week as the one before it, beside what is planned already.',
  input: copyWeekInput,
  async load(tx, input, _actor, now) {
    const week = mondayOf(Temporal.PlainDate.from(input.week));
    const from = week.subtract({ days: 7 });
    // Before the plan is locked: reading the directory takes longer than all the rest.
    const directory = await loadDirectory(tx, week);
    const plan = await lockPlan(tx, input.centreId, from, week.add({ days: 6 }), now);
    if (isProblem(plan)) return plan;
    const centre = directory.centres.get(input.centreId);
    return centre ? { ...plan, week, timetable: centre.timetable } : problem('not-found');
  },
  may: (actor, plan) => mayPlan(actor, plan),
  decide(plan, _input, actor, now) {
    const { week, shifts, centreId } = plan;
    const isNew = ({ date }: { date: Temporal.PlainDate }) =>
      Temporal.PlainDate.compare(date, week) >= 0;
    const { added, left } = planCopy(
      shifts.filter((shift) => !isNew(shift)),
      shifts.filter(isNew),
      plan.absences,
      plan.timetable,
      plan.today,
    );
    if (added.length === 0) return problem('conflict', 'nothing-to-copy');
    const change: PlanChange = {
      id: newId(now.epochMilliseconds),
      centreId,
      kind: 'copy',
      week,
      madeBy: actor.accountId,
      add: added,
    };
    const result = { changeId: change.id, added: added.length, left };
    return { change, events: [planEvent(change, { left })], result };
  },
  apply: applyPlan,
  refusals: PLANNED,
});
