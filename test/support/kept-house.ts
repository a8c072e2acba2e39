// A house that many commands have brought somewhere (a played morning, the people of the permission tests): brought
// there once in a worker, and copied for each test file that starts from it.
import { cloneDatabase, type TestDatabase } from './database.ts';
import { type House, type HouseOptions, openHouse } from './house.ts';
import { MemorySigner } from './memory-signer.ts';
import { MemoryVault } from './memory-vault.ts';

/** What copies may differ in. Vault and signer are those under which it was brought there. */
export type CopyOptions = Omit<HouseOptions, 'database' | 'vault' | 'signer'>;

export interface Copy<Found> {
  /** A house of one's own, at the moment at which the first one was left. */
  readonly house: House;
  /** What bringing it there told: ids, tokens. The same object for all, so nobody may change it. */
  readonly found: Found;
}

/**
 * A function that opens a copy of the house that `bring` worked in; the first call runs `bring`. What the house holds
 * in memory alone (who is present, what waits to be told) is not copied.
 */
export function keptHouse<Found>(
  bring: (house: House) => Promise<Found>,
): (options?: CopyOptions) => Promise<Copy<Found>> {
  let kept: Awaited<ReturnType<typeof bringOnce<Found>>> | undefined;
  return async (options = {}) => {
    kept ??= await bringOnce(bring);
    const { found, database, moment, left, vault, signer } = kept;
    const copy = await cloneDatabase(database);
    await asIfJustLeft(copy, performance.now() - left);
    const house = await openHouse({ ...options, database: copy, vault, signer });
    house.clock.moveTo(moment);
    return { house, found };
  };
}

async function bringOnce<Found>(bring: (house: House) => Promise<Found>) {
  const [vault, signer] = [new MemoryVault(), new MemorySigner()];
  const house = await openHouse({ vault, signer });
  const found = await bring(house);
  const moment = house.clock.now();
  await house.services.close(); // its database stays, for as long as its server
  return { found, database: house.database, moment, left: performance.now(), vault, signer };
}

/** Sessions live by the machine's time: as long, and proved as lately, as when the first house was left. */
async function asIfJustLeft(copy: TestDatabase, milliseconds: number): Promise<void> {
  await copy.owner(
    `update access.session set expires_at = expires_at + $1::interval, ends_at = ends_at + $1::interval,
       stepped_up_at = stepped_up_at + $1::interval
     where kind = 'browser'`,
    [`${Math.round(milliseconds)} milliseconds`],
  );
}
