// The catalogue of the migrated database keeps the promises of DESIGN, and each check is seen red
// on a scratch migration with the fault that it is for.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { cloneDatabase, type TestDatabase } from '../support/database.ts';
import { checkProtection, listProtectedTables, RUNTIME_ROLES } from '../support/protection.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database?.drop());

/** What the check says after a scratch migration, which is rolled back. */
function faultsAfter(migration: string): Promise<string[]> {
  return withClient(database.superuserUrl, async (client) => {
    await client.query('begin');
    await client.query(`set local role oneroof_owner`);
    await client.query(migration);
    await client.query('reset role');
    const faults = await checkProtection(client);
    await client.query('rollback');
    return faults;
  });
}

const TABLE = 'create table people.address (person_id uuid, street text);';
const CLASSES = `select meta.classify('people.address', 'S4 · where she lives · last visit + 5 years');`;
const PROTECT = `select access.protect('people.address');`;
const BASIS = `comment on table people.address is 'GDPR 6(1)(e) · Letters to her';
  select rights.on_erasure('people.address', 'erased with person_id');`;
const FENCE = `select access.fence('people.address', 'closed');`;

test('the migrations keep every promise', async () => {
  await expect(faultsAfter('select 1')).resolves.toEqual([]);
  const tables = await withClient(database.superuserUrl, listProtectedTables);
  expect(tables.length).toBeGreaterThan(15);
});

test('a new table about people is fine once it is classified, accounted for, protected and fenced', async () => {
  await expect(faultsAfter(TABLE + CLASSES + BASIS + PROTECT + FENCE)).resolves.toEqual([]);
});

const RED: Readonly<Record<string, readonly [migration: string, says: RegExp]>> = {
  'a new table about people without row security': [
    TABLE + CLASSES,
    /people\.address is about people .* row security is off/,
  ],
  'one whose row security is not forced': [
    `${TABLE}${CLASSES} alter table people.address enable row level security;`,
    /people\.address is about people .* not forced/,
  ],
  'one that is protected but not fenced': [
    TABLE + CLASSES + PROTECT,
    /people\.address tells who a person is, but has no enforcement policy/,
  ],
  'one that is fenced for the application only': [
    `${TABLE}${CLASSES}${PROTECT} create policy enforcement on people.address as restrictive
       to oneroof_app using (false);`,
    /people\.address tells who a person is/,
  ],
  'a table without data classes': [TABLE, /people\.address\.street has no data class/],
  'a new column without a data class': [
    'alter table people.person add column shoe_size text;',
    /people\.person\.shoe_size has no data class/,
  ],
  'a new table without a legal basis': [TABLE, /people\.address says no legal basis and purpose/],
  'a new table that says not what becomes of it when she is erased': [
    `${TABLE}${CLASSES}${PROTECT}${FENCE} comment on table people.address is 'GDPR 6(1)(e) · Letters to her';`,
    /people\.address says not what becomes of it when a person is erased/,
  ],
  'one that says that it is left as it is': [
    `${TABLE}${CLASSES}${BASIS} select rights.on_erasure('people.address', 'kept: we like it');`,
    /people\.address is about people, and says that an erasure leaves it/,
  ],
  'free text that an erasure leaves': [
    `alter table visits.visit add column said text;
     comment on column visits.visit.said is 'S4 · free text may hold anything · last visit + 5 years';`,
    /visits\.visit\.said holds free text that an erasure leaves/,
  ],
  'a legal basis that is none': [
    `comment on table people.person is 'because we can · Finding people';`,
    /people\.person says no legal basis/,
  ],
  'people who are called nobody': [
    `comment on table people.person is 'nobody · Finding people';`,
    /people\.person says that it is about nobody, or should/,
  ],
  'what is most secret, without article 9': [
    `comment on table visits.protection is 'GDPR 6(1)(e) · Protecting people';`,
    /visits\.protection holds S5 on no basis of article 9/,
  ],
  'row security switched off': [
    'alter table casefiles.note no force row level security;',
    /casefiles\.note is about people .* not forced/,
  ],
  'the fence dropped': [
    'drop policy enforcement on visits.visit;',
    /visits\.visit tells who a person is/,
  ],
  'a policy that lets everyone through': [
    'create policy all_of_it on people.person for select to oneroof_stats using (true);',
    /all_of_it opens people\.person to anyone/,
  ],
  'a view that reads as its owner': [
    'create view people.names as select name from people.person;',
    /people\.names reads as its owner/,
  ],
  'a materialised view': [
    'create materialized view people.names as select name from people.person;',
    /people\.names knows no row security/,
  ],
  'a function of the owner with an open path': [
    `create function people.count() returns bigint language sql security definer as 'select 1::bigint';
     revoke execute on function people.count() from public;`,
    /people\.count\(\) runs as its owner without/,
  ],
  'a function of the owner that leaves pg_temp out of its path': [
    `create function people.count() returns bigint language sql security definer set search_path = ''
       as 'select 1::bigint';
     revoke execute on function people.count() from public;`,
    /people\.count\(\) runs as its owner without/,
  ],
  'a function for everybody': [
    `create function people.count() returns bigint language sql as 'select 1::bigint';`,
    /people\.count\(\) may be called by everybody/,
  ],
  'the right to truncate': [
    'grant truncate on statistics.act to oneroof_stats;',
    /oneroof_stats has TRUNCATE on statistics\.act/,
  ],
  'the right to delete': [
    'grant delete on visits.visit to oneroof_app;',
    /oneroof_app has DELETE on visits\.visit/,
  ],
  'the right to write the log': [
    'grant insert on log.event to oneroof_app;',
    /oneroof_app writes log\.event directly/,
  ],
  'the right to change one column of the log': [
    'grant update (outcome) on log.command to oneroof_app;',
    /oneroof_app writes log\.command directly/,
  ],
  'the right to create': [
    'grant create on schema people to oneroof_app;',
    /oneroof_app may create in people/,
  ],
  'default privileges': [
    'alter default privileges in schema people grant select on tables to oneroof_stats;',
    /default privileges give oneroof_owner's/,
  ],
};

for (const [name, [migration, says]] of Object.entries(RED)) {
  test(`red: ${name}`, async () => {
    await expect(faultsAfter(migration)).resolves.toContainEqual(expect.stringMatching(says));
  });
}

test('red: a runtime role that owns a table, passes by row security, or inherits another role', async () => {
  const scratch = `scratch_${randomBytes(4).toString('hex')}`;
  const faults = await withClient(database.superuserUrl, async (client) => {
    await client.query('begin');
    await client.query(`create role ${scratch} bypassrls`);
    await client.query(`grant pg_read_all_data to ${scratch}`);
    await client.query(`alter table people.person owner to ${scratch}`);
    const found = await checkProtection(client, [...RUNTIME_ROLES, scratch]);
    await client.query('rollback');
    return found;
  });
  expect(faults).toContain(`${scratch} may pass by the rules: bypassrls`);
  expect(faults).toContain(`${scratch} is a member of pg_read_all_data`);
  expect(faults).toContain(`${scratch} owns people.person`);
});
