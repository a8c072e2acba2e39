// Who saw what: every answer that tells of a person left its entry before a byte went out, no other
// answer did, and without the log nothing personal is shown while the public pages stay up.
import pg from 'pg';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import type { Transaction } from '#platform/db/transaction.ts';
import { asActor, noteReads } from '#platform/session/enter.ts';
import { BASES, PURPOSES, readingOf, SCREENS, SECTIONS } from '#modules/access/readings.ts';
import { ask } from '../permissions/asking.ts';
import { Cast, type Things } from '../permissions/cast.ts';
import { type Line, type Relation, type RoleName, ROLES } from '../permissions/roles.ts';
import { TABLE } from '../permissions/table.ts';

/** A mark for each person, in every field that a page may show of her. */
const MARK = /mark([0-9a-f]{32})/g;
const mark = (id: string) => `'mark' || replace(${id}::text, '-', '')`;
const ROLE_NAMES = (Object.keys(ROLES) as RoleName[]).filter((role) => role !== 'nobody');
const READS = TABLE.filter(({ way }) => way.startsWith('GET '));
const RELATIONS: readonly (Relation | 'missing')[] = ['own', 'granted', 'foreign', 'missing'];

interface Entry {
  readonly account_id: string;
  readonly person_id: string;
  readonly purpose: string;
  readonly screen: string;
  readonly sections: string[];
  readonly basis: string;
  readonly unit_ids: string[];
  readonly win: string;
}

let cast: Cast;
let superuser: pg.Client;
beforeAll(async () => {
  cast = await Cast.open();
  superuser = new pg.Client({ connectionString: cast.house.database.superuserUrl });
  await superuser.connect();
  await superuser.query(`
    update people.person set name = ${mark('id')};
    insert into people.identity (person_id, unit_id, full_name)
      select id, unit_id, ${mark('id')} from people.person on conflict (person_id) do nothing;
    update followups.task set title = ${mark('person_id')}`);
  const { desk, stop } = cast.things('unit-officer', 'own') as Things;
  const officer = cast.token('unit-officer');
  await cast.house.done(officer, 'desk.open', { deskId: desk });
  await cast.house.done(officer, 'stop.call-chosen', {
    deskId: desk,
    stopId: stop,
    reason: 'booked',
  });
  await cast.house.done(officer, 'stop.start', { stopId: stop });
}, 60_000);
afterAll(async () => {
  await superuser?.end();
  await cast?.close();
});

async function entries(): Promise<Entry[]> {
  const { rows } = await superuser.query(
    `select account_id, person_id, purpose, screen, sections, basis, unit_ids, "window"::text as win
     from log.read order by 1, 2, 3, 4`,
  );
  return rows;
}

async function answerTo(line: Line, role: RoleName, relation: Relation | 'missing') {
  const own = cast.things(role, 'own') as Things;
  const of = cast.things(role, relation);
  if (!of || (line.about !== 'nothing' && of[line.about] === '')) return undefined;
  const things = line.about === 'centre' ? of : { ...of, centre: own.centre };
  const { path, init } = ask(line, things, { desk: own.desk, centre: own.centre });
  const headers = new Headers(init.headers);
  headers.set('Authorization', `Bearer ${cast.token(role)}`);
  const answer = await cast.house.app.request(path, { ...init, headers });
  const told = new Set(
    [...(await answer.text()).matchAll(MARK)].map(([, id = '']) =>
      id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    ),
  );
  const paper = answer.headers.get('content-type') === 'application/pdf';
  return { status: answer.status, told, paper: paper ? things.person : undefined };
}

const keyOf = ({ account_id, person_id, purpose, screen, win }: Entry) =>
  [account_id, person_id, purpose, screen, win].join(' ');

