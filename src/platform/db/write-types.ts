// `npm run types`: migrates a scratch database and writes what is made from it: types.gen.ts, which Kysely
// reads, and the register of processing.
import { readFileSync, writeFileSync } from 'node:fs';
import { generate, PostgresDialect } from 'kysely-codegen';
import { Kysely, PostgresDialect as KyselyPostgres } from 'kysely';
import pg from 'pg';
import { inCheckout } from '../checkout.ts';
import { startScratchPostgres } from '../embedded-postgres/scratch-postgres.ts';
import { migrate } from './migrate.ts';
import { describeRegister, REGISTER } from './register.ts';

const FILE = inCheckout('src', 'platform', 'db', 'types.gen.ts');

/** What the parsers of pg-types.ts return. */
const TYPE_MAPPING = {
  timestamptz: 'Temporal.Instant',
  date: 'Temporal.PlainDate',
  time: 'Temporal.PlainTime',
  interval: 'string',
  int8: 'number',
  numeric: 'number',
  json: 'unknown',
  jsonb: 'unknown',
};

/** The text of types.gen.ts for a migrated database. Tables are keyed as 'visits.stop'. */
export async function describeTypes(url: string): Promise<string> {
  const db = new Kysely({
    dialect: new KyselyPostgres({ pool: new pg.Pool({ connectionString: url, max: 2 }) }),
  });
  try {
    return await generate({
      db,
      dialect: new PostgresDialect({ partitions: false }),
      // A schema that holds nothing of its own, so that every table's key names its schema.
      defaultSchemas: ['none'],
      excludePattern: '{graphile_worker,none}.*',
      outFile: null,
      typeMapping: TYPE_MAPPING,
    });
  } finally {
    await db.destroy();
  }
}

/** What types.gen.ts says now. */
export function readTypes(): string {
  return readFileSync(FILE, 'utf8');
}

if (import.meta.main) {
  const postgres = await startScratchPostgres();
  try {
    await migrate(postgres.urls.owner, inCheckout('db', 'migrations'));
    writeFileSync(FILE, await describeTypes(postgres.urls.owner));
    writeFileSync(REGISTER, await describeRegister(postgres.urls.owner));
    console.log('wrote src/platform/db/types.gen.ts and docs/register-of-processing.md');
  } finally {
    await postgres.stop();
  }
}
