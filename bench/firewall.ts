// Whether somebody behind the firewall can tell, by how long a refusal takes, that a person is known:
// 2,000 pairs of questions at each address, one about somebody who never came to that unit, one about
// nobody, in random order. What a classifier on time alone reaches (AUC; 0.5 is chance), and how many
// statements the web process sent for each of the two.
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { newId } from '#base/ids.ts';
import { bench, inChild, quick, type Result, round } from './support/bench.ts';
import { KeepAlive } from './support/keep-alive.ts';
import { openPlace } from './support/place.ts';
import { COUNTING, countStatements, startCounting } from './support/statements.ts';
import { hireOfficers, receive, welcomeSession } from './support/staff.ts';

/** The unit that polices borders, in the house where everybody is received. */
const OFFICE = 'cnaim-lisboa.aima';
const PEOPLE = 200;
const PAIRS = quick ? 200 : 2000;
const COUNTED = 20;
/** Chance is 0.5 ± 0.009 with 2,000 of each. */
const LEAST = 0.47;
const MOST = 0.53;

interface Known {
  readonly person: string;
  readonly visit: string;
  readonly stop: string;
}
interface Question {
  readonly of: string;
  readonly ask: (http: KeepAlive, about: Known) => Promise<{ status: number }>;
}

const get =
  (path: (about: Known) => string): Question['ask'] =>
  (http, about) =>
    http.get(path(about));
const send =
  (name: string, input: (about: Known) => object): Question['ask'] =>
  (http, about) =>
    http.command(name, newId(), input(about));

/** Pages, queries and acts that name a person, a visit or a stop. */
const QUESTIONS: readonly Question[] = [
  { of: 'case file', ask: get(({ person }) => `/people/${person}`) },
  { of: 'trip', ask: get(({ visit }) => `/visits/${visit}`) },
  { of: 'visit by the API', ask: get(({ visit }) => `/api/v1/visits/${visit}`) },
  { of: 'ticket by the API', ask: get(({ visit }) => `/api/v1/visits/${visit}/ticket`) },
  { of: 'tasks by the API', ask: get(({ person }) => `/api/v1/people/${person}/tasks`) },
  {
    of: 'task.add',
    ask: send('task.add', ({ person }) => ({
      personId: person,
      kind: 'call-back',
      title: 'x',
      dueOn: '2030-01-01',
    })),
  },
  { of: 'visit.leave', ask: send('visit.leave', ({ visit }) => ({ visitId: visit })) },
  { of: 'stop.start', ask: send('stop.start', ({ stop }) => ({ stopId: stop })) },
];

interface Given {
  readonly origin: string;
  readonly token: string;
  readonly known: readonly Known[];
  readonly pairs: number;
}
type Times = readonly {
  readonly known: number[];
  readonly unknown: number[];
  readonly told: number;
}[];

const nobody = (): Known => ({ person: newId(), visit: newId(), stop: newId() });

async function askPairs({ origin, token, known, pairs }: Given): Promise<Times> {
  const http = new KeepAlive(origin, token);
  const times = QUESTIONS.map(() => ({ known: [] as number[], unknown: [] as number[], told: 0 }));
  for (let pair = -20; pair < pairs; pair++) {
    const somebody = known[(pair + 20) % known.length] as Known;
    for (const [at, { ask }] of QUESTIONS.entries()) {
      const into = times[at] as (typeof times)[number];
      const order = Math.random() < 0.5 ? ([true, false] as const) : ([false, true] as const);
      const statuses: number[] = [];
      for (const isKnown of order) {
        const about = isKnown ? somebody : nobody();
        const started = performance.now();
        const { status } = await ask(http, about);
        const took = performance.now() - started;
        statuses.push(status);
        if (pair >= 0) into[isKnown ? 'known' : 'unknown'].push(took);
      }
      if (statuses[0] !== statuses[1]) into.told++;
    }
  }
  http.close();
  return times;
}

/** How often somebody drawn from `some` takes longer than somebody drawn from `others` (Mann–Whitney). */
export function aucOf(some: readonly number[], others: readonly number[]): number {
  const all = [...some.map((ms) => ({ ms, own: 1 })), ...others.map((ms) => ({ ms, own: 0 }))];
  all.sort((one, other) => one.ms - other.ms);
  let ranks = 0;
  for (let at = 0; at < all.length; ) {
    let end = at;
    while (end < all.length && all[end]?.ms === all[at]?.ms) end++;
    const rank = (at + 1 + end) / 2;
    for (; at < end; at++) ranks += rank * (all[at]?.own ?? 0);
  }
  return (ranks - (some.length * (some.length + 1)) / 2) / (some.length * others.length);
}

async function main(): Promise<Result[]> {
  const place = await openPlace(COUNTING);
  try {
    const [officer] = await hireOfficers(place.urls.owner, OFFICE, 1);
    const origin = await place.serve();
    const door = new KeepAlive(origin, await welcomeSession(place.urls.owner));
    for (let person = 0; person < PEOPLE; person++) await receive(door);
    door.close();
    const known = await withClient(place.urls.owner, async (client) => {
      const { rows } = await client.query<Known>(
        'select person_id as person, visit_id as visit, id as stop from visits.stop',
      );
      return rows;
    });
    const given = { origin, token: officer?.token ?? '', known };
    await startCounting(place.superuserUrl);
    const http = new KeepAlive(origin, given.token);
    const statements: { known: number; unknown: number }[] = [];
    for (const { ask } of QUESTIONS) {
      const count = async (about: () => Known) => {
        const before = await countStatements(place.superuserUrl);
        for (let time = 0; time < COUNTED; time++) await ask(http, about());
        return (await countStatements(place.superuserUrl)) - before;
      };
      statements.push({
        known: await count(() => known[0] as Known),
        unknown: await count(nobody),
      });
    }
    http.close();
    const times = await inChild<Times>('ask', { ...given, pairs: PAIRS });
    const plain = { baseline: null, ratio: null };
    return QUESTIONS.flatMap(({ of }, at) => {
      const { known: some, unknown: others, told } = times[at] as Times[number];
      const auc = round(aucOf(some, others), 3);
      const { known: asked, unknown: askedToo } = statements[at] as (typeof statements)[number];
      return [
        {
          metric: `${of}: known against unknown, AUC`,
          value: auc,
          unit: 'AUC',
          ...plain,
          target: `${LEAST} to ${MOST}`,
          ok: quick || (auc >= LEAST && auc <= MOST),
        },
        {
          metric: `${of}: statements more for somebody known`,
          value: (asked - askedToo) / COUNTED,
          unit: 'statements',
          ...plain,
          target: '0',
          ok: asked === askedToo,
        },
        {
          metric: `${of}: answers that differ in their status`,
          value: told,
          unit: 'pairs',
          ...plain,
          target: '0',
          ok: told === 0,
        },
      ];
    });
  } finally {
    await place.close();
  }
}

await bench('firewall', main, { ask: askPairs });
