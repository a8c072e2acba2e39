// One PostgreSQL for a whole run of the tests, with a migrated template that each test copies.
import type { TestProject } from 'vitest/node';
import { hashOfMigrations, migrate } from '#platform/db/migrate.ts';
import { ensureDatabase, inDatabase, type RoleUrls } from '#platform/embedded-postgres/roles.ts';
import { startScratchPostgres } from '#platform/embedded-postgres/scratch-postgres.ts';
import { inCheckout } from '#platform/checkout.ts';
import { browserPath } from './browser.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** `broken` says why the migrations could not be applied, if so. */
    postgres: { superuserUrl: string; urls: RoleUrls; template: string; broken?: string };
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Unpacked once and here, because two stories that start together would both unpack it.
  await browserPath();
  const postgres = await startScratchPostgres();
  const { superuserUrl, urls } = postgres;
  const folder = inCheckout('db', 'migrations');
  const template = `template_${hashOfMigrations(folder)}`;
  await ensureDatabase(superuserUrl, template);
  try {
    await migrate(inDatabase(urls.owner, template), folder);
    project.provide('postgres', { superuserUrl, urls, template });
  } catch (error) {
    // Tests that need no database of ours still have something to say.
    project.provide('postgres', { superuserUrl, urls, template, broken: String(error) });
  }
  return () => postgres.stop();
}
