// Whether a name is found again in another script: `--pairs FILE.csv`, two columns, the same name in two
// scripts or spellings. One column is hidden among many others, the other one is typed. No pair is scored
// by weights that saw it: a file that weights are learned from is cut in five, and each fifth is asked of
// weights that were learned from the rest.
import { inCheckout } from '#platform/checkout.ts';
import { PROBABLE } from '#modules/people/names/full-names.ts';
import type { Pair } from '#modules/people/names/letter-training.ts';
import { bench, inChild, option, quick, round, type Result } from './support/bench.ts';
import { chance } from './support/names/chance.ts';
import {
  type FullTally,
  measure,
  type Measured,
  type Tally,
  type Task,
} from './support/names/measure.ts';
import { learnedPairs, type NamePair, readPairs, scriptOfPairs } from './support/names/pairs.ts';
import type { Asked } from './support/names/sides.ts';

const FOLDS = 5;
/** Fifths that are measured; one of them is enough to try things out. */
const MEASURED = quick ? 1 : FOLDS;
/** Fifths that are measured at the same time; `--at-once 1` leaves a core free. */
const AT_ONCE = Math.max(1, Number(option('at-once') ?? 2) || 1);
const QUERIES = Number(option('queries') ?? (quick ? 100 : 1000));
const ENTRIES = Number(option('entries') ?? (quick ? 10_000 : 100_000));
const SEED = Number(option('seed') ?? 7);

/** What is to be reached, [Latin typed, other script typed]. */
interface Targets {
  readonly ten: readonly [number, number];
  readonly fullTen: readonly [number, number];
  readonly fullFirst: readonly [number, number];
}

const TARGETS: Readonly<Record<string, Targets>> = {
  arabic: { ten: [0.92, 0.91], fullTen: [0.98, 0.96], fullFirst: [0.95, 0.93] },
  hebrew: { ten: [0.92, 0.91], fullTen: [0.96, 0.94], fullFirst: [0.91, 0.88] },
  cyrillic: { ten: [0.94, 0.92], fullTen: [0.98, 0.96], fullFirst: [0.95, 0.93] },
};

const keyOf = ([a, b]: Pair) => `${a}\t${b}`;

/** Who asks what of weights learned from what. */
function tasksOf(file: readonly NamePair[], learned: readonly NamePair[] | undefined): Task[] {
  const own = new Set(file.map(({ letters }) => keyOf(letters)));
  const seen = (learned ?? file).filter(({ letters }) => own.has(keyOf(letters)));
  const folds = seen.length * 2 > (learned ?? file).length ? FOLDS : 1;
  const sources = folds === 1 ? (learned ?? []) : [...(learned ?? []), ...file];
  const shuffled = chance(SEED).some(file, file.length);
  const measured = Math.min(folds, MEASURED);
  return Array.from({ length: measured }, (_, fold) => {
    const asked = shuffled.filter((_, at) => at % folds === fold);
    const kept = new Set(asked.map(({ letters }) => keyOf(letters)));
    const pairs = new Map(sources.map(({ letters }) => [keyOf(letters), letters]));
    return {
      learned: [...pairs].filter(([key]) => !kept.has(key)).map(([, pair]) => pair),
      asked,
      file,
      queries: Math.ceil(QUERIES / measured),
      entries: ENTRIES,
      seed: SEED + fold,
    };
  });
}

async function measureAll(tasks: readonly Task[]): Promise<Measured[]> {
  const left = [...tasks];
  const done: Measured[] = [];
  const begun = performance.now();
  const work = async () => {
    for (let task = left.shift(); task; task = left.shift()) {
      done.push(await inChild<Measured>('measure', task));
      const seconds = Math.round((performance.now() - begun) / 1000);
      console.error(`${done.length} of ${tasks.length} fifths measured, ${seconds} s`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return done;
}

const sum = (tallies: readonly Tally[], of: 'asked' | 'proposed' | 'first' | 'ten') =>
  tallies.reduce((total, each) => total + each[of], 0);

function resultsOf(asked: Asked, measured: readonly Measured[], targets: Targets | undefined) {
  const which = asked === 'latin' ? 0 : 1;
  const way = asked === 'latin' ? 'from the first column' : 'from the second column';
  const results: Result[] = [];
  const add = (metric: string, value: number, target: number | undefined, atMost = false) => {
    const ok = target === undefined || (atMost ? value <= target : value >= target);
    const held = target === undefined ? null : `${atMost ? '≤' : '≥'} ${target}`;
    results.push({
      metric: `${metric}, ${way}`,
      value: round(value, 4),
      unit: 'share',
      baseline: null,
      ratio: null,
      target: held,
      ok,
    });
  };
  const single = measured.map((each) => each[asked].single);
  const full: FullTally[] = measured.map((each) => each[asked].full);
  const crowd = measured.map((each) => each[asked].crowd);
  const share = (tallies: readonly Tally[], of: 'proposed' | 'first' | 'ten') =>
    sum(tallies, of) / Math.max(1, sum(tallies, 'asked'));
  add('single: among the candidates', share(single, 'proposed'), targets && 0.94);
  add('single: among the first ten', share(single, 'ten'), targets?.ten[which]);
  add('single: first', share(single, 'first'), undefined);
  add('full: among the candidates', share(full, 'proposed'), targets && 0.98);
  add('full: among the first ten', share(full, 'ten'), targets?.fullTen[which]);
  add('full: first', share(full, 'first'), targets?.fullFirst[which]);
  add('full, in a crowd: among the candidates', share(crowd, 'proposed'), undefined);
  add('full, in a crowd: among the first ten', share(crowd, 'ten'), undefined);
  add('full, in a crowd: first', share(crowd, 'first'), undefined);
  for (const part of ['single', 'full'] as const) {
    const shown = measured.map((each) => each[asked].shown[part]);
    add(
      `${part}, as the product finds them: among the candidates`,
      share(shown, 'proposed'),
      undefined,
    );
    add(`${part}, as the product finds them: among the first ten`, share(shown, 'ten'), undefined);
    add(`${part}, as the product finds them: first`, share(shown, 'first'), undefined);
  }
  const pairs = full.flatMap((each) => each.pairs);
  const part = (count: number) => count / Math.max(1, pairs.length);
  const flagged = pairs.filter(([right]) => right >= PROBABLE).length;
  const wrong = pairs.filter(([, each]) => each >= PROBABLE).length;
  add('full: flagged as probably the same', part(flagged), targets && 0.85);
  add('full: with a false flag', part(wrong), targets && 0.02, true);
  if (process.argv.includes('--thresholds'))
    for (let least = 4; least <= 16; least += 0.5)
      console.log(
        `${way}: from ${least} nats ${round(part(pairs.filter(([right]) => right >= least).length), 3)} right, ` +
          `${round(part(pairs.filter(([, each]) => each >= least).length), 4)} with a false one`,
      );
  return results;
}

async function main() {
  const path = option('pairs');
  if (!path) throw new Error('Say which file: --pairs FILE.csv');
  const file = readPairs(path);
  const script = scriptOfPairs(file);
  const learned = learnedPairs(inCheckout('data', 'names'), script);
  const tasks = tasksOf(file, learned);
  console.log(
    `${file.length} pairs (${script}), ${tasks.length} set(s) of weights, ${QUERIES} queries each way ` +
      `among ${ENTRIES}, seed ${SEED}`,
  );
  const measured = await measureAll(tasks);
  return (['latin', 'native'] as const).flatMap((asked) =>
    resultsOf(asked, measured, TARGETS[script]),
  );
}

await bench('names', main, { measure });
