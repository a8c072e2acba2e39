// When a follow-up is due, in what order, and what may become of it. Pure.
import { dayOf } from '#base/dates.ts';
import { type Problem, problem } from '#base/problem.ts';
import type { NewEvent, Plain } from '#platform/event-log/events.ts';
import type { Span } from '../rosters/schema.ts';
import type { Task } from './facts.ts';
import type { TaskKind, TaskOutcome } from './schema.ts';

/** Why a day or stretch can't be promised, or nothing. */
// FOL-1: nothing is promised for a day that has passed, and a stretch of a day begins before it ends
export function refuseDue(
  due: {
    readonly dueOn: string;
    readonly from?: string | undefined;
    readonly to?: string | undefined;
  },
  zone: string,
  now: Temporal.Instant,
): Problem | undefined {
  const fields: Record<string, string> = {};
  if (Temporal.PlainDate.compare(due.dueOn, dayOf(now, zone)) < 0) fields['dueOn'] = 'date-past';
  if ((due.from === undefined) !== (due.to === undefined)) {
    fields[due.from === undefined ? 'from' : 'to'] = 'required';
  } else if (due.from && due.to && Temporal.PlainTime.compare(due.from, due.to) >= 0) {
    fields['to'] = 'hours-end-first';
  }
  return Object.keys(fields).length > 0 ? problem('invalid', 'invalid', { fields }) : undefined;
}

/** The stretch of the day, when one was said. */
export function spanOf(due: {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}): Span | undefined {
  return due.from && due.to
    ? { from: Temporal.PlainTime.from(due.from), to: Temporal.PlainTime.from(due.to) }
    : undefined;
}

/** Why nothing more can be done with a task, or nothing. */
// FOL-2: what is done or dropped stays so
export function refuseUnlessOpen(task: Pick<Task, 'state'>): Problem | undefined {
  return task.state === 'open' ? undefined : problem('conflict', 'task-ended');
}

/** Why a task can't come out like this, or nothing. */
// FOL-3: of a call-back, and of nothing else, it is said whether she was reached
export function refuseOutcome(task: Pick<Task, 'kind'>, outcome: TaskOutcome): Problem | undefined {
  return (task.kind === 'call-back') === (outcome === 'reached' || outcome === 'not-reached')
    ? undefined
    : problem('invalid', 'invalid', { fields: { outcome: 'invalid' } });
}

export interface Due {
  readonly dueOn: Temporal.PlainDate;
  readonly within: Span | null;
}

/** Whether a task should have been done before this moment. */
// FOL-4: a follow-up is overdue when its day has passed, or its stretch of today
export function isOverdue(due: Due, zone: string, now: Temporal.Instant): boolean {
  const local = now.toZonedDateTimeISO(zone);
  const days = Temporal.PlainDate.compare(due.dueOn, local.toPlainDate());
  if (days !== 0 || !due.within) return days < 0;
  return Temporal.PlainTime.compare(due.within.to, local.toPlainTime()) <= 0;
}

/** The order in which a list shows tasks. */
// FOL-5: the oldest due day comes first, so that what is overdue stands on top; then by the stretch
// of the day, those without one last
export function byDue(a: Due, b: Due): number {
  const days = Temporal.PlainDate.compare(a.dueOn, b.dueOn);
  if (days !== 0) return days;
  if (!a.within || !b.within) return Number(!a.within) - Number(!b.within);
  return Temporal.PlainTime.compare(a.within.from, b.within.from);
}

type Kind =
  | 'task.added'
  | 'task.completed'
  | 'task.dropped'
  | 'task.postponed'
  | 'task.assigned'
  | 'call-back.promised';

/** An event about a task: ids, codes and dates, never what is to be done. */
export function taskEvent(
  kind: Kind,
  task: Task & { readonly kind: TaskKind },
  data: Readonly<Record<string, Plain>> = {},
): NewEvent {
  return {
    kind,
    unitId: task.unitId,
    personId: task.personId,
    ...(task.centreId && { centreId: task.centreId }),
    data: { taskId: task.id, kind: task.kind, dueOn: task.dueOn.toString(), ...data },
  };
}
