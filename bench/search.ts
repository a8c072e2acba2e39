// Somebody is looked for at reception among a million people, as it is done there: the page that the field
// of the name asks for at each letter, over HTTP, under row security.
import { DATABASE, inDatabase } from '#platform/embedded-postgres/roles.ts';
import { bench, inChild, option, percentile, quick, type Result, round } from './support/bench.ts';
import { KeepAlive } from './support/keep-alive.ts';
import { chance } from './support/names/chance.ts';
import {
  fillCrowd,
  type Known,
  sizeOf,
  someKnown,
  type Token,
  tokensOf,
} from './support/names/crowd.ts';
import { openPlace } from './support/place.ts';
import { CENTRE, welcomeSession } from './support/staff.ts';

const PEOPLE = Number(option('people') ?? (quick ? 50_000 : 1_000_000));
const TIMES = quick ? 30 : 150;
const TARGET_MS = 100;
const SEED = Number(option('seed') ?? 7);
/** Words that count as common: some hundredths of all people have each of the first ones. */
const COMMON = 40;

/** What is typed, and whom it should find; nobody in particular where thousands have that name. */
interface Typed {
  readonly text: string;
  readonly id?: string;
}
type Searches = Readonly<Record<string, readonly Typed[]>>;
type Done = Record<string, { ms: number[]; slowest: string; found: number; asked: number }>;

async function main(): Promise<readonly Result[]> {
  const place = await openPlace();
  try {
    const superuser = inDatabase(place.superuserUrl, DATABASE);
    const started = performance.now();
    const tokens = tokensOf(SEED);
    await fillCrowd(superuser, tokens, PEOPLE);
    const size = await sizeOf(superuser);
    const took = round((performance.now() - started) / 1000, 0);
    console.log(`${size.people} people with ${size.keys} keys, filled in ${took} s, seed ${SEED}`);
    const known = await someKnown(superuser, TIMES * 4);
    const origin = await place.serve();
    const token = await welcomeSession(place.urls.owner);
    const searches = searchesOf(known, tokens);
    const done = await inChild<Done>('search', { origin, token, searches });
    const plain = { baseline: null, ratio: null };
    return [
      { metric: 'people', value: size.people, unit: 'people', ...plain, target: null, ok: true },
      { metric: 'keys', value: size.keys, unit: 'keys', ...plain, target: null, ok: true },
      ...Object.entries(done).flatMap(([what, { ms, slowest, found, asked }]) => {
        const at = (share: number) => round(percentile(ms, share));
        const timed = { unit: 'ms', ...plain };
        console.log(
          `${what}: p50 ${at(50)}, p95 ${at(95)}, p99 ${at(99)} ms; slowest “${slowest}”; ` +
            `${found} of ${asked} found`,
        );
        return [
          { metric: `${what}, median`, value: at(50), ...timed, target: null, ok: true },
          {
            metric: `${what}, p95`,
            value: at(95),
            ...timed,
            target: `< ${TARGET_MS}`,
            ok: at(95) < TARGET_MS,
          },
          { metric: `${what}, p99`, value: at(99), ...timed, target: null, ok: true },
        ];
      }),
    ];
  } finally {
    await place.close();
  }
}

function searchesOf(known: readonly Known[], tokens: readonly Token[]): Searches {
  const random = chance(SEED);
  const common = tokens.slice(0, COMMON).map(({ text }) => text);
  const one = () => common[random.below(common.length)] ?? '';
  const isCommon = (name: string) => name.split(' ').some((word) => common.includes(word));
  const rare = known.filter(({ name }) => !isCommon(name));
  const latinOf = new Map(tokens.map(({ text, latin }) => [text, latin]));
  const isNative = ({ name }: Known) => /[^\p{sc=Latin} '’-]/u.test(name);
  const native = rare.filter(isNative);
  const typed = (some: readonly Known[], write: (known: Known) => string) =>
    some.slice(0, TIMES).map((each): Typed => ({ text: write(each), id: each.id }));
  const slip = ({ name }: Known) => {
    const at = 1 + random.below(Math.max(1, name.length - 2));
    return name.slice(0, at) + name.slice(at + 1);
  };
  return {
    'typed letter by letter': known
      .flatMap(({ name }) => {
        const length = 2 + random.below(Math.max(1, name.length - 2));
        return [{ text: name.slice(0, length) }];
      })
      .slice(0, TIMES),
    'a common word': Array.from({ length: TIMES }, () => ({ text: one() })),
    'two common words': Array.from({ length: TIMES }, () => ({ text: `${one()} ${one()}` })),
    'three common words': Array.from({ length: TIMES }, () => ({
      text: `${one()} ${one()} ${one()}`,
    })),
    'a common word and a year': known
      .filter(({ name }) => isCommon(name))
      .slice(0, TIMES)
      .map(({ name, year, id }) => ({ text: `${name} ${year}`, id })),
    'a rare name': typed(
      rare.filter((each) => !isNative(each)),
      ({ name }) => name,
    ),
    'a rare name with a slip': typed(
      rare.filter((each) => !isNative(each)),
      slip,
    ),
    'another script, typed in it': typed(native, ({ name }) => name),
    'another script, typed in Latin letters': typed(native, ({ name }) =>
      name
        .split(' ')
        .map((word) => latinOf.get(word) ?? word)
        .join(' '),
    ),
    'a telephone number': typed(known, ({ phone }) => phone),
    nobody: Array.from({ length: TIMES }, () => ({
      text: Array.from({ length: 8 }, () => 'bdfgklmnprstvz aeiou'[random.below(20)]).join(''),
    })),
  };
}

async function search({
  origin,
  token,
  searches,
}: {
  origin: string;
  token: string;
  searches: Searches;
}): Promise<Done> {
  const http = new KeepAlive(origin, token);
  const ask = (text: string) =>
    http.get(`/reception/${CENTRE}/known?q=${encodeURIComponent(text)}`);
  // The first searches read the weights and prepare the connection.
  for (const some of Object.values(searches))
    for (const { text } of some.slice(0, 4)) await ask(text);
  const done: Done = {};
  for (const [what, some] of Object.entries(searches)) {
    const of = { ms: [] as number[], slowest: '', found: 0, asked: 0 };
    let longest = 0;
    for (const { text, id } of some) {
      const started = performance.now();
      const { status, body } = await ask(text);
      const took = performance.now() - started;
      if (status !== 200) throw new Error(`${text}: ${status}`);
      of.ms.push(took);
      if (took > longest) [longest, of.slowest] = [took, text];
      if (id === undefined) continue;
      of.asked += 1;
      if (body.includes(id)) of.found += 1;
    }
    done[what] = of;
  }
  return done;
}

await bench('search', main, { search });
