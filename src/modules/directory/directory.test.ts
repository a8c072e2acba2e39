// What the database itself refuses in the directory, and the copy in memory.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DrivenClock } from '#platform/clock.ts';
import { Database } from '#platform/db/database.ts';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { cloneDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { demonstration } from '../../../test/support/demonstration.ts';
import { DirectoryCache } from './directory-cache.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDatabase(demonstration);
});
afterAll(() => database?.drop());

const as = (url: string, statement: string) => withClient(url, (client) => client.query(statement));

describe('the database refuses', () => {
  const refused: [string, string, string][] = [
    [
      'DIR-2: hours that overlap on a weekday',
      `insert into directory.opening_hours (centre_id, weekday, during) values ('cnaim-lisboa', 1, '[16:00,18:00)')`,
      '23P01',
    ],
    [
      'two names on one day',
      `insert into directory.centre_name values ('cnaim-lisboa', 'Outro', '[2020-01-01,)')`,
      '23P01',
    ],
    [
      'two desks with one number in a centre',
      `insert into directory.desk (id, centre_id, office_id, label, position)
       values ('cnaim-lisboa.d12', 'cnaim-lisboa', 'cnaim-lisboa.iss', '12', 9)`,
      '23505',
    ],
    [
      'a desk of an office in another centre',
      `insert into directory.desk (id, centre_id, office_id, label, position)
       values ('cnaim-norte.d99', 'cnaim-norte', 'cnaim-lisboa.iss', '99', 9)`,
      '23503',
    ],
    [
      'a third level of subjects',
      `insert into directory.subject (id, parent_id, position, name)
       values ('residence.renew.late', 'residence.renew-temporary', 1, '{"pt": "x"}')`,
      '23503',
    ],
    [
      'a name without Portuguese',
      `insert into directory.document values ('paper', '{"en": "Paper"}')`,
      '23514',
    ],
    [
      'ROS-3: a person in two places at once',
      `insert into rosters.shift (account_id, centre_id, office_id, on_date, works)
       select account_id, 'cnaim-norte', 'cnaim-norte.iss', on_date, works from rosters.shift limit 1`,
      '23P01',
    ],
    [
      'ROS-5: a break outside its shift',
      `update rosters.shift set rests = '[20:00,21:00)' where desk_id = 'cnaim-lisboa.d12'`,
      '23514',
    ],
  ];
  test.each(refused)('%s', async (_what, statement, code) => {
    await expect(as(database.urls.owner, statement)).rejects.toMatchObject({ code });
  });

  test.each(['app', 'jobs', 'stats'] as const)('a change by %s', async (role) => {
    await expect(as(database.urls[role], `delete from directory.holiday`)).rejects.toMatchObject({
      code: '42501',
    });
    await expect(as(database.urls[role], `truncate rosters.shift`)).rejects.toMatchObject({
      code: '42501',
    });
  });
});

describe('the directory in memory', () => {
  test('is read without waiting, keeps its identity while nothing changes, and follows what does', async () => {
    const app = new Database({ url: database.urls.app, connections: 2, applicationName: 'test' });
    const cache = new DirectoryCache(
      app,
      new DrivenClock(Temporal.Instant.from('2026-03-09T09:00:00Z')),
    );
    try {
      expect(() => cache.get()).toThrow();
      const first = await cache.start();
      await Promise.all([cache.refresh(), cache.refresh()]);
      expect(cache.get()).toBe(first);
      await as(
        database.urls.owner,
        `update directory.desk set position = 50 where id = 'cnaim-lisboa.d9'`,
      );
      await cache.refresh();
      expect(cache.get()).not.toBe(first);
      const labels = cache
        .get()
        .offices.get('cnaim-lisboa.legal')
        ?.desks.map((desk) => desk.label);
      expect(labels).toEqual(['10', '11', '12', '13', '14', '9']);
    } finally {
      cache.stop();
      await app.close();
    }
  });
});
