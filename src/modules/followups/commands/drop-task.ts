// task.drop: a follow-up will not be done.
import { command } from '#platform/run-command/command.ts';
import { applyTask } from '../apply-change.ts';
import { lockTask } from '../load-facts.ts';
import { refuseUnlessOpen, taskEvent } from '../rules.ts';
import { dropTaskInput } from '../schema.ts';
import { maySettle } from '../who-may.ts';

export const dropTask = command({
  name: 'task.drop',
  summary: 'Drops a follow-up that will not be done, and says why.',
  input: dropTaskInput,
  load: (tx, input, actor) => lockTask(tx, input.taskId, actor),
  may: maySettle,
  decide({ task }, { because }, actor) {
    const refused = refuseUnlessOpen(task);
    if (refused) return refused;
    const end = { state: 'dropped', outcome: because, by: actor.accountId } as const;
    return {
      change: { update: { id: task.id, end } },
      events: [taskEvent('task.dropped', task, { because })],
      result: { taskId: task.id, personId: task.personId },
    };
  },
  apply: applyTask,
});
