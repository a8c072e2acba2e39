// A change of the directory: the rows before and after it, when it begins, and who may make it. Pure.
//
// DIR-20: a house is changed by its coordinator and by those who look after the network; the
//         catalogue of the whole network by the latter alone; nothing by anybody behind the fence.
// DIR-21: a change has a day from which it holds, today or later; one of a later day waits until then.
// DIR-22: a change is undone by putting back what was before it, once, and not when what it made was
//         changed since or something hangs on it.
import { type Problem, problem } from '#base/problem.ts';
import type { Actor } from '#platform/session/actor.ts';
import { COORDINATION, isFenced, mayAct } from '../access/decide.ts';

/** A row as the database spells it. */
export type Line = Readonly<Record<string, unknown>>;

export const TABLES = [
  'centre',
  'centre_name',
  'opening_hours',
  'hours_exception',
  'holiday',
  'office',
  'desk',
  'subject',
  'document',
  'service',
  'service_subject',
  'service_document',
  'cost_option',
  'office_service',
] as const;
export type Table = (typeof TABLES)[number];

/** One row in the place of another: a new one where nothing was, nothing where one goes. */
export interface RowChange {
  readonly table: Table;
  readonly before: Line | null;
  readonly after: Line | null;
}

export type ChangeState = 'scheduled' | 'applied' | 'undone' | 'dropped' | 'stale';

/** A change that was made. */
export interface MadeChange {
  readonly id: string;
  readonly centreId: string | null;
  readonly command: string;
  readonly rows: readonly RowChange[];
  readonly dueOn: Temporal.PlainDate;
  readonly state: ChangeState;
}

/** May this actor change a house, or the catalogue of the network (null)? DIR-20. */
export function mayChange(actor: Actor, centreId: string | null): boolean {
  if (actor.kind !== 'person' || isFenced(actor)) return false;
  return centreId === null
    ? actor.memberships.some((held) => held.role === 'network-manager' && held.centreId === null)
    : mayAct(actor, { roles: COORDINATION, centreId });
}

/** The day from which a change holds, or why not that day. DIR-21. */
export function decideDay(
  from: string | undefined,
  today: Temporal.PlainDate,
): Temporal.PlainDate | Problem {
  if (from === undefined) return today;
  const day = Temporal.PlainDate.from(from);
  return Temporal.PlainDate.compare(day, today) < 0
    ? problem('invalid', 'invalid', { fields: { from: 'date-past' } })
    : day;
}

/** The rows that put back what was before a change, or why it can't be put back. DIR-22. */
export function decideUndo(made: MadeChange): readonly RowChange[] | Problem {
  if (made.state === 'scheduled') return [];
  if (made.state !== 'applied') return problem('conflict', 'undone-already');
  return made.rows
    .toReversed()
    .map(({ table, before, after }) => ({ table, before: after, after: before }));
}

/** A row changed in some of its columns. */
export function rowChange(table: Table, before: Line, columns: Line): RowChange {
  return { table, before, after: { ...before, ...columns } };
}

export const newRow = (table: Table, after: Line): RowChange => ({ table, before: null, after });
export const goneRow = (table: Table, before: Line): RowChange => ({ table, before, after: null });

/** A value spelled one way, whatever the order of its keys. */
function spell(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spell).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  return `{${Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, one]) => `${JSON.stringify(key)}:${spell(one)}`)
    .join()}}`;
}

/** Whether a change would change nothing. */
export function isNothing(rows: readonly RowChange[]): boolean {
  return rows.every(({ before, after }) => spell(before) === spell(after));
}

/** Rows of a list as it is, in the place of those as they were: what is the same stays untouched. */
export function replaceRows(
  table: Table,
  before: readonly Line[],
  after: readonly Line[],
): readonly RowChange[] {
  const wanted = new Set(after.map(spell));
  const standing = new Set(before.map(spell));
  return [
    ...before.filter((line) => !wanted.has(spell(line))).map((line) => goneRow(table, line)),
    ...after.filter((line) => !standing.has(spell(line))).map((line) => newRow(table, line)),
  ];
}
