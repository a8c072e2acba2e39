// The figures of a house. The database counts and answers numbers only (migration 0011): no row
// about anyone leaves it, and none comes for who may not count there.
import type { Transaction } from '#platform/db/transaction.ts';
import { figuresFrom } from './rules.ts';
import type { Counts, Days, Figures } from './schema.ts';

/** Figures of a house over some days, both ends included; all zero for who may not count there. */
export async function findFigures(
  tx: Transaction,
  centreId: string,
  { from, to }: Days,
): Promise<Figures> {
  const [acts, trips] = await Promise.all([
    tx.text<Counts & { officeId: string }>(
      `select office_id as "officeId", acts, visits, persons from statistics.acts($1, $2, $3)`,
      [centreId, from, to],
    ),
    tx.text<Pick<Figures, 'visits' | 'persons' | 'ended' | 'solved'>>(
      'select visits, persons, ended, solved from statistics.trips($1, $2, $3)',
      [centreId, from, to],
    ),
  ]);
  return figuresFrom(acts, trips[0] ?? { visits: 0, persons: 0, ended: 0, solved: 0 });
}

/** Acts of each day on which there were any, in order. */
export function listActsByDay(
  tx: Transaction,
  centreId: string,
  { from, to }: Days,
): Promise<{ readonly day: Temporal.PlainDate; readonly acts: number }[]> {
  return tx.text('select day, acts from statistics.acts_by_day($1, $2, $3)', [centreId, from, to]);
}

/** Bookings of some days, both ends included, to which nobody came; 0 for who may not count there. */
export async function countMissedBookings(
  tx: Transaction,
  centreId: string,
  { from, to }: Days,
): Promise<number> {
  const [row] = await tx.text<{ missed: number }>(
    'select statistics.missed_bookings($1, $2, $3) as missed',
    [centreId, from, to],
  );
  return row?.missed ?? 0;
}
