// Counting in a real house: what was appended with each act, told to those who may count.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asActor } from '#platform/session/enter.ts';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { type House, openHouse } from '../../../test/support/house.ts';
import { countMissedBookings, findFigures, listActsByDay } from './queries.ts';
import { monthOf } from './rules.ts';
import type { Days } from './schema.ts';

const MONDAY = Temporal.PlainDate.from('2026-03-09');
const day: Days = { from: MONDAY, to: MONDAY };
let house: House;

beforeAll(async () => {
  house = await openHouse();
  await withClient(house.database.urls.owner, async (client) => {
    const uuid = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
    const put = (table: string, columns: string, values: unknown[]) =>
      client.query(
        `insert into statistics.${table} (event_id, centre_id, host_unit_id, ${columns})
         values (uuidv7(), 'cnaim-lisboa', 'network-welcome', ${values.map((_, i) => `$${i + 1}`).join(', ')})`,
        values,
      );
    // Person 1 comes on Monday and Tuesday, person 2 on Monday; visit 3 leaves something open.
    const visits = [
      [11, 1, '2026-03-09'],
      [12, 2, '2026-03-09'],
      [13, 1, '2026-03-10'],
    ] as const;
    for (const [visit, person, on] of visits) {
      await put('arrival', 'visit_id, person_id, day, language, needs', [
        uuid(visit),
        uuid(person),
        on,
        'uk',
        2,
      ]);
      await put('departure', 'visit_id, person_id, day, needs, solved', [
        uuid(visit),
        uuid(person),
        on,
        2,
        visit === 12 ? 1 : 2,
      ]);
    }
    const acts = [
      [11, 1, 'iss'],
      [11, 1, 'legal'],
      [11, 1, 'legal'],
      [12, 2, 'iss'],
      [13, 1, 'iss'],
    ] as const;
    for (const [visit, person, office] of acts) {
      await put(
        'act',
        'visit_id, person_id, day, office_id, unit_id, service_id, mode, outcome, language, minutes',
        [
          uuid(visit),
          uuid(person),
          visit === 13 ? '2026-03-10' : '2026-03-09',
          `cnaim-lisboa.${office}`,
          office,
          'x',
          'support',
          'solved',
          'uk',
          10,
        ],
      );
    }
  });
});
afterAll(() => house.close());

async function figuresFor(name: string, days: Days, centreId = 'cnaim-lisboa') {
  const token = await house.tokenOf(name);
  const figures = await asActor(house.services.database, token, (tx) =>
    findFigures(tx, centreId, days),
  );
  if (figures === 'unauthenticated') throw new Error('signed out');
  return figures;
}

test('STA-1: acts, visits and persons of a day, and of each office', async () => {
  const figures = await figuresFor('Helena', day);
  expect(figures).toMatchObject({ acts: 4, visits: 2, persons: 2, ended: 2, solved: 1 });
  expect(figures.byOffice.get('cnaim-lisboa.iss')).toEqual({ acts: 2, visits: 2, persons: 2 });
  expect(figures.byOffice.get('cnaim-lisboa.legal')).toEqual({ acts: 2, visits: 1, persons: 1 });
});

test('STA-3: a person counts once in a month, however often she came', async () => {
  const figures = await figuresFor('Helena', monthOf(MONDAY));
  expect(figures).toMatchObject({ acts: 5, visits: 3, persons: 2, ended: 3, solved: 2 });
});

test('the days of a month in order, without empty ones', async () => {
  const token = await house.tokenOf('Helena');
  const days = await asActor(house.services.database, token, (tx) =>
    listActsByDay(tx, 'cnaim-lisboa', monthOf(MONDAY)),
  );
  expect(days).toEqual([
    { day: MONDAY, acts: 4 },
    { day: MONDAY.add({ days: 1 }), acts: 1 },
  ]);
});

test('STA-5: bookings to which nobody came, less those that were taken back, for who may count there', async () => {
  await withClient(house.database.urls.owner, (client) =>
    client.query(
      `insert into statistics.missed_booking (event_id, centre_id, office_id, unit_id, day, sign)
       select uuidv7(), 'cnaim-lisboa', 'cnaim-lisboa.iss', 'iss', date '2026-03-09' + late, sign
       from (values (0, 1), (0, 1), (0, -1), (1, 1)) given (late, sign)`,
    ),
  );
  const countFor = async (name: string, days: Days) =>
    asActor(house.services.database, await house.tokenOf(name), (tx) =>
      countMissedBookings(tx, 'cnaim-lisboa', days),
    );
  expect(await countFor('Helena', day)).toBe(1);
  expect(await countFor('Helena', monthOf(MONDAY))).toBe(2);
  for (const name of ['Marta', 'Iryna', 'Catarina'])
    expect(await countFor(name, day), name).toBe(0);
  const page = await house.app.request('/figures/cnaim-lisboa?day=2026-03-09', {
    headers: { Cookie: `oneroof=${await house.tokenOf('Helena')}; lang=en` },
  });
  const html = await page.text();
  expect(html).toContain('Nobody came to 1 booking<');
  expect(html).toContain('Nobody came to 2 bookings<');
});

test('STA-5: the database tells nothing to who may not count there', async () => {
  for (const name of ['Marta', 'Paulo', 'Iryna', 'Inês']) {
    expect(await figuresFor(name, day), name).toMatchObject({ acts: 0, visits: 0, persons: 0 });
  }
  expect(await figuresFor('Augusto', day)).toMatchObject({ acts: 4 });
  expect(await figuresFor('Catarina', day)).toMatchObject({ acts: 0 });
});

test('STA-5: a coordinator is told numbers and reaches no row of a person', async () => {
  const token = await house.tokenOf('Helena');
  const rows = await asActor(house.services.database, token, (tx) =>
    tx.text('select person_id from statistics.act'),
  );
  expect(rows).toEqual([]);
});
