// What is made from the migrated database says what it says: the types, and the register of processing.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeRegister, REGISTER } from '#platform/db/register.ts';
import { describeTypes, readTypes } from '#platform/db/write-types.ts';
import { cloneDatabase, type TestDatabase } from './support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database?.drop());

test('types.gen.ts is what the migrated database says (npm run types writes it)', async () => {
  expect(readTypes()).toBe(await describeTypes(database.urls.owner));
});

test('so is the register of processing, with no line that leaves something out', async () => {
  const register = readFileSync(REGISTER, 'utf8');
  expect(register).toBe(await describeRegister(database.urls.owner));
  expect(register).not.toMatch(/\| *\|/);
});