describe('AUD-5, AUD-6: whoever is told of a person stands in the log, with why, what and by which law', () => {
  const shows = new Map<string, number>();
  /** What each reading that left something leaves alone. */
  const alone = new Map<string, readonly Entry[]>();

  test.each(READS)('$way: $says', async (line) => {
    const wrong: string[] = [];
    for (const relation of RELATIONS) {
      await superuser.query('delete from log.read');
      const answers = await Promise.all(
        ROLE_NAMES.map(async (role) => [role, await answerTo(line, role, relation)] as const),
      );
      const log = await entries();
      for (const [role, answer] of answers) {
        if (!answer) continue;
        const mine = log.filter(({ account_id }) => account_id === cast.accounts.get(role));
        const noted = new Set(mine.map(({ person_id }) => person_id));
        const told = new Set([...answer.told, ...(answer.paper ? [answer.paper] : [])]);
        const name = `${role}, ${relation}`;
        for (const person of told)
          if (!noted.has(person)) wrong.push(`${name}: told of somebody and not noted`);
        if (answer.status >= 400 && noted.size > 0) wrong.push(`${name}: refused and noted`);
        for (const one of mine) {
          if (!(one.purpose in PURPOSES)) wrong.push(`${name}: no such purpose: ${one.purpose}`);
          // What follows a colon names which one of a screen's things.
          if (!((one.screen.split(':')[0] ?? '') in SCREENS))
            wrong.push(`${name}: no such screen: ${one.screen}`);
          const { sections, basis } = readingOf(one.purpose, one.screen);
          if (String(one.sections) !== String(sections) || one.basis !== basis)
            wrong.push(`${name}: ${one.sections} by ${one.basis}`);
          if (!one.unit_ids.includes(ROLES[role].unit)) wrong.push(`${name}: of no unit`);
        }
        if (mine.length > 0) alone.set(`${line.way} ${role} ${relation}`, mine);
        shows.set(line.way, (shows.get(line.way) ?? 0) + told.size);
      }
    }
    expect(wrong.toSorted()).toEqual([]);
  });

  test('the marks are seen where people are shown, or this would prove nothing', () => {
    for (const way of [
      'GET /people/:personId',
      'GET /reception/:centreId/here',
      'GET /api/v1/people/:personId/tasks',
      'GET /reception/:centreId/ticket/:visitId/slip.pdf',
      'GET /desk/:deskId',
      'GET /local/:centreId',
      'GET /protection/:centreId',
    ])
      expect(shows.get(way), way).toBeGreaterThan(0);
  });

  test('after 200 readings at random, exactly the entries that each of them makes alone', async () => {
    const any = fc.tuple(
      fc.constantFrom(...READS),
      fc.constantFrom(...ROLE_NAMES),
      fc.constantFrom(...RELATIONS),
    );
    const known = [...alone.keys()].map((key) => {
      const [, way = '', role = '', relation = ''] = /^(.*) (\S+) (\S+)$/.exec(key) ?? [];
      const line = READS.find((one) => one.way === way) as Line;
      return [line, role as RoleName, relation as Relation] as const;
    });
    const one = fc.tuple(fc.oneof(any, fc.constantFrom(...known)), fc.constantFrom(0, 0, 1, 4));
    const readings = fc.sample(one, { numRuns: 200, seed: 20260309 });
    const expected = new Set<string>();
    await superuser.query('delete from log.read');
    for (const [[line, role, relation], minutes] of readings) {
      cast.house.wait(minutes);
      const moment = cast.house.clock.now().epochMilliseconds;
      await answerTo(line, role, relation);
      const win = new Date(moment - (moment % 600_000)).toISOString();
      for (const entry of alone.get(`${line.way} ${role} ${relation}`) ?? [])
        expected.add(keyOf({ ...entry, win }));
    }
    const made = (await entries()).map((entry) =>
      keyOf({ ...entry, win: new Date(entry.win).toISOString() }),
    );
    expect(expected.size).toBeGreaterThan(40);
    expect(made.toSorted()).toEqual([...expected].toSorted());
  });
});

