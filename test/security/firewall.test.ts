// The firewall, asked as a whole: 200 people with a mark of their own in every class, and an account of
// the unit that polices borders at every address, command, stream, error and table. What it may know is
// the number, service and language of who waits for it, and S1 to S3 of whoever showed it her paper.
import pg from 'pg';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import { ask, ASKED_COMMANDS } from '../permissions/asking.ts';
import { Cast, type Things } from '../permissions/cast.ts';
import { TOPICS } from '../permissions/open-ways.ts';
import type { Line, RoleName } from '../permissions/roles.ts';
import { TABLE } from '../permissions/table.ts';
import { listProtectedTables } from '../support/protection.ts';

const PEOPLE = 200;
const OFFICERS: readonly RoleName[] = ['fenced-officer', 'fenced-coordinator'];
/** A mark says its class and whose it is: `s4x` and the signs of the person’s id. */
const MARK = /s([2-5])x([0-9a-f]{32})/g;
const mark = (dataClass: number, id: string) => `'s${dataClass}x' || replace(${id}::text, '-', '')`;
const bare = (id: string) => id.replaceAll('-', '');

let cast: Cast;
let superuser: pg.Client;
let tables: string[];
/** Everyone in the house, with what a request may name of her. */
let people: Things[];
/** Signs that tell that a person is known at all: ids and numbers of files, by the person’s id. */
const tellTales = new Map<string, string>();
/** Whoever showed the officer her paper and is being served. */
let shown: Things;

beforeAll(async () => {
  cast = await Cast.open();
  superuser = new pg.Client({ connectionString: cast.house.database.superuserUrl });
  await superuser.connect();
  tables = await listProtectedTables(superuser);
  const own = cast.things('fenced-officer', 'own') as Things;
  people = [];
  for (let n = 0; n < PEOPLE; n++) {
    const at = n % 4 === 3 ? 'claim-odemira' : 'cnaim-lisboa';
    const subject = at === 'claim-odemira' || n % 2 === 0 ? 'residence' : 'social-security';
    people.push({ ...own, ...(await cast.trip(at, subject)) });
    if (n % 20 === 0) cast.house.wait(1);
  }
  await superuser.query(`
    update people.person set name = ${mark(3, 'id')};
    insert into people.identity (person_id, unit_id, full_name)
      select id, unit_id, ${mark(3, 'id')} from people.person on conflict (person_id) do nothing;
    insert into people.contact (person_id, unit_id, email)
      select id, unit_id, ${mark(4, 'id')} from people.person on conflict (person_id) do nothing;
    insert into casefiles.note (id, person_id, visit_id, stop_id, unit_id, account_id, body, written_at)
      select uuidv7(), s.person_id, s.visit_id, s.id, 'network-legal', v.opened_by, ${mark(2, 's.person_id')}, now()
      from visits.stop s, lateral (select id as opened_by from access.account limit 1) v;
    update followups.task set title = ${mark(2, 'person_id')};
    insert into visits.protection (id, visit_id, person_id, centre_id, signs, noted_at, noted_by)
      select uuidv7(), v.id, v.person_id, v.centre_id, '{violence}', now(), a.id
      from visits.visit v, lateral (select id from access.account limit 1) a
      on conflict (visit_id) do nothing`);
  shown = own;
  const [paper] = await cast.sql<{ code: string }>('select code from visits.visit where id = $1', [
    shown.visit,
  ]);
  const officer = cast.token('fenced-officer');
  await cast.house.done(officer, 'desk.open', { deskId: own.desk });
  await cast.house.done(officer, 'stop.call-chosen', {
    deskId: own.desk,
    stopId: shown.stop,
    reason: 'booked',
  });
  await cast.house.done(officer, 'stop.start', { stopId: shown.stop, code: String(paper?.code) });
  const told = await cast.sql<{ sign: string; person: string }>(`
    select id::text as sign, id as person from people.person
    union all select number, person_id from casefiles.case_file
    union all select id::text, person_id from visits.protection`);
  for (const { sign, person } of told) tellTales.set(sign, person);
}, 120_000);
afterAll(async () => {
  await superuser?.end();
  await cast?.close();
});

