// Fills a database: the catalogue always; the demonstration network with its people and rosters, or
// an empty network that waits for its first administrator. Can be run again at any time: it adds what
// is missing and changes nothing that is there.
import { Database } from '#platform/db/database.ts';
import type { Transaction } from '#platform/db/transaction.ts';
import { seedCatalogue } from './seed-catalogue.ts';
import { seedCentres, seedInstitutions, seedOffices } from './seed-network.ts';
import { seedEmptyNetwork } from './seed-empty-network.ts';
import { seedPublishedFigures } from './seed-published-figures.ts';
import { seedRosters } from './seed-rosters.ts';
import { seedStaff } from './seed-staff.ts';
import { seedTrainings } from './seed-trainings.ts';

export interface SeedOptions {
  /** The role that owns the database. */
  readonly ownerUrl: string;
  /** Rosters are made for the days around it. */
  readonly date: Temporal.PlainDate;
  /** False: an empty network instead of the demonstration. */
  readonly demo?: boolean;
}

export interface Seeded {
  /** What this database holds; a database stays what it was first seeded as. */
  readonly network: 'demonstration' | 'own';
  readonly newShifts: number;
}

/** Seeds a migrated database. One transaction for each part. */
export async function seed({ ownerUrl, date, demo = true }: SeedOptions): Promise<Seeded> {
  const database = new Database({
    url: ownerUrl,
    connections: 1,
    applicationName: 'oneroof seed',
    transactionMs: 60_000,
  });
  const part = (work: (tx: Transaction) => Promise<unknown>) => database.transaction(work);
  try {
    const network = await database.transaction((tx) => settleNetwork(tx, demo));
    await part(seedCatalogue);
    if (network === 'own') {
      await part(seedEmptyNetwork);
      return { network, newShifts: 0 };
    }
    await part(seedInstitutions);
    await part(seedCentres);
    await part(seedOffices);
    await part(seedStaff);
    await part((tx) => seedTrainings(tx, date));
    await part(seedPublishedFigures);
    const newShifts = await database.transaction((tx) => seedRosters(tx, date));
    return { network, newShifts };
  } finally {
    await database.close();
  }
}

/** Demonstration people never come into a network that real ones use, whatever the setting says. */
async function settleNetwork(tx: Transaction, demo: boolean): Promise<Seeded['network']> {
  await tx.text(
    `insert into meta.setting (name, value) values ('network', to_jsonb($1::text))
     on conflict do nothing`,
    [demo ? 'demonstration' : 'own'],
  );
  const [row] = await tx.text<{ value: Seeded['network'] }>(
    `select value from meta.setting where name = 'network'`,
  );
  return row?.value ?? 'own';
}
