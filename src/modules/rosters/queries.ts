// Shifts as colleagues see them. Row security shows them to anyone signed in, and to nobody else.
import type { Transaction } from '#platform/db/transaction.ts';
import type { StaffedShift } from './schema.ts';

interface ShiftRow {
  readonly account_id: string;
  readonly name: string;
  readonly speaks: string[];
  readonly centre_id: string;
  readonly office_id: string;
  readonly desk_id: string | null;
  readonly on_date: Temporal.PlainDate;
  readonly starts: Temporal.PlainTime;
  readonly ends: Temporal.PlainTime;
  readonly rests_from: Temporal.PlainTime | null;
  readonly rests_to: Temporal.PlainTime | null;
  readonly services: string[] | null;
}

const columns = `
  s.account_id, a.name, a.speaks, s.centre_id, s.office_id, s.desk_id, s.on_date,
  lower(s.works) as starts, upper(s.works) as ends,
  lower(s.rests) as rests_from, upper(s.rests) as rests_to, s.services`;

export interface Colleague {
  readonly id: string;
  readonly name: string;
  readonly speaks: readonly string[];
}

/** Everyone who can be planned at the offices of a unit in a house, by name. */
export function listColleagues(
  tx: Transaction,
  unitId: string,
  centreId: string,
): Promise<Colleague[]> {
  return tx.text<Colleague>(
    `select distinct a.id, a.name, a.speaks from access.account a
     join access.membership m on m.account_id = a.id
     where m.unit_id = $1 and (m.centre_id is null or m.centre_id = $2) and m.valid @> now()
       and a.kind = 'person' and a.disabled_at is null
       and m.role not in ('administrator', 'unit-lead', 'network-manager')
     order by a.name, a.id`,
    [unitId, centreId],
  );
}

/** Everyone rostered at a centre on a day, office by office, people with desks first. */
export async function listShifts(
  tx: Transaction,
  centreId: string,
  date: Temporal.PlainDate,
): Promise<StaffedShift[]> {
  const rows = await tx.text<ShiftRow>(
    `select ${columns} from rosters.shift s join access.account a on a.id = s.account_id
     where s.centre_id = $1 and s.on_date = $2 and s.removed_by is null
     order by s.office_id, s.desk_id nulls last, lower(s.works), a.name`,
    [centreId, date],
  );
  return rows.map(shiftFrom);
}

/** The shifts of one person on a day, in order; most have one, a lunch gap makes it two. */
export async function listShiftsOf(
  tx: Transaction,
  accountId: string,
  date: Temporal.PlainDate,
): Promise<StaffedShift[]> {
  const rows = await tx.text<ShiftRow>(
    `select ${columns} from rosters.shift s join access.account a on a.id = s.account_id
     where s.account_id = $1 and s.on_date = $2 and s.removed_by is null
     order by lower(s.works)`,
    [accountId, date],
  );
  return rows.map(shiftFrom);
}

function shiftFrom(row: ShiftRow): StaffedShift {
  return {
    accountId: row.account_id,
    name: row.name,
    speaks: row.speaks,
    centreId: row.centre_id,
    officeId: row.office_id,
    ...(row.desk_id !== null && { deskId: row.desk_id }),
    date: row.on_date,
    works: { from: row.starts, to: row.ends },
    ...(row.rests_from && row.rests_to && { rests: { from: row.rests_from, to: row.rests_to } }),
    ...(row.services && { services: row.services }),
  };
}
