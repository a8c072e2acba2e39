// The monthly look at who has an account. Pure.
//
// ACC-9: once a month the lead of a unit confirms the list of its accounts as she read it; a list
// that changed since is read again, and one that is not confirmed by the tenth is overdue.
import { type Problem, problem } from '#base/problem.ts';

/** Day of the month after which a list that nobody confirmed is overdue. */
export const DUE_DAY = 10;

export type ReconciliationState = 'confirmed' | 'due' | 'overdue';

/** `YYYY-MM` of a day. */
export function monthName(day: Temporal.PlainDate): string {
  return day.toPlainYearMonth().toString();
}

export function reconciliationState(
  confirmed: boolean,
  today: Temporal.PlainDate,
): ReconciliationState {
  if (confirmed) return 'confirmed';
  return today.day > DUE_DAY ? 'overdue' : 'due';
}

/** Why a month's list can't be confirmed as it was read, or undefined. */
export function refuseToReconcile(
  list: { readonly membershipIds: readonly string[]; readonly confirmed: boolean },
  read: { readonly month: string; readonly membershipIds: readonly string[] },
  today: Temporal.PlainDate,
): Problem | undefined {
  if (read.month !== monthName(today)) return problem('too-late', 'another-month');
  if (list.confirmed) return problem('conflict', 'confirmed-already');
  const shown = new Set(read.membershipIds);
  const same =
    shown.size === list.membershipIds.length && list.membershipIds.every((id) => shown.has(id));
  return same ? undefined : problem('conflict', 'list-changed');
}
