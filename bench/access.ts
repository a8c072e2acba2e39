// What access costs: the very queries of screens, among a million people, asked as somebody (who asks is
// proved, the decision taken, row security on every table) and asked of the same rows by a role that no
// policy holds back. Both in a transaction each, taking turns. The read log is not counted.
import { readFileSync } from 'node:fs';
import { DESK, mayAct, reachesPeople } from '#modules/access/decide.ts';
import { findCaseFile } from '#modules/casefiles/queries.ts';
import { LEARNED } from '#modules/people/names/weights.ts';
import { findPerson } from '#modules/people/queries.ts';
import { searchPeople } from '#modules/people/search-queries.ts';
import { nameKeys } from '#modules/people/search-keys.ts';
import { listStopsOf } from '#modules/visits/desk-queries.ts';
import { listQueue } from '#modules/visits/queries.ts';
import { inCheckout } from '#platform/checkout.ts';
import { Database } from '#platform/db/database.ts';
import type { Transaction } from '#platform/db/transaction.ts';
import { inDatabase, DATABASE, withClient } from '#platform/embedded-postgres/roles.ts';
import type { Actor } from '#platform/session/actor.ts';
import { asActor } from '#platform/session/enter.ts';
import { bench, percentile, quick, type Result, round } from './support/bench.ts';
import { openPlace } from './support/place.ts';
import { hireOfficers, OFFICE, sessionOf } from './support/staff.ts';

const UNIT = 'network-welcome';
const TIMES = quick ? 200 : 1500;
const HITS = 20;
const NAME = 'Zulmira Quaresma';
/** What access may add: milliseconds at the middle and at the hundredth, or a share of what is slow anyway. */
const P50_MS = 1;
const P99_MS = 3;
const SLOW_MS = 5;
const SHARE = 0.3;

interface Asked {
  readonly what: string;
  readonly token: string;
  readonly may: (actor: Actor) => boolean;
  readonly ask: (tx: Transaction) => Promise<number>;
  /** Rows that both must find. */
  readonly rows: number;
}

async function main(): Promise<Result[]> {
  const place = await openPlace();
  try {
    const everything = inDatabase(place.superuserUrl, DATABASE);
    const [officer] = await hireOfficers(place.urls.owner, OFFICE, 1, 100);
    const started = performance.now();
    await fill(everything, `${OFFICE}-X100@bench.example`.toLowerCase());
    console.log(`a million people made in ${round((performance.now() - started) / 1000, 0)} s`);
    const { own, lent, regular } = await somePeople(everything);
    const welcome = await sessionOf(place.urls.owner, 'iryna.melnyk@oneroof.example');
    const desk = officer?.token ?? '';
    const file = (id: string) => async (tx: Transaction) => {
      const [person, held] = await Promise.all([findPerson(tx, id), findCaseFile(tx, id)]);
      return Number(person !== undefined) + Number(held !== undefined);
    };
    const received = (actor: Actor) => reachesPeople(actor);
    const asked: Asked[] = [
      { what: 'file by id, of the unit', token: welcome, may: received, ask: file(own), rows: 2 },
      {
        what: 'file by id, one of 200 lent ones',
        token: desk,
        may: received,
        ask: file(lent),
        rows: 2,
      },
      {
        what: 'waiting list of 50',
        token: desk,
        may: (actor) => mayAct(actor, { roles: DESK, units: ['iss'], centreId: 'cnaim-lisboa' }),
        ask: async (tx) => (await listQueue(tx, OFFICE)).length,
        rows: 50,
      },
      {
        what: 'search with 20 hits',
        token: welcome,
        may: received,
        ask: async (tx) => (await searchPeople(tx, NAME, HITS)).length,
        rows: HITS,
      },
      {
        what: 'timeline of 200',
        token: welcome,
        may: received,
        ask: async (tx) => (await listStopsOf(tx, regular)).length,
        rows: 200,
      },
    ];
    const plain = { connections: 1, applicationName: 'bench' };
    const held = new Database({ url: place.urls.app, ...plain });
    const free = new Database({ url: everything, ...plain });
    const results: Result[] = [];
    for (const one of asked) results.push(...(await compare(one, held, free)));
    await Promise.all([held.close(), free.close()]);
    return results;
  } finally {
    await place.close();
  }
}

/** Takes turns, so that what else the machine does meets both. */
async function compare(one: Asked, held: Database, free: Database): Promise<Result[]> {
  const { what, token, may, ask, rows } = one;
  const times = { held: [] as number[], free: [] as number[] };
  const asSomebody = () =>
    asActor(held, token, async (tx, actor) => {
      if (!may(actor)) throw new Error(`${what}: may not`);
      return ask(tx);
    });
  for (let time = -50; time < TIMES; time++) {
    for (const [way, run] of [
      ['held', asSomebody],
      ['free', () => free.transaction(ask)],
    ] as const) {
      const started = performance.now();
      const found = await run();
      if (time >= 0) times[way].push(performance.now() - started);
      if (found !== rows) throw new Error(`${what}, ${way}: ${found} rows instead of ${rows}`);
    }
  }
  return ([50, 99] as const).map((percent) => {
    const value = round(percentile(times.held, percent), 2);
    const baseline = round(percentile(times.free, percent), 2);
    const most = percent === 50 ? P50_MS : P99_MS;
    const slow = percentile(times.free, 50) > SLOW_MS;
    return {
      metric: `${what}, p${percent}`,
      value,
      unit: 'ms',
      baseline,
      ratio: round(value / baseline, 2),
      target: slow ? `at most ${SHARE * 100} % more` : `at most ${most} ms more`,
      ok: slow ? value <= baseline * (1 + SHARE) : value - baseline <= most,
    };
  });
}

async function fill(superuserUrl: string, officer: string): Promise<void> {
  const keys = nameKeys([NAME], LEARNED).map((key) => `"${key}"`);
  const values = {
    unit: UNIT,
    office: OFFICE,
    hits: String(HITS),
    officer,
    keys: `'{${keys.join()}}'`,
  };
  let script = readFileSync(inCheckout('bench', 'support', 'many-people.sql'), 'utf8');
  script = script.replaceAll(/^--.*$/gm, '');
  for (const [name, value] of Object.entries(values))
    script = script.replaceAll(new RegExp(`\\$${name}\\b`, 'g'), value);
  await withClient(superuserUrl, async (client) => {
    for (const statement of script.split(/;\s*$/m))
      if (statement.trim()) await client.query(statement);
  });
}

async function somePeople(superuserUrl: string) {
  return withClient(superuserUrl, async (client) => {
    const { rows } = await client.query<{ own: string; lent: string; regular: string }>(
      `select (select id from people.person where unit_id = $1 order by id limit 1) as own,
              (select person_id from access."grant" order by id limit 1) as lent,
              (select person_id from visits.visit where state = 'closed' limit 1) as regular`,
      [UNIT],
    );
    if (!rows[0]) throw new Error('nobody');
    return rows[0];
  });
}

await bench('access', main);
