// Where a word that must not be anywhere could be: tables, jobs among them, files of the database and its
// write-ahead log, what the server wrote down and spilled, the machine's temporary folder, a backup.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { writeBackup } from '#platform/backup/write-backup.ts';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { MORNING } from './house.ts';

/** As it is, or as bytes written in hexadecimal. */
export function holds(text: Buffer, word: string): boolean {
  return [word, Buffer.from(word).toString('hex')].some((form) => text.includes(form));
}

/** Each table of the database, jobs among them, as text. */
export function tablesAsText(superuserUrl: string): Promise<Record<string, Buffer>> {
  return withClient(superuserUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c
       join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema')`,
    );
    const found: Record<string, Buffer> = {};
    for (const { name } of rows) {
      const all = await client.query<{ t: string | null }>(
        `select string_agg(t::text, E'\\n') as t from ${name} t`,
      );
      found[`table ${name}`] = Buffer.from(all.rows[0]?.t ?? '');
    }
    return found;
  });
}

/** The files of this database, and the write-ahead log of its server. */
export function filesAsBytes(superuserUrl: string): Promise<Record<string, Buffer>> {
  return withClient(superuserUrl, async (client) => {
    await client.query('checkpoint');
    const { rows } = await client.query<{ folder: string; oid: number }>(
      `select current_setting('data_directory') as folder,
         (select oid from pg_database where datname = current_database()) as oid`,
    );
    const { folder = '', oid } = rows[0] ?? {};
    const files: Record<string, Buffer> = {};
    const base = join(folder, 'base', String(oid));
    for (const name of readdirSync(base)) files[`file ${name}`] = readFileSync(join(base, name));
    const wal = join(folder, 'pg_wal');
    const since = Date.now() - 10 * 60_000;
    files['wal'] = Buffer.concat(
      readdirSync(wal)
        .map((name) => join(wal, name))
        .filter((path) => statSync(path).isFile() && statSync(path).mtimeMs > since)
        .map((path) => readFileSync(path)),
    );
    return files;
  });
}

/** What this server wrote down of its day, and what it spilled beside its tables. */
export function serverLogAsBytes(superuserUrl: string): Promise<Record<string, Buffer>> {
  return withClient(superuserUrl, async (client) => {
    const { rows } = await client.query<{ folder: string }>(
      `select current_setting('data_directory') as folder`,
    );
    const home = rows[0]?.folder ?? '';
    const places = { 'server log': join(home, 'log'), spilled: join(home, 'base', 'pgsql_tmp') };
    return Object.fromEntries(
      Object.entries(places).map(([name, folder]) => [name, Buffer.concat(filesIn(folder))]),
    );
  });
}

/** What any process of this run left in the machine's temporary folder since then; servers' folders apart. */
export function temporaryFilesSince(since: number): Record<string, Buffer> {
  const found: Record<string, Buffer> = {};
  for (const entry of readdirSync(tmpdir(), { withFileTypes: true })) {
    // A server's own folder is read through the server; other users' folders are none of ours.
    if (entry.name.startsWith('oneroof-scratch-') || entry.isSymbolicLink()) continue;
    const path = join(tmpdir(), entry.name);
    if (entry.isDirectory()) found[`temporary ${entry.name}`] = Buffer.concat(filesIn(path, since));
    else if (entry.isFile())
      found[`temporary ${entry.name}`] = Buffer.concat(readSince(path, since));
  }
  return found;
}

function filesIn(folder: string, since = 0): Buffer[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((name) =>
    readSince(join(folder, name), since),
  );
}

/** A file's bytes, unless it is older, or went while we looked. */
function readSince(path: string, since: number): Buffer[] {
  try {
    const about = statSync(path);
    return about.isFile() && about.mtimeMs >= since ? [readFileSync(path)] : [];
  } catch {
    return [];
  }
}

/** A backup, unpacked. */
export async function backupAsText(ownerUrl: string): Promise<Record<string, Buffer>> {
  const folder = mkdtempSync(join(tmpdir(), 'oneroof-canary-'));
  try {
    const to = join(folder, 'backup');
    const { tables } = await writeBackup(ownerUrl, to, MORNING);
    return Object.fromEntries(
      tables.map(({ name, file }) => [`backup ${name}`, gunzipSync(readFileSync(join(to, file)))]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
