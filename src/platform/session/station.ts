// A shared workstation: who signed in in full on this browser today, and comes back with a PIN.
import { isId } from '#base/ids.ts';
import type { Database } from '../db/database.ts';
import type { Opening } from './opening.ts';
import { newRecipe, tagOf } from './password.ts';
import { hashOf, newToken } from './token.ts';

/** Somebody who may come back here without her whole sign-in. */
export interface StationPerson {
  readonly accountId: string;
  readonly name: string;
  readonly hasPin: boolean;
  /** A persona of the demonstration: comes back with one click. */
  readonly persona: boolean;
}

const DECOY = newRecipe();

/** Four to six digits; neither one digit over and over, nor a row such as 1234. */
export function isGoodPin(pin: string): boolean {
  if (!/^\d{4,6}$/.test(pin)) return false;
  const steps = new Set([...pin].slice(1).map((digit, at) => Number(digit) - Number(pin[at])));
  return !(steps.size === 1 && [0, 1, -1].includes([...steps][0] as number));
}

/** Who may come back at a workstation, the one who was last there first. */
export function listStation(database: Database, station: string): Promise<StationPerson[]> {
  return database.transaction((tx) =>
    tx.text<StationPerson>(
      `select account_id as "accountId", name, has_pin as "hasPin", persona
       from access.list_station($1)`,
      [station],
    ),
  );
}

/** Comes back with a PIN. @returns a session's token, or undefined: wrong, or not signed in here today */
export async function signInByPin(
  database: Database,
  opening: Pick<Opening, 'keyring' | 'station' | 'limits'>,
  accountId: string,
  pin: string,
): Promise<string | undefined> {
  const { keyring, station, limits } = opening;
  if (!isId(accountId) || !/^\d{4,6}$/.test(pin)) return undefined;
  const [found] = await database.transaction((tx) =>
    tx.text<{ recipe: string | null }>('select access.find_pin_recipe($1, $2) as recipe', [
      station,
      accountId,
    ]),
  );
  const tag = await tagOf(keyring.pepper(pin, accountId), found?.recipe ?? DECOY);
  const token = newToken();
  const [row] = await database.transaction((tx) =>
    tx.text<{ opened: string | null }>('select access.open_by_pin($1, $2, $3, $4, $5) as opened', [
      station,
      accountId,
      tag,
      hashOf(token),
      `${limits.idle} minutes`,
    ]),
  );
  return row?.opened ? token : undefined;
}
