// Whether two kinds of people can be told apart by what an address answers, how long it takes, and how much
// is asked of the database for it: pairs in random order, one of each kind.
import { KeepAlive } from './keep-alive.ts';
import { inChild, quick, type Result, round } from './bench.ts';
import { countStatements, startCounting } from './statements.ts';

const PAIRS = quick ? 200 : 2000;
const COUNTED = 20;
/** Chance is 0.5 ± 0.009 with 2,000 of each. */
const LEAST = 0.47;
const MOST = 0.53;

export interface About {
  readonly person: string;
  readonly visit: string;
  readonly stop: string;
}
export interface Question {
  readonly of: string;
  readonly ask: (http: KeepAlive, about: About) => Promise<{ status: number }>;
}

export const get =
  (path: (about: About) => string): Question['ask'] =>
  (http, about) =>
    http.get(path(about));

interface Given {
  readonly origin: string;
  readonly token: string;
  readonly some: readonly About[];
  /** Somebody new for each question when left out. */
  readonly others?: readonly About[] | undefined;
  readonly pairs: number;
}
type Times = readonly {
  readonly some: number[];
  readonly others: number[];
  readonly told: number;
}[];

/** The part that runs in a process of its own; `nobody` makes one of the others where none are given. */
export function askPairs(questions: readonly Question[], nobody?: () => About) {
  return async ({ origin, token, some, others, pairs }: Given): Promise<Times> => {
    const http = new KeepAlive(origin, token);
    const times = questions.map(() => ({ some: [] as number[], others: [] as number[], told: 0 }));
    for (let pair = -20; pair < pairs; pair++) {
      const kinds = {
        some: some[(pair + 20) % some.length] as About,
        others: () => others?.[(pair + 20) % others.length] ?? (nobody?.() as About),
      };
      for (const [at, { ask }] of questions.entries()) {
        const into = times[at] as (typeof times)[number];
        const order =
          Math.random() < 0.5 ? (['some', 'others'] as const) : (['others', 'some'] as const);
        const statuses: number[] = [];
        for (const kind of order) {
          const about = kind === 'some' ? kinds.some : kinds.others();
          const started = performance.now();
          const { status } = await ask(http, about);
          const took = performance.now() - started;
          statuses.push(status);
          if (pair >= 0) into[kind].push(took);
        }
        if (statuses[0] !== statuses[1]) into.told++;
      }
    }
    http.close();
    return times;
  };
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

export interface Telling {
  readonly questions: readonly Question[];
  /** What the two kinds are called: `known against unknown`. */
  readonly kinds: string;
  readonly superuserUrl: string;
  readonly origin: string;
  /** Who asks. */
  readonly token: string;
  readonly some: readonly About[];
  readonly others?: readonly About[];
  readonly nobody?: () => About;
}

/** Asks, by the role `ask` of the benchmark for the times. @returns three figures for each question */
export async function tellApart(telling: Telling): Promise<Result[]> {
  const { questions, kinds, superuserUrl, origin, token, some, others, nobody } = telling;
  await startCounting(superuserUrl);
  const http = new KeepAlive(origin, token);
  const more: number[] = [];
  for (const { ask } of questions) {
    // The least of three: the process has statements of its own now and then.
    const count = async (about: () => About) => {
      const counts: number[] = [];
      for (let round = 0; round < 3; round++) {
        const before = await countStatements(superuserUrl);
        for (let time = 0; time < COUNTED; time++) await ask(http, about());
        counts.push((await countStatements(superuserUrl)) - before);
      }
      return Math.min(...counts);
    };
    const first = await count(() => some[0] as About);
    more.push(first - (await count(() => others?.[0] ?? (nobody?.() as About))));
  }
  http.close();
  const times = await inChild<Times>('ask', { origin, token, some, others, pairs: PAIRS });
  const plain = { baseline: null, ratio: null };
  return questions.flatMap(({ of }, at) => {
    const { some: one, others: other, told } = times[at] as Times[number];
    const auc = round(aucOf(one, other), 3);
    return [
      {
        metric: `${of}: ${kinds}, AUC`,
        value: auc,
        unit: 'AUC',
        ...plain,
        target: `${LEAST} to ${MOST}`,
        ok: quick || (auc >= LEAST && auc <= MOST),
      },
      {
        metric: `${of}: statements more for the first`,
        value: (more[at] ?? 0) / COUNTED,
        unit: 'statements',
        ...plain,
        target: '0',
        ok: more[at] === 0,
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
}
