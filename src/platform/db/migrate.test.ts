// Migrations on a real database: forward only, once, with errors that say where.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ensureDatabase, inDatabase, withClient } from '#platform/embedded-postgres/roles.ts';
import { testServer } from '../../../test/support/database.ts';
import { hashOfMigrations, migrate } from './migrate.ts';

let folder: string;
let url: string;
let database: string;

beforeEach(async () => {
  const { superuserUrl, urls } = testServer();
  folder = mkdtempSync(join(tmpdir(), 'oneroof-migrations-'));
  database = folder.slice(folder.lastIndexOf('-') + 1).toLowerCase();
  await ensureDatabase(superuserUrl, database);
  url = inDatabase(urls.owner, database);
});

afterEach(async () => {
  const { superuserUrl } = testServer();
  rmSync(folder, { recursive: true });
  await withClient(superuserUrl, (client) =>
    client.query(`drop database "${database}" with (force)`),
  );
});

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

async function count(sql: string): Promise<number> {
  return withClient(url, async (client) => Number((await client.query(sql)).rows[0].count));
}

test('applies each file once, in order', async () => {
  write('0001-first.sql', 'create table fruit (name text);');
  write('0002-second.sql', "insert into fruit values ('fig');");
  expect(await migrate(url, folder)).toEqual(['0001-first.sql', '0002-second.sql']);
  expect(await migrate(url, folder)).toEqual([]);
  write('0003-third.sql', "insert into fruit values ('pear');");
  expect(await migrate(url, folder)).toEqual(['0003-third.sql']);
  expect(await count('select count(*) from fruit')).toBe(2);
});

test('brings the extensions that migrations rely on', async () => {
  write('0001-first.sql', "select similarity('ana', 'anna'), unaccent('ação'), gen_salt('md5');");
  expect(await migrate(url, folder)).toEqual(['0001-first.sql']);
});

test('two processes that migrate at once apply each file once', async () => {
  write('0001-first.sql', 'select pg_sleep(0.2); create table fruit (name text);');
  const applied = await Promise.all([migrate(url, folder), migrate(url, folder)]);
  expect(applied.flat()).toEqual(['0001-first.sql']);
});

test('a file that fails leaves nothing behind and is named with its line', async () => {
  write(
    '0001-first.sql',
    '-- ação 🌍\ncreate table fruit (name text);\n\nselect nothing from fruit;\n',
  );
  await expect(migrate(url, folder)).rejects.toThrow('0001-first.sql, line 4: column "nothing"');
  expect(await count("select count(*) from pg_tables where tablename = 'fruit'")).toBe(0);
});

test('refuses a file that was changed after it had been applied', async () => {
  write('0001-first.sql', 'create table fruit (name text);');
  await migrate(url, folder);
  write('0001-first.sql', 'create table fruit (name text);\r\n'.replace('\r\n', ''));
  expect(await migrate(url, folder)).toEqual([]);
  write('0001-first.sql', 'create table fruit (name varchar);');
  await expect(migrate(url, folder)).rejects.toThrow('0001-first.sql was changed');
});

test('refuses a database that is newer than the program', async () => {
  write('0001-first.sql', 'select 1;');
  write('0002-second.sql', 'select 1;');
  await migrate(url, folder);
  rmSync(join(folder, '0002-second.sql'));
  await expect(migrate(url, folder)).rejects.toThrow(
    'newer than this program: it has 0002-second.sql',
  );
});

test('refuses a file that slips in before one that was applied', async () => {
  write('0002-second.sql', 'select 1;');
  await migrate(url, folder);
  write('0001-first.sql', 'select 1;');
  await expect(migrate(url, folder)).rejects.toThrow('give it a higher number');
});

test('ends of lines do not change a migration', () => {
  write('0001-first.sql', 'select 1;\nselect 2;\n');
  const unix = hashOfMigrations(folder);
  write('0001-first.sql', 'select 1;\r\nselect 2;\r\n');
  expect(hashOfMigrations(folder)).toBe(unix);
});
