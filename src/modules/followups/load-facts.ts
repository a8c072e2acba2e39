// Reads and locks what the rules of a follow-up must know. What is not found and what may not be
// seen give the same problem.
import { type Problem, problem } from '#base/problem.ts';
import { build, type Transaction } from '#platform/db/transaction.ts';
import type { Actor } from '#platform/session/actor.ts';
import { reachesPeople } from '../access/decide.ts';
import { NETWORK_ZONE } from '../access/schema.ts';
import { reachOf } from '../people/contact-rules.ts';
import { listContacts } from '../people/queries.ts';
import type { TaskFacts } from './facts.ts';
import type { TaskKind, TaskState } from './schema.ts';

/** Locks one task; tells whether the named account could have it. */
export async function lockTask(
  tx: Transaction,
  taskId: string,
  actor: Actor,
  assignee?: string,
): Promise<TaskFacts | Problem> {
  if (!reachesPeople(actor)) return problem('not-found');
  const found = await tx.first(
    build
      .selectFrom('followups.task')
      .select([
        'id',
        'person_id as personId',
        'kind',
        'unit_id as unitId',
        'centre_id as centreId',
        'account_id as accountId',
        'due_on as dueOn',
        'state',
      ])
      .$narrowType<{ kind: TaskKind; state: TaskState }>()
      .where('id', '=', taskId)
      .forUpdate(),
  );
  if (!found) return problem('not-found');
  const [zone, assignable, contacts] = await Promise.all([
    zoneOf(tx, found.centreId ?? undefined),
    worksAt(tx, assignee, found.unitId),
    listContacts(tx, found.personId),
  ]);
  return { task: found, zone, assignable, reach: reachOf(contacts) };
}

/** Where the days of a task begin and end. */
export async function zoneOf(tx: Transaction, centreId: string | undefined): Promise<string> {
  if (!centreId) return NETWORK_ZONE;
  const [row] = await tx.text<{ zone: string }>('select zone from directory.centre where id = $1', [
    centreId,
  ]);
  return row?.zone ?? NETWORK_ZONE;
}

/** Whether an account is of a unit now; true when nobody is named. */
export async function worksAt(
  tx: Transaction,
  accountId: string | undefined,
  unitId: string,
): Promise<boolean> {
  if (!accountId) return true;
  const [row] = await tx.text<{ yes: boolean }>(
    `select exists (select from access.membership m join access.account a on a.id = m.account_id
       where m.account_id = $1 and m.unit_id = $2 and m.valid @> now()
         and a.kind = 'person' and a.disabled_at is null) as yes`,
    [accountId, unitId],
  );
  return row?.yes ?? false;
}
