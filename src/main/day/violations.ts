// What must hold of any database in which work was done, checked by SQL that knows the tables and
// nothing of the code: one file for each check in `checks/`, which returns the rows that break it.
// Runs as the owner of the database, who sees every row.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { inCheckout } from '#platform/checkout.ts';

export interface Violation {
  /** The file in `checks/`, without its ending. */
  readonly check: string;
  readonly rows: number;
  /** Some of what was found: ids and numbers. */
  readonly examples: readonly string[];
}

const FOLDER = inCheckout('src', 'main', 'day', 'checks');

/** Names of all checks. */
export function listChecks(): string[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.sql'))
    .map((file) => file.slice(0, -'.sql'.length))
    .sort();
}

/** Runs every check. @returns those that found something */
export function findViolations(ownerUrl: string): Promise<Violation[]> {
  return withClient(ownerUrl, async (client) => {
    // The planner knows nothing yet of tables that a day has filled in a minute.
    await client.query('analyze');
    return runChecks(client);
  });
}

/** Runs every check on a connection of the owner, which remembers how to. */
export async function runChecks(client: pg.Client): Promise<Violation[]> {
  const found: Violation[] = [];
  for (const check of listChecks()) {
    const text = readFileSync(join(FOLDER, `${check}.sql`), 'utf8');
    const { rows } = await client.query<[string]>({ name: check, text, rowMode: 'array' });
    if (rows.length > 0)
      found.push({ check, rows: rows.length, examples: rows.slice(0, 5).map(([what]) => what) });
  }
  return found;
}
