// Writes what a command about a follow-up decided.
import { build, type Transaction } from '#platform/db/transaction.ts';
import type { Span } from '../rosters/schema.ts';
import type { TaskChange } from './facts.ts';

export function applyTask(tx: Transaction, change: TaskChange, now: Temporal.Instant): void {
  const { add, update } = change;
  if (add) {
    tx.write(
      build.insertInto('followups.task').values({
        id: add.id,
        person_id: add.personId,
        need_id: add.needId,
        kind: add.kind,
        title: add.title,
        unit_id: add.unitId,
        centre_id: add.centreId,
        account_id: add.accountId,
        due_on: add.dueOn,
        due_within: rangeOf(add.within),
        safe_contact: add.safeContact ?? null,
        own_unit_only: add.ownUnitOnly,
        state: 'open',
        visit_id: add.visitId ?? null,
        act_id: add.actId ?? null,
        made_by: add.madeBy,
        made_at: now,
        changed_at: now,
      }),
    );
  }
  if (update) {
    const { due, assign, end } = update;
    tx.write(
      build
        .updateTable('followups.task')
        .set({
          changed_at: now,
          ...(due && { due_on: due.on, due_within: rangeOf(due.within) }),
          ...(assign && { account_id: assign.accountId }),
          ...(end && { state: end.state, outcome: end.outcome, ended_at: now, ended_by: end.by }),
        })
        .where('id', '=', update.id),
    );
  }
}

/** A stretch of a day as PostgreSQL writes it; the end is not part of it. */
function rangeOf(span: Span | undefined): string | null {
  return span ? `[${span.from},${span.to})` : null;
}
