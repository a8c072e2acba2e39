// What the roster of a house holds, for those who ask whether they may change it.
import { newId } from '#base/ids.ts';

export interface RosterThings {
  readonly shift: string;
  /** A change of a house's roster. */
  readonly plan: string;
}

/** Whoever can ask the database and knows the accounts of the table. */
interface Asked {
  sql(text: string, values?: unknown[]): Promise<{ id: string }[]>;
  readonly accounts: ReadonlyMap<string, string>;
}

/** A shift of a house in the days to come. */
export async function shiftOf(cast: Asked, centre: string): Promise<string> {
  const [found] = await cast.sql(
    `select id from rosters.shift where centre_id = $1 and on_date > '2026-04-01'
       and removed_by is null order by on_date, id limit 1`,
    [centre],
  );
  return found?.id ?? '';
}

/** A change of the roster of a house that may be taken back. */
export async function planOf(cast: Asked, centre: string): Promise<string> {
  const [made] = await cast.sql(
    `insert into rosters.change (id, centre_id, kind, week, made_by, made_at)
     values (uuidv7(), $1, 'add', '2026-04-06', $2, now()) returning id`,
    [centre, cast.accounts.get('centre-coordinator')],
  );
  return made?.id ?? '';
}

/** What a house has of both; nothing where there is no house. */
export async function rosterOf(cast: Asked, centre: string): Promise<RosterThings> {
  if (centre === '') return { shift: '', plan: '' };
  return { shift: await shiftOf(cast, centre), plan: await planOf(cast, centre) };
}

/** Ids of what does not exist. */
export const noRoster = (): RosterThings => ({ shift: newId(), plan: newId() });
