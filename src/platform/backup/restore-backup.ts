// Brings a backup back into an empty database, in one transaction, and looks whether what came back
// is what was taken. A restored log goes on in a new epoch, so that no reader mixes the transaction
// numbers of two clusters; nobody stays signed in from before, and no link to a package lives on: what was opened
// or taken back since the backup is in no backup.
import { createHash } from 'node:crypto';
import { createReadStream, mkdtempSync, readFileSync, rmSync, copyFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import type pg from 'pg';
import { migrate } from '../db/migrate.ts';
import { withClient } from '../embedded-postgres/roles.ts';
import { listTables, readRows, type TableShape } from './tables.ts';
import { BackupError, type Manifest } from './write-backup.ts';

/** How far the reader of reactions goes back: longer than a job may be tried. What it asks for twice is done once. */
const REACTIONS_BACK = '7 days';
const BATCH = 2000;

/**
 * Restores into a database that has no contents yet.
 * @param migrationsFolder where the migrations of this version are; those the backup knew are
 * applied first, then its contents, then the newer ones
 * @throws BackupError when the folder is no backup, is damaged, or the database is in use
 */
export async function restoreBackup(
  ownerUrl: string,
  folder: string,
  migrationsFolder: string,
): Promise<Manifest> {
  const manifest = readManifest(folder);
  await migrateAsOf(ownerUrl, manifest, migrationsFolder);
  await withClient(ownerUrl, async (client) => {
    await client.query('begin');
    await refuseContents(client);
    const tables = new Map((await listTables(client)).map((table) => [table.name, table]));
    for (const saved of manifest.tables) {
      const table = tables.get(saved.name);
      if (!table) throw new BackupError(`This version has no table ${saved.name}.`);
      await fillTable(
        client,
        { ...table, columns: saved.columns },
        join(folder, saved.file),
        saved.sha256,
      );
    }
    for (const saved of manifest.tables) {
      const table = tables.get(saved.name) as TableShape;
      const sha256 = await hashOfContents(client, { ...table, columns: saved.columns });
      if (sha256 !== saved.sha256)
        throw new BackupError(
          `${saved.name} came back different from what was taken; nothing was kept.`,
        );
    }
    await beginNewLife(client, manifest);
    await client.query('commit');
  });
  await migrate(ownerUrl, migrationsFolder);
  return manifest;
}

function readManifest(folder: string): Manifest {
  try {
    const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
    if (manifest.format === 1) return manifest;
  } catch {
    // Told below.
  }
  throw new BackupError(
    `${folder} holds no finished backup: its manifest.json is missing or of another version.`,
  );
}

async function migrateAsOf(
  ownerUrl: string,
  manifest: Manifest,
  migrationsFolder: string,
): Promise<void> {
  const asOf = mkdtempSync(join(tmpdir(), 'oneroof-migrations-'));
  try {
    for (const { name, sha256 } of manifest.migrations) {
      const file = join(migrationsFolder, name);
      const text = (() => {
        try {
          return readFileSync(file);
        } catch {
          throw new BackupError(
            `The backup was taken by a newer version: it knows ${name}, which is not here.`,
          );
        }
      })();
      if (createHash('sha256').update(text).digest('hex') !== sha256) {
        throw new BackupError(`The backup was taken with another ${name} than this one.`);
      }
      copyFileSync(file, join(asOf, name));
    }
    await migrate(ownerUrl, asOf);
  } finally {
    rmSync(asOf, { recursive: true, force: true });
  }
}

async function refuseContents(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ used: boolean }>(
    `select exists (select from access.account) or exists (select from log.command) or exists (select from directory.institution) as used`,
  );
  if (rows[0]?.used)
    throw new BackupError(
      'This database has contents. Restore into a new data folder (ONEROOF_DATA) or an empty database.',
    );
}

async function fillTable(
  client: pg.ClientBase,
  table: TableShape,
  file: string,
  sha256: string,
): Promise<void> {
  const hash = createHash('sha256');
  // Staged first and inserted by one statement, so that rows may point at later rows of their table.
  await client.query(
    'create temporary table staged (place integer generated always as identity, line text not null) on commit drop',
  );
  let batch: string[] = [];
  const flush = async () => {
    if (batch.length > 0)
      await client.query('insert into staged (line) select * from unnest($1::text[])', [batch]);
    batch = [];
  };
  const lines = createInterface({
    input: createReadStream(file).pipe(createGunzip()),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  try {
    for await (const line of lines) {
      hash.update(`${line}\n`);
      batch.push(JSON.parse(line) as string);
      if (batch.length >= BATCH) await flush();
    }
  } catch (error) {
    throw new BackupError(`${file} is damaged.`, { cause: error });
  }
  await flush();
  if (hash.digest('hex') !== sha256)
    throw new BackupError(`${file} is damaged: it is not what the manifest says.`);
  await client.query(
    `create temporary table shape as select ${table.columns.join(', ')} from ${table.name} limit 0`,
  );
  await client.query(
    `insert into ${table.name} (${table.columns.join(', ')}) overriding system value
     select (r.row).* from (select line::pg_temp.shape as row from staged order by place offset 0) r`,
  );
  await client.query('drop table shape, staged');
}

async function hashOfContents(client: pg.ClientBase, table: TableShape): Promise<string> {
  const hash = createHash('sha256');
  for await (const lines of readRows(client, table))
    hash.update(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return hash.digest('hex');
}

/** The log's next epoch, sequences past what is there, no session from before, reactions a little back. */
async function beginNewLife(client: pg.ClientBase, manifest: Manifest): Promise<void> {
  await client.query(
    `create or replace function meta.epoch() returns integer language sql immutable as 'select ${Number(manifest.epoch) + 1}'`,
  );
  for (const log of await numberedLogs(client))
    await client.query(
      `select setval(pg_get_serial_sequence('${log}', 'position'), coalesce(max(position), 0) + 1, false) from ${log}`,
    );
  await client.query(
    `update access.session set revoked_at = now() where kind <> 'process' and revoked_at is null`,
  );
  // A backup from before there were packages has none.
  const { rowCount } = await client.query(
    `select from pg_proc where oid = to_regprocedure('partners.finish(uuid[], text)')`,
  );
  if (rowCount)
    await client.query(
      `select partners.finish(array(select id from partners.package where ended_at is null), 'over')`,
    );
  await client.query(
    `update log.reader r set (epoch, xid, position) = (
       select e.epoch, e.xid, e.position from log.event e
       where e.recorded_at < $1::timestamptz - $2::interval
         and (e.epoch, e.xid, e.position) < (r.epoch, r.xid, r.position)
       order by e.epoch desc, e.xid desc, e.position desc limit 1)
     where name = 'reactions' and exists (
       select from log.event e where e.recorded_at < $1::timestamptz - $2::interval
         and (e.epoch, e.xid, e.position) < (r.epoch, r.xid, r.position))`,
    [manifest.takenAt, REACTIONS_BACK],
  );
  await client.query(
    `update log.reader r set epoch = 0, xid = '0', position = 0 where name = 'reactions' and not exists (
       select from log.event e where e.recorded_at < $1::timestamptz - $2::interval
         and (e.epoch, e.xid, e.position) <= (r.epoch, r.xid, r.position))`,
    [manifest.takenAt, REACTIONS_BACK],
  );
}

/** Logs whose entries are numbered; a backup of an older version brings back fewer. */
async function numberedLogs(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select attrelid::regclass::text as name from pg_attribute
     where attname = 'position' and attidentity = 'a' and attrelid::regclass::text ~ '^log[.]'`,
  );
  return rows.map(({ name }) => name);
}
