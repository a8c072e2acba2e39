// The generated types are those of the migrations.
import { expect, test } from 'vitest';
import { describeTypes, readTypes } from '#platform/db/write-types.ts';
import { cloneDatabase } from './support/database.ts';

test('types.gen.ts is what the migrated database says (npm run types writes it)', async () => {
  const database = await cloneDatabase();
  const types = await describeTypes(database.urls.owner);
  await database.drop();
  expect(readTypes()).toBe(types);
});
