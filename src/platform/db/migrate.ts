// Brings a database to the shape that this program expects: db/migrations/NNNN-name.sql, forward only.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';

/** A migration can't be applied, or the database is not one that this program may touch. */
export class MigrationError extends Error {
  override name = 'MigrationError';
}

type Migration = { name: string; text: string; sha256: string };

/** Any number, the same in every process: whoever holds this lock migrates. */
const LOCK = 5_220_260_309;

/** What the migrations rely on. PostgreSQL lets the owner of a database make these himself. */
const EXTENSIONS = ['pg_trgm', 'unaccent', 'btree_gist', 'pgcrypto'];

const LEDGER = `
  create schema if not exists meta;
  create table if not exists meta.migration (
    name       text primary key,
    sha256     text not null,
    applied_at timestamptz not null default now()
  );
  comment on table meta.migration is 'nobody · Which files of db/migrations have been applied to this database';
  grant select on meta.migration to oneroof_app, oneroof_jobs, oneroof_stats;`;

/**
 * Applies the files of `folder` that the database has not seen, each in one transaction, and returns
 * their names. Processes that come at once wait for one another.
 * @throws MigrationError naming file and line, or saying that the database is newer or was changed
 */
export async function migrate(ownerUrl: string, folder: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'oneroof migrate' });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    const pending = pendingOf(readMigrations(folder), await listApplied(client));
    if (pending.length > 0) await makeExtensions(client);
    for (const migration of pending) await apply(client, migration);
    return pending.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

async function makeExtensions(client: pg.Client): Promise<void> {
  for (const extension of EXTENSIONS) {
    await client.query(`create extension if not exists ${extension} schema public`);
  }
}

/** A hash of all migrations: two databases with the same one have the same shape. */
export function hashOfMigrations(folder: string): string {
  const hash = createHash('sha256');
  for (const { name, sha256 } of readMigrations(folder)) hash.update(name).update(sha256);
  return hash.digest('hex').slice(0, 16);
}

/** The names of all migrations, in order: `readyz` compares them with meta.migration. */
export function listMigrations(folder: string): string[] {
  return readMigrations(folder).map(({ name }) => name);
}

function readMigrations(folder: string): Migration[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort();
  const numbers = new Set<string>();
  return files.map((name) => {
    const number = /^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1];
    if (!number) throw new MigrationError(`${name}: a migration is called NNNN-name.sql`);
    if (numbers.has(number))
      throw new MigrationError(`${name}: there are two migrations ${number}`);
    numbers.add(number);
    // Git on Windows may change the ends of lines; that is no change of the migration.
    const text = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n');
    return { name, text, sha256: createHash('sha256').update(text).digest('hex') };
  });
}

async function listApplied(client: pg.Client): Promise<{ name: string; sha256: string }[]> {
  const ledger = await client.query("select to_regclass('meta.migration') as found");
  if (!ledger.rows[0].found) return [];
  return (await client.query('select name, sha256 from meta.migration order by name')).rows;
}

function pendingOf(files: Migration[], applied: { name: string; sha256: string }[]): Migration[] {
  const known = new Map(files.map((file) => [file.name, file]));
  for (const { name, sha256 } of applied) {
    const file = known.get(name);
    if (!file) {
      throw new MigrationError(
        `The database is newer than this program: it has ${name}, which is not here. Start the newer program.`,
      );
    }
    if (file.sha256 !== sha256) {
      throw new MigrationError(
        `${name} was changed after it had been applied to this database. ` +
          'Take the change back and write a new migration (or start with a new data folder).',
      );
    }
  }
  const last = applied.at(-1)?.name ?? '';
  const done = new Set(applied.map(({ name }) => name));
  const pending = files.filter(({ name }) => !done.has(name));
  const late = pending.find(({ name }) => name < last);
  if (late) {
    throw new MigrationError(
      `${late.name} comes before ${last}, which has been applied: give it a higher number.`,
    );
  }
  return pending;
}

async function apply(client: pg.Client, { name, text, sha256 }: Migration): Promise<void> {
  try {
    await client.query('begin');
    await client.query(text);
    await client.query(LEDGER);
    await client.query('insert into meta.migration (name, sha256) values ($1, $2)', [name, sha256]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw new MigrationError(`${placeOf(error, name, text)}: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

function placeOf(error: unknown, name: string, text: string): string {
  const position = error instanceof pg.DatabaseError ? Number(error.position) : Number.NaN;
  if (!(position > 0)) return name;
  // PostgreSQL counts characters, not UTF-16 units.
  const line = [...text].slice(0, position).filter((character) => character === '\n').length + 1;
  return `${name}, line ${line}`;
}
