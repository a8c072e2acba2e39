// Rosters of the demonstration for the days around a date. Run again on a later day, it adds the days
// that are missing.
import { loadDirectory } from '#modules/directory/queries.ts';
import type { Shift, Span } from '#modules/rosters/schema.ts';
import type { Transaction } from '#platform/db/transaction.ts';
import { insertMissing, range } from './insert.ts';
import { planShifts, type Worker } from './plan-shifts.ts';
import { readData } from './read-data.ts';
import { deskId } from './seed-network.ts';

const DAYS_BEFORE = 7;
const DAYS_AFTER = 60;

/** Shifts from a week before `date` to sixty days after it. Returns how many were new. */
export async function seedRosters(tx: Transaction, date: Temporal.PlainDate): Promise<number> {
  const from = date.subtract({ days: DAYS_BEFORE });
  const to = date.add({ days: DAYS_AFTER });
  const planned = planShifts(await loadDirectory(tx, date), await listWorkers(tx), from, to);
  const there = await tx.text<{ day: string }>(
    `select account_id || ' ' || on_date as day from rosters.shift
     where on_date between $1 and $2`,
    [from, to],
  );
  const known = new Set(there.map((row) => row.day));
  return await insertMissing(
    tx,
    'rosters.shift',
    {
      account_id: 'uuid',
      centre_id: 'text',
      office_id: 'text',
      desk_id: 'text',
      on_date: 'date',
      works: 'directory.timerange',
      rests: 'directory.timerange',
    },
    planned.filter((shift) => !known.has(`${shift.accountId} ${shift.date}`)).map(rowOf),
  );
}

/** Staff of the file with a place of work, as the accounts that they have here. */
async function listWorkers(tx: Transaction): Promise<Worker[]> {
  const accounts = await tx.text<{ id: string; login: string }>(
    'select id, login from access.account where disabled_at is null and login is not null',
  );
  const idOf = new Map(accounts.map(({ id, login }) => [login, id]));
  return readData('demo/staff.json').flatMap(({ login, centre, office, desk }) => {
    const accountId = idOf.get(login);
    if (!accountId || !centre || !office) return [];
    const officeId = `${centre}.${office}`;
    return [
      { accountId, centreId: centre, officeId, ...(desk && { deskId: deskId(centre, desk) }) },
    ];
  });
}

function rowOf(shift: Shift) {
  const span = ({ from, to }: Span) => range(from.toString(), to.toString());
  return {
    account_id: shift.accountId,
    centre_id: shift.centreId,
    office_id: shift.officeId,
    desk_id: shift.deskId,
    on_date: shift.date.toString(),
    works: span(shift.works),
    rests: shift.rests && span(shift.rests),
  };
}