/** What of somebody stands in a text though it must not; `asked`: what the request named itself. */
function leaksIn(text: string, asked = ''): string[] {
  const leaks: string[] = [];
  for (const [, dataClass, id = ''] of text.matchAll(MARK)) {
    if (Number(dataClass) >= 4) leaks.push(`S${dataClass} of somebody`);
    else if (id !== bare(shown.person)) leaks.push(`S${dataClass} of somebody who showed nothing`);
  }
  for (const [found] of text.matchAll(
    /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9A-Z]{4}-[0-9A-Z]{4}/g,
  )) {
    const person = tellTales.get(found);
    if (person && person !== shown.person && !asked.includes(found))
      leaks.push('that somebody is known');
  }
  return [...new Set(leaks)];
}

async function look(role: RoleName, path: string, init: RequestInit = {}): Promise<string[]> {
  const headers = new Headers(init.headers);
  headers.set('Authorization', `Bearer ${cast.token(role)}`);
  const answer = await cast.house.app.request(path, { ...init, headers });
  const heads = [...answer.headers].map((pair) => pair.join(': ')).join('\n');
  const asked = `${path} ${typeof init.body === 'string' ? init.body : String(init.body ?? '')}`;
  return leaksIn(`${heads}\n${await answer.text()}`, asked);
}

const readLines = TABLE.filter(({ way }) => way.startsWith('GET '));
const sendLines = TABLE.filter(({ way }) => !way.startsWith('GET '));

/** Asks all these for some people each. @returns what leaked, by way */
async function leaksOf(lines: readonly Line[], each: number, seed: number): Promise<string[]> {
  const wrong: string[] = [];
  for (const [at, line] of lines.entries()) {
    const some = fc.sample(fc.constantFrom(...people), { numRuns: each, seed: seed + at });
    await Promise.all(
      OFFICERS.flatMap((role) =>
        some.map(async (things) => {
          const { path, init } = ask(line, things, { desk: things.desk, centre: things.centre });
          for (const leak of await look(role, path, init)) wrong.push(`${line.way}: ${leak}`);
        }),
      ),
    );
  }
  return [...new Set(wrong)].toSorted();
}

/** Every row that the database itself gives the officer, as text. */
async function leaksOfTables(): Promise<string[]> {
  const app = new pg.Client({ connectionString: cast.house.database.urls.app });
  await app.connect();
  const wrong: string[] = [];
  try {
    for (const table of tables) {
      await app.query('begin');
      await app.query(`select set_config('oneroof.now', $1, true)`, [
        cast.house.clock.now().toString(),
      ]);
      await app.query('select access.enter($1)', [cast.token('fenced-officer')]);
      const found = await app
        .query(`select t::text as line from ${table} t`)
        .catch(() => ({ rows: [] }));
      await app.query('rollback');
      const text = found.rows.map(({ line }) => line).join('\n');
      // Stops of its own queue carry an opaque person; that is all that the queue is made of.
      const known = table === 'visits.stop' || table.startsWith('appointments.');
      for (const leak of leaksIn(text))
        if (!(known && leak === 'that somebody is known')) wrong.push(`${table}: ${leak}`);
    }
  } finally {
    await app.end();
  }
  return wrong;
}

test('the marks are there, and somebody with a business sees them', async () => {
  expect(people).toHaveLength(PEOPLE);
  const of = people[1] as Things;
  const answer = await cast.house.app.request(`/people/${of.person}`, {
    headers: { Authorization: `Bearer ${cast.token('reception-mediator')}` },
  });
  const text = await answer.text();
  expect(text).toContain(`s3x${bare(of.person)}`);
  expect(leaksIn(text)).not.toEqual([]);
  // And the officer sees whoever showed her the paper: the suite does not look at closed doors alone.
  const desk = await cast.house.app.request(`/desk/${of.desk}`, {
    headers: { Authorization: `Bearer ${cast.token('fenced-officer')}` },
  });
  expect(await desk.text()).toContain(`s3x${bare(shown.person)}`);
});

test('every address: nothing of S4 and S5, nothing about whoever showed no paper', async () => {
  await expect(leaksOf(readLines, 3, 1)).resolves.toEqual([]);
});

test('every form and command about somebody else: its answer and its error tell nothing', async () => {
  await expect(leaksOf(sendLines, 1, 2)).resolves.toEqual([]);
  const wrong: string[] = [];
  for (const name of ASKED_COMMANDS)
    for (const input of [{}, { personId: people[3]?.person }, { visitId: people[5]?.visit }])
      wrong.push(
        ...(await look('fenced-officer', `/api/v1/commands/${name}`, {
          method: 'POST',
          body: JSON.stringify({ id: newId(), input }),
          headers: { 'Content-Type': 'application/json' },
        })),
      );
  expect(wrong).toEqual([]);
});

