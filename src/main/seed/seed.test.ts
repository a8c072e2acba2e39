// The demonstration network as it stands in a database, and as the application reads it from there.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LANGUAGES, UI_LANGUAGES } from '#base/languages.ts';
import { isOpen, openingsOn } from '#modules/directory/rules/hours.ts';
import { findOverlap } from '#modules/directory/rules/overlaps.ts';
import { listServicesForSubject } from '#modules/directory/rules/services.ts';
import { loadDirectory } from '#modules/directory/queries.ts';
import type { Directory } from '#modules/directory/schema.ts';
import { Database } from '#platform/db/database.ts';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { cloneDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { DEMONSTRATION_DAY as MONDAY, demonstration } from '../../../test/support/demonstration.ts';
import { seed } from './seed.ts';

let database: TestDatabase;
let directory: Directory;

beforeAll(async () => {
  database = await cloneDatabase(demonstration);
  directory = await readDirectory(database.urls.app);
});
afterAll(() => database?.drop());

async function readDirectory(url: string): Promise<Directory> {
  const app = new Database({ url, connections: 1, applicationName: 'test' });
  try {
    return await app.transaction((tx) => loadDirectory(tx, MONDAY));
  } finally {
    await app.close();
  }
}

async function count(query: string, values: unknown[] = []): Promise<number> {
  return await withClient(database.urls.owner, async (client) => {
    const { rows } = await client.query(`select count(*)::int as n from (${query}) q`, values);
    return rows[0].n as number;
  });
}

describe('the demonstration network', () => {
  test('has four national centres, 43 local ones and 117 subjects under twelve pictures', () => {
    const kinds = Map.groupBy(directory.centres.values(), (centre) => centre.kind);
    expect(kinds.get('national')).toHaveLength(4);
    expect((kinds.get('local')?.length ?? 0) + (kinds.get('mobile')?.length ?? 0)).toBe(43);
    expect(directory.tiles.map((tile) => tile.id)).toEqual([
      'residence',
      'social-security',
      'work-rights',
      'find-work',
      'health',
      'school',
      'family',
      'housing',
      'portuguese',
      'nationality',
      'food-clothes',
      'other',
    ]);
    expect(directory.subjects.size).toBe(117);
    expect(directory.centres.get('cnaim-lisboa')?.name).toBe('CNAIM Lisboa');
  });

  test('has the desks of the rehearsed day at CNAIM Lisboa', () => {
    const offices = directory.centres.get('cnaim-lisboa')?.offices ?? [];
    expect(Object.fromEntries(offices.map((office) => [office.code, office.desks.length]))).toEqual(
      {
        welcome: 6,
        aima: 9,
        iss: 5,
        act: 4,
        health: 2,
        education: 2,
        registry: 3,
        legal: 6,
        family: 3,
        employment: 3,
        support: 5,
      },
    );
    const links = offices.map((office) => directory.units.get(office.unitId)?.enforcementLink);
    expect(links.filter((link) => link === 'direct')).toHaveLength(1);
    expect(directory.desks.get('cnaim-lisboa.d12')?.officeId).toBe('cnaim-lisboa.legal');
  });

  test('answers every subject at every centre with offices', () => {
    for (const centre of directory.centres.values()) {
      if (centre.offices.length === 0) continue;
      for (const subject of directory.subjects.values()) {
        const found = listServicesForSubject(directory, centre.id, subject.id);
        expect(found.length, `${subject.id} at ${centre.id}`).toBeGreaterThan(0);
      }
    }
  });

  test('sends each need to the office that people would expect', () => {
    const first = (subject: string) =>
      listServicesForSubject(directory, 'cnaim-lisboa', subject)[0]?.office.code;
    expect(directory.tiles.map((tile) => first(tile.id))).toEqual([
      'aima',
      'iss',
      'act',
      'employment',
      'health',
      'education',
      'family',
      'support',
      'education',
      'registry',
      'support',
      'welcome',
    ]);
    expect(first('housing.legal-tenancy')).toBe('legal');
  });

  test('has names in every complete language and no hours that contradict each other', () => {
    const named = [
      ...directory.subjects.values(),
      ...directory.services.values(),
      ...directory.offices.values(),
    ];
    for (const { id, name } of named)
      expect(Object.keys(name).sort(), id).toEqual([...UI_LANGUAGES].sort());
    for (const centre of directory.centres.values()) {
      expect(findOverlap(centre.timetable.hours), centre.id).toBeUndefined();
    }
  });

  test('has staff who speak languages of the list, and nobody on both sides of the firewall', async () => {
    const tags = LANGUAGES.map((language) => language.tag);
    expect(await count('select from access.account where not speaks <@ $1::text[]', [tags])).toBe(
      0,
    );
    expect(await count(`select from access.account where kind = 'person'`)).toBe(145);
    expect(await count('select from access.account where demo_persona is not null')).toBe(14);
    expect(
      await count(`select account_id from access.membership m join access.unit u on u.id = m.unit_id
        group by 1 having bool_or(enforcement_link = 'direct') and bool_or(enforcement_link <> 'direct')`),
    ).toBe(0);
  });

  test('keeps every desk of an open centre staffed on a weekday', async () => {
    const open = [...directory.centres.values()].filter(
      (centre) => openingsOn(centre.timetable, MONDAY).length > 0,
    );
    const desks = open.flatMap((centre) => centre.offices.flatMap((office) => office.desks));
    expect(
      await count(
        'select distinct desk_id from rosters.shift where on_date = $1 and desk_id is not null',
        [MONDAY.toString()],
      ),
    ).toBe(desks.length);
    expect(await count(`select from rosters.shift where on_date = '2026-04-03'`)).toBe(0);
    const opensAtEight = Temporal.Instant.from('2026-03-09T08:00:00Z');
    expect(isOpen(directory.centres.get('cnaim-lisboa')!.timetable, opensAtEight)).toBe(true);
  });

  test('is seeded again without a change, and on a later day only gains shifts', async () => {
    const before = directory.version;
    expect((await seed({ ownerUrl: database.urls.owner, date: MONDAY })).newShifts).toBe(0);
    expect((await readDirectory(database.urls.app)).version).toBe(before);
    const later = await seed({ ownerUrl: database.urls.owner, date: MONDAY.add({ days: 7 }) });
    expect(later.newShifts).toBeGreaterThan(300);
  });

  test('shows working times to nobody who is not signed in', async () => {
    const seen = await withClient(database.urls.app, (client) =>
      client.query('select from rosters.shift'),
    );
    expect(seen.rowCount).toBe(0);
  });
});

test('an empty network holds the catalogue and one unit, and stays empty', async () => {
  const own = await cloneDatabase();
  try {
    const date = MONDAY;
    expect((await seed({ ownerUrl: own.urls.owner, date, demo: false })).network).toBe('own');
    expect((await seed({ ownerUrl: own.urls.owner, date, demo: true })).network).toBe('own');
    const empty = await readDirectory(own.urls.app);
    expect(empty.centres.size).toBe(0);
    expect(empty.tiles).toHaveLength(12);
    expect([...empty.units.values()].map((unit) => unit.purpose)).toEqual(['network']);
  } finally {
    await own.drop();
  }
});