test('two pages of one session that tell of the same people in another order wait for nobody', async () => {
  const [one, other] = [newId(), newId()];
  const note = (tx: Transaction, personId: string) =>
    noteReads(tx, [personId], 'serve', 'household', { sections: ['name'], basis: 'gdpr-6-1-e' });
  const page = <Result>(work: (tx: Transaction) => Promise<Result>) =>
    asActor(cast.house.services.database, cast.token('reception-mediator'), work);
  await page(async (tx) => {
    await note(tx, one);
    // The second begins and ends while the first is still under way.
    await page(async (second) => {
      await note(second, other);
      await note(second, one);
    });
    await note(tx, other);
  });
  const entriesOf = async (id: string) =>
    (await entries()).filter(({ person_id }) => person_id === id).length;
  // One page did not see the other's entry of the first; that of the second was there.
  expect([await entriesOf(one), await entriesOf(other)]).toEqual([2, 1]);
  await page((tx) => note(tx, one));
  expect(await entriesOf(one)).toBe(2);
});

test('every part and article has its place in the words of the law of the house', () => {
  for (const sections of Object.values(SCREENS))
    for (const section of sections) expect(SECTIONS).toContain(section);
  for (const basis of Object.values(PURPOSES)) expect(BASES).toContain(basis);
});

describe('without the log nothing personal is shown', () => {
  const role = 'reception-mediator';
  const PERSONAL = [
    '/people/:personId',
    '/visits/:visitId/summary',
    '/api/v1/people/:personId/tasks',
  ];
  const PUBLIC = ['/', '/sign-in', '/healthz', '/privacy'];

  async function look(path: string) {
    const of = cast.things(role, 'own') as Things;
    const address = path.replace(':personId', of.person).replace(':visitId', of.visit);
    const answer = await cast.house.app.request(address, {
      headers:
        path === '/' || !path.includes(':') ? {} : { Authorization: `Bearer ${cast.token(role)}` },
    });
    return { status: answer.status, text: await answer.text() };
  }

  async function closed(): Promise<void> {
    const answers = await Promise.all(PERSONAL.map(look));
    for (const { status, text } of answers) {
      expect(status).toBe(503);
      expect(text).not.toMatch(/mark[0-9a-f]{32}/);
    }
  }
  async function publicUp(): Promise<void> {
    for (const path of PUBLIC) expect((await look(path)).status, path).toBeLessThan(400);
  }

  test('locked: 503 with no data, and the public pages stay up meanwhile', async () => {
    await superuser.query('begin');
    await superuser.query('lock table log.read in access exclusive mode');
    try {
      await Promise.all([closed(), publicUp()]);
    } finally {
      await superuser.query('rollback');
    }
    expect((await look(PERSONAL[0] as string)).status).toBe(200);
  });

  test('full: 503 with no data, and the public pages stay up', async () => {
    await superuser.query('delete from log.read');
    // What PostgreSQL says when no block can be added to a table.
    await superuser.query(`create function public.no_room() returns trigger language plpgsql as
      $$ begin raise exception 'could not extend file' using errcode = 'disk_full'; end $$;
      grant execute on function public.no_room() to public;
      create trigger no_room before insert on log.read execute function public.no_room()`);
    try {
      await Promise.all([closed(), publicUp()]);
    } finally {
      await superuser.query('drop trigger no_room on log.read; drop function public.no_room()');
    }
    expect((await look(PERSONAL[0] as string)).status).toBe(200);
  });

  test('no right to write it any more: an error with no data', async () => {
    await superuser.query(
      'revoke execute on function log.note_reads(uuid[], text, text, text[], text) from oneroof_app',
    );
    try {
      for (const path of PERSONAL) {
        const { status, text } = await look(path);
        expect(status).toBeGreaterThanOrEqual(500);
        expect(text).not.toMatch(/mark[0-9a-f]{32}/);
      }
    } finally {
      await superuser.query(
        'grant execute on function log.note_reads(uuid[], text, text, text[], text) to oneroof_app',
      );
    }
  });
});
