// task.postpone: a follow-up is due another day.
import { command } from '#platform/run-command/command.ts';
import { refuseCallOn } from '../../people/contact-rules.ts';
import { applyTask } from '../apply-change.ts';
import { lockTask } from '../load-facts.ts';
import { refuseDue, refuseUnlessOpen, spanOf, taskEvent } from '../rules.ts';
import { postponeTaskInput } from '../schema.ts';
import { maySettle } from '../who-may.ts';

export const postponeTask = command({
  name: 'task.postpone',
  summary: 'Gives a follow-up another day, and another stretch of it.',
  input: postponeTaskInput,
  load: (tx, input, actor) => lockTask(tx, input.taskId, actor),
  may: maySettle,
  decide({ task, zone, reach }, input, _actor, now) {
    const refused =
      refuseUnlessOpen(task) ??
      refuseDue(input, zone, now) ??
      (task.kind === 'call-back' ? refuseCallOn(reach, input) : undefined);
    if (refused) return refused;
    const on = Temporal.PlainDate.from(input.dueOn);
    return {
      change: { update: { id: task.id, due: { on, within: spanOf(input) } } },
      events: [
        taskEvent('task.postponed', { ...task, dueOn: on }, { before: task.dueOn.toString() }),
      ],
      result: { taskId: task.id, personId: task.personId },
    };
  },
  apply: applyTask,
});
