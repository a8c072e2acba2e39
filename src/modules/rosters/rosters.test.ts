// Rosters as they are read: by colleagues who are signed in, and by nobody else.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Database } from '#platform/db/database.ts';
import { cloneDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { DEMONSTRATION_DAY, demonstration } from '../../../test/support/demonstration.ts';
import { listShifts, listShiftsOf } from './queries.ts';
import { listLanguagesAt, whoWorks } from './rules.ts';

const TOKEN = 'a token of this test';
const ZONE = 'Europe/Lisbon';
const AT_TEN = Temporal.Instant.from('2026-03-09T10:00:00Z');
const AT_NOON = Temporal.Instant.from('2026-03-09T12:30:00Z');

let database: TestDatabase;
let app: Database;
let iryna: string;

beforeAll(async () => {
  database = await cloneDatabase(demonstration);
  app = new Database({ url: database.urls.app, connections: 1, applicationName: 'test' });
  await app.transaction(async (tx) => {
    const personas = await tx.text<{ account_id: string; name: string }>(
      'select * from access.list_personas()',
    );
    iryna = personas.find((persona) => persona.name === 'Iryna Melnyk')?.account_id ?? '';
    await tx.text(`select access.open_as_persona($1, $2, interval '1 hour')`, [
      iryna,
      createHash('sha256').update(TOKEN).digest(),
    ]);
  });
});
afterAll(async () => {
  await app?.close();
  await database?.drop();
});

function readAs(token: string) {
  return app.transaction(async (tx) => {
    await tx.text('select access.enter($1)', [token]);
    return await listShifts(tx, 'cnaim-lisboa', DEMONSTRATION_DAY);
  });
}

describe('the roster of a day', () => {
  test('shows a colleague who works where, in which languages', async () => {
    const shifts = await readAs(TOKEN);
    const desks = shifts.filter((shift) => shift.deskId !== undefined);
    expect(desks).toHaveLength(48);
    expect(shifts.find((shift) => shift.deskId === 'cnaim-lisboa.d12')).toMatchObject({
      name: 'Teresa Valadas',
      officeId: 'cnaim-lisboa.legal',
      speaks: ['pt', 'en'],
    });
    const spoken = listLanguagesAt(shifts, 'cnaim-lisboa.welcome', ZONE, AT_TEN);
    expect(spoken).toEqual(expect.arrayContaining(['pt', 'uk', 'ar', 'bn', 'hi', 'ne', 'zh']));
  });

  test('ROS-6: at half past twelve every office with several people still has somebody', async () => {
    const shifts = await readAs(TOKEN);
    const present = new Set(whoWorks(shifts, ZONE, AT_NOON).map((shift) => shift.officeId));
    expect([...present].sort()).toEqual([...new Set(shifts.map((shift) => shift.officeId))].sort());
    expect(present.size).toBe(11);
    expect(whoWorks(shifts, ZONE, AT_NOON).length).toBeLessThan(
      whoWorks(shifts, ZONE, AT_TEN).length,
    );
  });

  test('tells somebody her own shift', async () => {
    const own = await app.transaction(async (tx) => {
      await tx.text('select access.enter($1)', [TOKEN]);
      return await listShiftsOf(tx, iryna, DEMONSTRATION_DAY);
    });
    expect(own.map((shift) => shift.deskId)).toEqual(['cnaim-lisboa.da1']);
  });

  test('shows nothing to a forged session, or to none', async () => {
    expect(await readAs('another token')).toEqual([]);
    expect(await readAs('')).toEqual([]);
  });
});
