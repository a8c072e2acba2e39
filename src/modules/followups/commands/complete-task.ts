// task.complete: a follow-up is done, with how it came out.
import { command } from '#platform/run-command/command.ts';
import { applyTask } from '../apply-change.ts';
import { lockTask } from '../load-facts.ts';
import { refuseOutcome, refuseUnlessOpen, taskEvent } from '../rules.ts';
import { completeTaskInput } from '../schema.ts';
import { maySettle } from '../who-may.ts';

export const completeTask = command({
  name: 'task.complete',
  summary: 'Notes that a follow-up is done; of a call-back, whether she was reached.',
  input: completeTaskInput,
  load: (tx, input, actor) => lockTask(tx, input.taskId, actor),
  may: maySettle,
  decide({ task }, { outcome }, actor) {
    const refused = refuseUnlessOpen(task) ?? refuseOutcome(task, outcome);
    if (refused) return refused;
    const end = { state: 'done', outcome, by: actor.accountId } as const;
    return {
      change: { update: { id: task.id, end } },
      events: [taskEvent('task.completed', task, { outcome })],
      result: { taskId: task.id, personId: task.personId },
    };
  },
  apply: applyTask,
});
