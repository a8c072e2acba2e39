// What screens ask about follow-ups. Row security finds a unit's own, and on the file of whoever is
// being served those of other units that are not for themselves alone.
import { sql } from 'kysely';
import { build, type Transaction } from '#platform/db/transaction.ts';
import { anyFileOf } from '../people/one-person.ts';
import type { Span } from '../rosters/schema.ts';
import { byDue } from './rules.ts';
import type { TaskKind, TaskOutcome, TaskState } from './schema.ts';

/** A follow-up as a file or a list shows it. */
export interface TaskLine {
  readonly taskId: string;
  readonly personId: string;
  readonly kind: TaskKind;
  readonly title: string;
  readonly unitId: string;
  readonly centreId: string | null;
  readonly needId: string | null;
  readonly dueOn: Temporal.PlainDate;
  /** On the clock of the centre. */
  readonly within: Span | null;
  /** Whose it is; null: anyone of the unit. */
  readonly accountId: string | null;
  readonly assignee: string | null;
  readonly safeContact: string | null;
  readonly state: TaskState;
  readonly outcome: TaskOutcome | null;
  readonly endedAt: Temporal.Instant | null;
}

function selectTasks() {
  return build
    .selectFrom('followups.task as t')
    .leftJoin('access.account as a', 'a.id', 't.account_id')
    .select([
      't.id as taskId',
      't.person_id as personId',
      't.kind',
      't.title',
      't.unit_id as unitId',
      't.centre_id as centreId',
      't.need_id as needId',
      't.due_on as dueOn',
      sql<Temporal.PlainTime | null>`lower(t.due_within)`.as('dueFrom'),
      sql<Temporal.PlainTime | null>`upper(t.due_within)`.as('dueTo'),
      't.account_id as accountId',
      'a.name as assignee',
      't.safe_contact as safeContact',
      't.state',
      't.outcome',
      't.ended_at as endedAt',
    ])
    .$narrowType<{ kind: TaskKind; state: TaskState; outcome: TaskOutcome | null }>();
}

type Row = Omit<TaskLine, 'within'> & {
  readonly dueFrom: Temporal.PlainTime | null;
  readonly dueTo: Temporal.PlainTime | null;
};

const lineFrom = ({ dueFrom, dueTo, ...row }: Row): TaskLine => ({
  ...row,
  within: dueFrom && dueTo ? { from: dueFrom, to: dueTo } : null,
});

/**
 * The follow-ups of a person: what is open first, in the order in which it is due, then what ended,
 * the latest first.
 */
export async function listTasks(
  tx: Transaction,
  personId: string,
  options: { readonly endedSince?: Temporal.Instant } = {},
): Promise<TaskLine[]> {
  const rows = await tx.all(
    selectTasks().where('t.person_id', '=', anyFileOf(personId)).orderBy('t.id'),
  );
  const lines = rows.map(lineFrom);
  const open = lines.filter(({ state }) => state === 'open').toSorted(byDue);
  const ended = lines.filter(
    ({ state, endedAt }) =>
      state !== 'open' &&
      endedAt &&
      (!options.endedSince || Temporal.Instant.compare(endedAt, options.endedSince) >= 0),
  );
  return [...open, ...ended.toSorted((a, b) => compareEnds(b, a))];
}

function compareEnds(a: TaskLine, b: TaskLine): number {
  return Temporal.Instant.compare(
    a.endedAt ?? Temporal.Instant.fromEpochMilliseconds(0),
    b.endedAt ?? Temporal.Instant.fromEpochMilliseconds(0),
  );
}

/**
 * The open follow-ups of a unit that are due by a day, overdue first; what is hers to do is left out,
 * since nobody of the unit does it.
 * @param options.accountId only hers and nobody's, as a colleague's own list shows them
 */
export async function listDueTasks(
  tx: Transaction,
  unitIds: readonly string[],
  by: Temporal.PlainDate,
  options: { readonly accountId?: string } = {},
): Promise<TaskLine[]> {
  let query = selectTasks()
    .where('t.unit_id', 'in', [...unitIds, ''])
    .where('t.state', '=', 'open')
    .where('t.kind', '!=', 'hers')
    .where('t.due_on', '<=', by);
  const { accountId } = options;
  if (accountId) {
    query = query.where((where) =>
      where.or([where('t.account_id', '=', accountId), where('t.account_id', 'is', null)]),
    );
  }
  return (await tx.all(query.orderBy('t.id'))).map(lineFrom).toSorted(byDue);
}
