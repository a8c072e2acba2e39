// roster.import: the plan of an office as a file says it, whole or not at all.
import { newId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { readRoster } from '../import-facts.ts';
import { applyPlan, mayPlan, PLANNED, type PlanChange, planEvent } from '../plan-facts.ts';
import { mondayOf } from '../plan-rules.ts';
import { importInput } from '../plan-schema.ts';

export const importRoster = command({
  name: 'roster.import',
  summary: 'Plans the days and colleagues that a file names as the file says, whole or not at all.',
  input: importInput,
  load: (tx, input, _actor, now) => readRoster(tx, input.officeId, input.text, now),
  may: (actor, read) => mayPlan(actor, read),
  decide(read, _input, actor, now) {
    const { faults, add, remove, same, centreId, first } = read;
    const [fault] = faults;
    // ROS-25: a file with one line that can't stand changes nothing
    if (fault) {
      const params = { count: faults.length, line: fault.line };
      return problem('invalid', 'file-faults', { fields: { text: 'file-faults' }, params });
    }
    if (add.length + remove.length === 0) return problem('conflict', 'nothing-to-import');
    const change: PlanChange = {
      id: newId(now.epochMilliseconds),
      centreId,
      kind: 'import',
      week: mondayOf(first),
      madeBy: actor.accountId,
      add,
      remove: remove.map(({ id }) => id),
    };
    const result = {
      changeId: change.id,
      week: change.week.toString(),
      added: add.length,
      removed: remove.length,
      same,
    };
    return { change, events: [planEvent(change, { same })], result };
  },
  apply: applyPlan,
  refusals: PLANNED,
});
