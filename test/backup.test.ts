// A backup of a house at work, brought back into an empty database.
import { mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drain } from '#main/readers.ts';
import { prepareJobs } from '#main/jobs.ts';
import { ensureProcessAccounts, processToken } from '#main/process-accounts.ts';
import { writeBackup } from '#platform/backup/write-backup.ts';
import { restoreBackup } from '#platform/backup/restore-backup.ts';
import { inCheckout } from '#platform/checkout.ts';
import { Database } from '#platform/db/database.ts';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { cloneDatabase, emptyDatabase, type TestDatabase } from './support/database.ts';
import { type House, MORNING, openHouse, SECRET } from './support/house.ts';

let house: House;
const folders: string[] = [];
const databases: TestDatabase[] = [];

beforeAll(async () => {
  house = await openHouse();
  await prepareJobs(house.database.urls);
  await serveSomebody(house, 'ar');
});
afterAll(async () => {
  for (const database of databases) await database.drop();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  await house?.close();
});

/** A database is migrated, filled and read anew in each. */
const LONG = { timeout: 90_000 };

test('what was taken comes back, row by row, and everybody signs in anew', LONG, async () => {
  const folder = newFolder();
  const before = await writeBackup(house.database.urls.owner, folder, MORNING);
  const database = await emptyDatabase();
  databases.push(database);
  const { urls } = database;
  await restoreBackup(urls.owner, folder, inCheckout('db', 'migrations'));

  const again = await writeBackup(urls.owner, newFolder(), MORNING);
  const content = (manifest: typeof before) =>
    Object.fromEntries(
      manifest.tables
        .filter(({ name }) => !['access.session', 'log.reader'].includes(name))
        .map(({ name, sha256 }) => [name, sha256]),
    );
  expect(content(again)).toEqual(content(before));
  expect(before.tables.find(({ name }) => name === 'attendances.attendance')?.rows).toBe(1);
  expect(again.epoch).toBe(before.epoch + 1);
  const live = await withClient(urls.owner, (client) =>
    client.query(`select 1 from access.session where kind <> 'process' and revoked_at is null`),
  );
  expect(live.rowCount).toBe(0);
});

test(
  'after a restore every reader drains what was before and hears what is new',
  LONG,
  async () => {
    const folder = newFolder();
    const worker = { url: house.database.urls.jobs, connections: 2, applicationName: 'test' };
    const before = new Database(worker);
    await drain(before, processToken(SECRET, 'worker'));
    await before.close();
    // Committed after the readers' last look and before the backup: nobody has heard of it yet.
    await serveSomebody(house, 'uk');
    await writeBackup(house.database.urls.owner, folder, MORNING);

    const { urls } = await migratedDatabase();
    await restoreBackup(urls.owner, folder, inCheckout('db', 'migrations'));
    await ensureProcessAccounts(urls.owner, SECRET);
    await prepareJobs(urls);
    const restored = new Database({ ...worker, url: urls.jobs });
    await drain(restored, processToken(SECRET, 'worker'));
    const acts = await withClient(urls.owner, async (client) => {
      // A new event of the restored cluster, whose transactions have lower numbers than the old ones.
      await client.query(`insert into log.event (kind, command_id, account_id, occurred_at, centre_id, office_id, data)
      values ('attendance.recorded', uuidv7(), uuidv7(), now(), 'cnaim-lisboa', 'cnaim-lisboa.iss', '{"day": "2026-03-10", "minutes": 7}')`);
      await drain(restored, processToken(SECRET, 'worker'));
      const { rows } = await client.query<{ counted: number; acts: number }>(
        `select (select sum(acts)::int from statistics.daily) as counted,
              (select count(*)::int from log.event where kind = 'attendance.recorded') as acts`,
      );
      const behind = await client.query(
        `select name from log.reader where (epoch, xid, position) < (select epoch, xid, position from log.event order by 1 desc, 2 desc, 3 desc limit 1)`,
      );
      expect(behind.rows).toEqual([]);
      return rows[0];
    });
    await restored.close();
    expect(acts).toEqual({ counted: 3, acts: 3 });
  },
);

test('a damaged, unfinished or used target is refused and nothing is kept', LONG, async () => {
  const folder = newFolder();
  const manifest = await writeBackup(house.database.urls.owner, folder, MORNING);
  await expect(writeBackup(house.database.urls.owner, folder, MORNING)).rejects.toThrow(
    /not empty/,
  );
  await expect(
    restoreBackup(house.database.urls.owner, folder, inCheckout('db', 'migrations')),
  ).rejects.toThrow(/has contents/);
  await expect(
    restoreBackup(house.database.urls.owner, newFolder(), inCheckout('db', 'migrations')),
  ).rejects.toThrow(/no finished backup/);
  const file = manifest.tables.find(({ name }) => name === 'visits.period')?.file as string;
  expect(readdirSync(folder)).toContain(file);
  truncateSync(join(folder, file), 20);
  // As an operator does it: into a database in which there is nothing yet.
  const empty = await emptyDatabase();
  databases.push(empty);
  const { urls } = empty;
  await expect(restoreBackup(urls.owner, folder, inCheckout('db', 'migrations'))).rejects.toThrow(
    /damaged/,
  );
  const kept = await withClient(urls.owner, (client) =>
    client.query('select 1 from access.account'),
  );
  expect(kept.rowCount).toBe(0);
  writeFileSync(join(folder, file), 'no gzip');
  await expect(restoreBackup(urls.owner, folder, inCheckout('db', 'migrations'))).rejects.toThrow(
    /damaged/,
  );
});

async function serveSomebody(at: House, language: string): Promise<void> {
  const [iryna, paulo] = await Promise.all([at.tokenOf('Iryna'), at.tokenOf('Paulo')]);
  await at.done(iryna, 'visit.receive', {
    centreId: 'cnaim-lisboa',
    language,
    name: 'Nome, "com" \\ sinais\tنور',
    subjectIds: ['social-security'],
  });
  await at.run(paulo, 'desk.open', { deskId: 'cnaim-lisboa.d4' });
  at.wait(3);
  const { stopId } = await at.done(paulo, 'stop.call-next', { deskId: 'cnaim-lisboa.d4' });
  await at.done(paulo, 'stop.start', { stopId });
  at.wait(9);
  await at.done(paulo, 'stop.finish', {
    stopId,
    mode: 'support',
    outcome: 'solved',
    note: 'linha um\nlinha dois',
  });
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'oneroof-backup-'));
  folders.push(folder);
  return folder;
}

/** One that is migrated by now, as far as the backup goes: a restore applies what is missing, here nothing. */
async function migratedDatabase(): Promise<TestDatabase> {
  const database = await cloneDatabase();
  databases.push(database);
  return database;
}
