// The database and its four roles, made at the first start.
import pg from 'pg';
import type { Secrets } from './secrets.ts';

/** The connection address of each role. */
export type RoleUrls = { owner: string; app: string; jobs: string; stats: string };

export const DATABASE = 'oneroof';
const ROLES = ['owner', 'app', 'jobs', 'stats'] as const;

/**
 * Makes the roles (no superuser among them, none that passes by row security) and the database.
 * Runs at every start and writes only what is missing, since a restart must work on a full disk.
 */
export async function ensureRoles(superuserUrl: string, secrets: Secrets): Promise<void> {
  await withClient(superuserUrl, async (client) => {
    for (const role of ROLES) await ensureRole(client, `oneroof_${role}`, secrets[role]);
  });
  await ensureDatabase(superuserUrl, DATABASE);
}

/**
 * Makes a database of ours: owned by `oneroof_owner`, open to our roles alone; empty, or a copy of `template`.
 * Copies are made file by file: PostgreSQL's usual way writes every page into the log as well, and until the
 * copy is dropped has them all in memory (0.68 s of a processor with the drop, and not 0.25). Where the operating
 * system can copy a file by itself it does (0.12 s and not 0.34).
 */
export async function ensureDatabase(
  superuserUrl: string,
  name: string,
  template?: string,
): Promise<void> {
  const from = template ? `"${template}" strategy file_copy` : 'template0';
  await withClient(superuserUrl, async (client) => {
    const found = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (found.rowCount === 0) {
      const create = `create database "${name}" owner oneroof_owner template ${from}`;
      await client.query(
        `select set_config(name, 'clone', false) from pg_settings
         where $1 and name = 'file_copy_method' and 'clone' = any (enumvals)`,
        [template !== undefined],
      );
      await client.query(create).catch(async (error: unknown) => {
        // Not every file system can, and PostgreSQL does not ask before it tries.
        if (template === undefined) throw error;
        await client.query('reset file_copy_method');
        await client.query(create);
      });
    }
    const { rows } = await client.query(
      "select has_database_privilege('public', $1, 'connect') as open",
      [name],
    );
    if (rows[0].open) {
      await client.query(
        `grant connect on database "${name}" to oneroof_app, oneroof_jobs, oneroof_stats;
         revoke all on database "${name}" from public`,
      );
    }
  });
}

/** The addresses of the four roles in one database of the embedded server. */
export function roleUrls(port: number, secrets: Secrets, database = DATABASE): RoleUrls {
  const url = (role: keyof RoleUrls) => address(port, `oneroof_${role}`, secrets[role], database);
  return { owner: url('owner'), app: url('app'), jobs: url('jobs'), stats: url('stats') };
}

/** The address of PostgreSQL's own superuser, for making roles and databases only. */
export function superuserUrl(port: number, secrets: Secrets): string {
  return address(port, 'postgres', secrets.postgres, 'postgres');
}

/** The same address, in another database. */
export function inDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

/** Connects, runs `work`, and lets go of the connection whatever happens. */
export async function withClient<T>(
  url: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on('error', () => {}); // a server that stops under us fails the query as well
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}

async function ensureRole(client: pg.Client, role: string, password: string): Promise<void> {
  const found = await client.query('select 1 from pg_roles where rolname = $1', [role]);
  if (found.rowCount !== 0) return;
  await client.query(
    `create role ${role} login nosuperuser nobypassrls nocreatedb nocreaterole noreplication ` +
      `password ${client.escapeLiteral(password)}`,
  );
}

function address(port: number, user: string, password: string, database: string): string {
  return `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
}
