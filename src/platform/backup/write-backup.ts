// A backup of one moment, taken while the product runs: every table as compressed lines, and a
// manifest that says what was in them. Node alone; no other program is asked.
import { createHash } from 'node:crypto';
import { createWriteStream, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import { withClient } from '../embedded-postgres/roles.ts';
import { listTables, readRows, type TableShape } from './tables.ts';

/** What is in a backup. `sha256` is over the lines, one newline after each. */
export interface Manifest {
  readonly format: 1;
  readonly takenAt: string;
  readonly postgres: string;
  readonly migrations: readonly { readonly name: string; readonly sha256: string }[];
  readonly epoch: number;
  readonly tables: readonly {
    readonly name: string;
    readonly columns: readonly string[];
    readonly rows: number;
    readonly sha256: string;
    readonly file: string;
  }[];
}

export class BackupError extends Error {
  override name = 'BackupError';
}

/**
 * Writes a backup into a new or empty folder. The manifest comes last: a folder without one is no
 * backup.
 * @throws BackupError when the folder holds something
 */
export async function writeBackup(
  ownerUrl: string,
  folder: string,
  now: Temporal.Instant,
): Promise<Manifest> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (readdirSync(folder).length > 0)
    throw new BackupError(`${folder} is not empty. Choose a new folder for each backup.`);
  return withClient(ownerUrl, async (client) => {
    await client.query('begin isolation level repeatable read read only');
    const tables: Manifest['tables'][number][] = [];
    for (const table of await listTables(client)) {
      tables.push({
        name: table.name,
        columns: table.columns,
        ...(await writeTable(client, table, folder)),
      });
    }
    const migrations = await client.query<{ name: string; sha256: string }>(
      'select name, sha256 from meta.migration order by name',
    );
    const facts = await client.query<{ epoch: number; postgres: string }>(
      `select meta.epoch() as epoch, current_setting('server_version') as postgres`,
    );
    await client.query('commit');
    const manifest: Manifest = {
      format: 1,
      takenAt: now.toString(),
      migrations: migrations.rows,
      tables,
      epoch: facts.rows[0]?.epoch ?? 1,
      postgres: facts.rows[0]?.postgres ?? '',
    };
    writeFileSync(join(folder, 'manifest.json.new'), `${JSON.stringify(manifest, null, 2)}\n`, {
      mode: 0o600,
      flush: true,
    });
    renameSync(join(folder, 'manifest.json.new'), join(folder, 'manifest.json'));
    return manifest;
  });
}

async function writeTable(client: pg.ClientBase, table: TableShape, folder: string) {
  const file = `${table.name.replaceAll('"', '')}.gz`;
  const hash = createHash('sha256');
  const gzip = createGzip({ level: 6 });
  const out = createWriteStream(join(folder, file), { mode: 0o600, flush: true });
  gzip.pipe(out);
  let rows = 0;
  for await (const lines of readRows(client, table)) {
    // A row's text may hold newlines; as JSON each is one line.
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    hash.update(text);
    rows += lines.length;
    if (!gzip.write(text)) await once(gzip, 'drain');
  }
  gzip.end();
  await finished(out);
  return { rows, sha256: hash.digest('hex'), file };
}
