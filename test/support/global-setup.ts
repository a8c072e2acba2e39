// One PostgreSQL for a whole run of the tests, with a migrated template that each test copies.
import type { TestProject } from 'vitest/node';
import { hashOfMigrations, migrate } from '#platform/db/migrate.ts';
import { ensureDatabase, inDatabase, type RoleUrls } from '#platform/embedded-postgres/roles.ts';
import { startScratchPostgres } from '#platform/embedded-postgres/scratch-postgres.ts';
import { inCheckout } from '#platform/checkout.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgres: { superuserUrl: string; urls: RoleUrls; template: string };
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startScratchPostgres();
  try {
    const folder = inCheckout('db', 'migrations');
    const template = `template_${hashOfMigrations(folder)}`;
    await ensureDatabase(postgres.superuserUrl, template);
    await migrate(inDatabase(postgres.urls.owner, template), folder);
    const { superuserUrl, urls } = postgres;
    project.provide('postgres', { superuserUrl, urls, template });
  } catch (error) {
    await postgres.stop();
    throw error;
  }
  return () => postgres.stop();
}
