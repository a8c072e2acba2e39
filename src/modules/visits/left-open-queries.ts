// What stands open in a house, held and put right by those who look after it: ids, numbers and times.
// The functions of migration 0070 prove the role by themselves, so that no row of a person is reached.
import { sql } from 'kysely';
import type { Transaction } from '#platform/db/transaction.ts';
import type { HeldDesk, HeldVisit, HouseChange, Standing } from './left-open-facts.ts';

/** What the database says of who asks: the worker counts only on a connection of its own role. */
export async function mayPutRight(tx: Transaction, centreId: string): Promise<boolean> {
  const [row] = await tx.text<{ yes: boolean }>('select visits.may_oversee($1) as yes', [centreId]);
  return row?.yes ?? false;
}

/** Locks the open visits of a house up to a day, or one of them. */
export function holdOpen(
  tx: Transaction,
  centreId: string,
  until: Temporal.PlainDate,
  onlyVisit?: string,
): Promise<HeldVisit[]> {
  return tx.text<HeldVisit>(
    `select visit_id as "visitId", person_id as "personId", host_unit_id as "hostUnitId", day, number,
            since, needs, solved, stops from visits.hold_open($1, $2, $3)`,
    [centreId, until, onlyVisit ?? null],
  );
}

/** Locks the open desks of a house that were opened before an instant, or one of them. */
export function holdDesks(
  tx: Transaction,
  centreId: string,
  before: Temporal.Instant,
  onlyDesk?: string,
): Promise<HeldDesk[]> {
  return tx.text<HeldDesk>(
    `select id, desk_id as "deskId", office_id as "officeId", unit_id as "unitId",
            account_id as "accountId", opened_at as "openedAt", busy
     from visits.hold_desks($1, $2, $3)`,
    [centreId, before, onlyDesk ?? null],
  );
}

/** What may have been left standing; the rules say what of it is too long. */
export function listStanding(
  tx: Transaction,
  centreId: string,
  day: Temporal.PlainDate,
): Promise<Standing[]> {
  return tx.text<Standing>(
    `select kind, visit_id as "visitId", number, office_id as "officeId", desk_id as "deskId", since
     from visits.left_standing($1, $2) order by since, number`,
    [centreId, day],
  );
}

/** Writes what the rules decided. */
export function putRight(tx: Transaction, centreId: string, change: HouseChange): void {
  const rows = {
    stops: change.stops.map(({ id, state, at }) => ({ id, state, at })),
    periods: change.periods.map(({ visitId, at, next }) => ({
      visit_id: visitId,
      at,
      ...(next && { kind: next.kind, stop_id: next.stopId }),
    })),
    close: change.close,
    desks: change.desks,
  };
  tx.write(sql`select visits.put_right(${centreId}, ${JSON.stringify(rows)}::jsonb)`, 'any');
}

/** Where the days of a house begin and end; undefined: there is no such house. */
export async function zoneOfCentre(tx: Transaction, centreId: string): Promise<string | undefined> {
  const [row] = await tx.text<{ zone: string }>('select zone from directory.centre where id = $1', [
    centreId,
  ]);
  return row?.zone;
}

/** Houses in which something of an earlier day is open; for the worker alone. */
export async function listUnended(tx: Transaction): Promise<string[]> {
  const rows = await tx.text<{ id: string }>('select centre_id as id from visits.unended()');
  return rows.map(({ id }) => id);
}
