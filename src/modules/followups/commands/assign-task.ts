// task.assign: a follow-up is somebody's, or anybody's of the unit again.
import { problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { applyTask } from '../apply-change.ts';
import { lockTask } from '../load-facts.ts';
import { refuseUnlessOpen, taskEvent } from '../rules.ts';
import { assignTaskInput } from '../schema.ts';
import { maySettle } from '../who-may.ts';

export const assignTask = command({
  name: 'task.assign',
  summary: 'Gives a follow-up to a colleague of the unit, or to whoever has time.',
  input: assignTaskInput,
  load: (tx, input, actor) => lockTask(tx, input.taskId, actor, input.accountId),
  may: maySettle,
  decide({ task, assignable }, { accountId = null }) {
    const refused = refuseUnlessOpen(task);
    if (refused) return refused;
    // FOL-8: a follow-up is given only to somebody who works at the unit whose it is
    if (!assignable) {
      return problem('invalid', 'invalid', { fields: { accountId: 'not-of-the-unit' } });
    }
    return {
      change: { update: { id: task.id, assign: { accountId } } },
      events: [taskEvent('task.assigned', task, { accountId })],
      result: { taskId: task.id, personId: task.personId },
    };
  },
  apply: applyTask,
});
