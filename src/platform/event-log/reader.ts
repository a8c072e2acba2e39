// A reader of the log: keeps a cursor, hands out events in order, and moves the cursor in the same
// transaction in which what follows from them is written. At least once, never skipping a late
// commit: only events below the oldest running transaction are handed out.
import type { Database } from '../db/database.ts';
import type { Transaction } from '../db/transaction.ts';
import { type Cursor, type RecordedEvent } from './events.ts';

interface EventRow {
  id: string;
  kind: string;
  command_id: string;
  account_id: string;
  occurred_at: Temporal.Instant;
  centre_id: string | null;
  office_id: string | null;
  unit_id: string | null;
  visit_id: string | null;
  person_id: string | null;
  data: RecordedEvent['data'];
  epoch: number;
  xid: string;
  position: string;
}

/** An event with its place in the log. */
export interface LoggedEvent extends RecordedEvent {
  readonly cursor: Cursor;
}

/**
 * Hands the next events after the reader's cursor to `handle` and moves the cursor, all in one
 * transaction. Two processes with the same reader take turns.
 * @param token session of the worker's machine account, which proves the context
 * @returns how many events were handed out
 */
export function readOnce(
  database: Database,
  token: string,
  reader: string,
  handle: (tx: Transaction, events: readonly LoggedEvent[]) => Promise<void>,
  most = 500,
): Promise<number> {
  return database.transaction(async (tx) => {
    tx.text('select access.enter($1)', [token]).catch(() => {});
    const at = (await cursorOf(tx, reader, '')) ?? (await begin(tx, reader));
    const rows = await tx.text<EventRow>(
      `select id, kind, command_id, account_id, occurred_at, centre_id, office_id, unit_id, visit_id,
              person_id, data, epoch, xid::text, position::text
       from log.events_after($1, $2, $3, $4)`,
      [at.epoch, at.xid, at.position, most],
    );
    const last = rows.at(-1);
    if (!last) return 0;
    // Locked only when there is something to do, so that an idle reader writes nothing.
    const still = await cursorOf(tx, reader, 'for update');
    if (!still || still.xid !== at.xid || still.position !== at.position) return 0;
    await handle(tx, rows.map(event));
    await tx.text(
      'update log.reader set epoch = $2, xid = $3, position = $4, moved_at = now() where name = $1',
      [reader, last.epoch, last.xid, last.position],
    );
    return rows.length;
  });
}

async function cursorOf(
  tx: Transaction,
  reader: string,
  lock: '' | 'for update',
): Promise<Cursor | undefined> {
  const [row] = await tx.text<{ epoch: number; xid: string; position: string }>(
    `select epoch, xid::text, position::text from log.reader where name = $1 ${lock}`,
    [reader],
  );
  return row;
}

async function begin(tx: Transaction, reader: string): Promise<Cursor> {
  await tx.text(
    `insert into log.reader (name, epoch, xid, position) values ($1, 0, '0', 0) on conflict do nothing`,
    [reader],
  );
  return { epoch: 0, xid: '0', position: '0' };
}

function event(row: EventRow): LoggedEvent {
  const { id, kind, data } = row;
  return {
    id,
    kind,
    commandId: row.command_id,
    accountId: row.account_id,
    occurredAt: row.occurred_at,
    cursor: { epoch: row.epoch, xid: row.xid, position: row.position },
    ...(row.centre_id && { centreId: row.centre_id }),
    ...(row.office_id && { officeId: row.office_id }),
    ...(row.unit_id && { unitId: row.unit_id }),
    ...(row.visit_id && { visitId: row.visit_id }),
    ...(row.person_id && { personId: row.person_id }),
    ...(data && { data }),
  };
}
