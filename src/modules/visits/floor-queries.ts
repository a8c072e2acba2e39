// The whole house at a glance, for those who look after it: counts and times by office, no tickets
// and no persons. The functions of migration 0011 count and prove the session by themselves.
import type { Transaction } from '#platform/db/transaction.ts';
import type { OfficeFloor } from './floor-rules.ts';

export interface HouseFloor {
  readonly arrived: number;
  readonly here: number;
  /** Median of the waits that ended today, in seconds; null before the first. */
  readonly medianWait: number | null;
}

/** A point of the day so far: people in the house (office null) or the longest wait in minutes. */
export interface FloorPoint {
  readonly officeId: string | null;
  readonly instant: Temporal.Instant;
  readonly value: number;
}

export interface Floor {
  readonly house: HouseFloor;
  readonly offices: readonly OfficeFloor[];
  readonly curve: readonly FloorPoint[];
}

/** The floor of a house on its civil day, with the way there at some instants. */
export async function findFloor(
  tx: Transaction,
  centreId: string,
  day: Temporal.PlainDate,
  instants: readonly Temporal.Instant[],
): Promise<Floor> {
  const [house, offices, curve] = await Promise.all([
    findHouse(tx, centreId, day),
    tx.text<OfficeFloor>(
      `select office_id as "officeId", waiting, waiting_since as "waitingSince", called, serving,
              parked, languages from visits.floor($1, $2)`,
      [centreId, day],
    ),
    tx.text<FloorPoint>(
      `select office_id as "officeId", instant, value from visits.floor_curve($1, $2, $3)
       order by instant`,
      [centreId, day, instants.map(String)],
    ),
  ]);
  return { house, offices, curve };
}

/** Who came on a day and who is still here, in numbers. */
export async function findHouse(
  tx: Transaction,
  centreId: string,
  day: Temporal.PlainDate,
): Promise<HouseFloor> {
  const [house] = await tx.text<HouseFloor>(
    'select arrived, here, median_wait as "medianWait" from visits.house($1, $2)',
    [centreId, day],
  );
  return house ?? { arrived: 0, here: 0, medianWait: null };
}

/** A desk that was opened or closed. */
export interface DeskMove {
  readonly deskId: string;
  readonly officeId: string;
  readonly opened: boolean;
  readonly at: Temporal.Instant;
}

/** The last desks opened and closed in a house since an instant, the latest first. */
export function listDeskMoves(
  tx: Transaction,
  centreId: string,
  since: Temporal.Instant,
  most: number,
): Promise<DeskMove[]> {
  return tx.text(
    `select desk_id as "deskId", office_id as "officeId", opened, at from (
       select desk_id, office_id, true as opened, opened_at as at from visits.desk_session
       where centre_id = $1 and opened_at >= $2
       union all
       select desk_id, office_id, false, closed_at from visits.desk_session
       where centre_id = $1 and closed_at >= $2) moves
     order by at desc, desk_id limit $3`,
    [centreId, since, most],
  );
}