test('every stream: a topic about somebody is not heard', async () => {
  for (const { says } of TOPICS) {
    const [kind] = says.split(':');
    for (const things of people.slice(0, 6)) {
      const id = kind === 'visit' ? things.visit : kind === 'file' ? things.person : undefined;
      if (!id) continue;
      const end = new AbortController();
      const answer = await cast.house.app.request(
        `/live?topics=${encodeURIComponent(`${kind}:${id}`)}`,
        {
          signal: end.signal,
          headers: { Authorization: `Bearer ${cast.token('fenced-officer')}` },
        },
      );
      if (answer.ok) {
        const first = await answer.body?.getReader().read();
        expect(new TextDecoder().decode(first?.value)).not.toContain(id);
      }
      end.abort();
    }
  }
});

test('the database itself gives no row about anybody else', async () => {
  await expect(leaksOfTables()).resolves.toEqual([]);
});

test('the same with a forged grant for everybody, and with roles that an administrator gave', async () => {
  await superuser.query(
    `insert into access."grant" (unit_id, account_id, person_id, sections, purpose, valid, because_id)
     select 'aima-residence', null, id, '{spine}', 'referral', tstzrange($1::timestamptz, null), uuidv7()
     from people.person`,
    [cast.house.clock.now().subtract({ hours: 1 }).toString()],
  );
  for (const role of ['reception-mediator', 'centre-coordinator', 'data-protection-officer'])
    await superuser.query(
      `insert into access.membership (account_id, unit_id, centre_id, role, valid)
       values ($1, 'aima-residence', 'cnaim-lisboa', $2, '[2004-01-01T00:00:00Z,)')`,
      [cast.accounts.get('fenced-officer'), role],
    );
  await expect(leaksOf(readLines, 2, 3)).resolves.toEqual([]);
  await expect(leaksOfTables()).resolves.toEqual([]);
});

test('break-glass: no number of a file opens anything, and one that was written by hand neither', async () => {
  const files = await cast.sql<{ number: string; person_id: string }>(
    `select number, person_id from casefiles.case_file where person_id <> '${shown.person}'
     order by number limit 20`,
  );
  for (const role of OFFICERS) {
    const asked = async (fileNumber: string) => {
      const answer = await cast.house.run(cast.token(role), 'glass.break', {
        fileNumber,
        reason: 'life-in-danger',
        words: 'Uma vida em perigo, é urgente.',
      });
      return JSON.stringify(answer);
    };
    const nobody = await asked('0000-0000');
    expect(nobody).toContain('not-found');
    for (const { number } of files) expect(await asked(number)).toBe(nobody);
  }
  await superuser.query(
    `with broken as (
       insert into access.glass (id, account_id, unit_id, person_id, reason, words, opened_at, ends_at,
         review_due_at)
       select uuidv7(), $1, 'aima-residence', p.id, 'life-in-danger', 'Uma vida em perigo, é urgente.', t,
         t + interval '30 minutes', t + interval '72 hours'
       from people.person p, (select $2::timestamptz as t) at where p.id <> $3
       returning id, person_id, opened_at, ends_at)
     insert into access."grant" (unit_id, account_id, person_id, sections, purpose, valid, because_id)
     select 'aima-residence', $1, person_id, '{spine}', 'break-glass', tstzrange(opened_at, ends_at), id
     from broken`,
    [
      cast.accounts.get('fenced-officer'),
      cast.house.clock.now().subtract({ minutes: 1 }).toString(),
      shown.person,
    ],
  );
  expect(await leaksOfTables()).toEqual([]);
  expect(await leaksOf(readLines, 2, 71)).toEqual([]);
});

test('red: with one policy dropped and those grants, the suite sees it', async () => {
  await superuser.query('begin');
  const { rows } = await superuser.query(
    `select pg_get_expr(polqual, polrelid) as q from pg_policy where polname = 'enforcement' and polrelid = 'people.person'::regclass`,
  );
  await superuser.query('drop policy enforcement on people.person');
  await superuser.query('commit');
  expect(await leaksOfTables()).toContain('people.person: S3 of somebody who showed nothing');
  await superuser.query(`create policy enforcement on people.person as restrictive
    to oneroof_app, oneroof_jobs, oneroof_stats using (${rows[0].q}) with check (${rows[0].q})`);
  expect(await leaksOfTables()).toEqual([]);
});
