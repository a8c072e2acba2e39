// What the table of acts refuses, whoever writes: the last look at what the rules have decided.
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import { cloneDatabase, type TestDatabase } from '../../../test/support/database.ts';

let database: TestDatabase;
let owner: pg.Client;
beforeAll(async () => {
  database = await cloneDatabase();
  owner = new pg.Client({ connectionString: database.urls.owner });
  await owner.connect();
});
afterAll(async () => {
  await owner?.end();
  await database?.drop();
});
beforeEach(() => owner.query('delete from attendances.attendance'));

const NEXT = { detail: 'bring the lease', next_on: '2026-03-10' };
const ACT = { mode: 'support', outcome: 'solved', interpreter: 'none', minutes: 7 };

function record(act: object): Promise<pg.QueryResult> {
  const ids = ['id', 'person_id', 'visit_id', 'stop_id', 'account_id'];
  const row: Record<string, unknown> = {
    ...Object.fromEntries(ids.map((name) => [name, newId()])),
    centre_id: 'c',
    office_id: 'o',
    unit_id: 'u',
    service_id: 's',
    language: 'pt',
    day: '2026-03-09',
    occurred_at: '2026-03-09T10:00:00Z',
    ...ACT,
    ...act,
  };
  const names = Object.keys(row);
  return owner.query(
    `insert into attendances.attendance (${names.join()}) values (${names.map((_, n) => `$${n + 1}`).join()})`,
    Object.values(row),
  );
}

test.each([
  {},
  { mode: 'information' },
  { mode: 'referral' },
  { mode: 'advice' },
  { mode: 'mediation' },
  { interpreter: 'mediator' },
  { interpreter: 'telephone' },
  { minutes: 0 },
  { minutes: 720 },
  { detail: 'x'.repeat(8000) },
  { outcome: 'in-progress', ...NEXT },
  { outcome: 'in-progress', forwarded_to: 'o2' },
  { outcome: 'something-missing', detail: 'the lease' },
  { outcome: 'not-possible', detail: 'another country is competent' },
])('an act may be %o', async (act) => {
  await expect(record(act)).resolves.toMatchObject({ rowCount: 1 });
});

test.each([
  { mode: 'other' },
  { mode: '' },
  { mode: null },
  { outcome: 'other' },
  { outcome: null },
  { interpreter: 'other' },
  { interpreter: null },
  { minutes: -1 },
  { minutes: 721 },
  { minutes: null },
  { detail: '' },
  { detail: 'x'.repeat(8001) },
  { outcome: 'in-progress' },
  { outcome: 'in-progress', detail: NEXT.detail },
  { outcome: 'in-progress', next_on: NEXT.next_on },
  { outcome: 'something-missing' },
  { outcome: 'something-missing', next_on: NEXT.next_on },
  { outcome: 'something-missing', forwarded_to: 'o2' },
  { outcome: 'not-possible' },
  { outcome: 'not-possible', forwarded_to: 'o2' },
])('an act is not %o', async (act) => {
  await expect(record(act)).rejects.toMatchObject({ code: expect.stringMatching(/^23(514|502)$/) });
});
