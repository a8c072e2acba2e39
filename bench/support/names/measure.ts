// What one set of weights finds: single words and full names, hidden among many others.
import { fitNames } from '#modules/people/names/full-names.ts';
import type { Pair } from '#modules/people/names/letter-training.ts';
import { lettersOf } from '#modules/people/names/letters.ts';
import { type ScriptModel, trainScript } from '#modules/people/names/script-model.ts';
import { SpellingModel } from '#modules/people/names/spelling-model.ts';
import { highest } from './gram-index.ts';
import type { NamePair } from './pairs.ts';
import { chance, type Chance } from './chance.ts';
import { type Asked, PROPOSED, Side } from './sides.ts';

/** What to measure; plain JSON, since it goes to a process of its own. */
export interface Task {
  /** Pairs that the weights may see, and those that are asked for. */
  readonly learned: readonly Pair[];
  readonly asked: readonly NamePair[];
  /** The whole file: what is hidden comes from here first. */
  readonly file: readonly NamePair[];
  readonly queries: number;
  readonly entries: number;
  readonly seed: number;
}

/** How often what was hidden stood among the candidates, first, and among the first ten. */
export interface Tally {
  asked: number;
  proposed: number;
  first: number;
  ten: number;
}

export interface FullTally extends Tally {
  /** Each pair's likeness by its weaker word, and the same of the likeliest wrong one. */
  readonly pairs: (readonly [right: number, wrong: number])[];
}

export type Measured = Readonly<
  Record<Asked, { readonly single: Tally; readonly full: FullTally }>
>;

/** Entries that are the same word are one only up to here: of more, nobody could be told. */
const MOST_TIES = 10;
const SHORTEST = 2;

const tally = (): Tally => ({ asked: 0, proposed: 0, first: 0, ten: 0 });

export async function measure(task: Task): Promise<Measured> {
  const model = trainScript(task.learned);
  return { latin: measureSide(model, 'latin', task), native: measureSide(model, 'native', task) };
}

const columns = (asked: Asked) => (asked === 'latin' ? ([0, 1] as const) : ([1, 0] as const));

function measureSide(model: ScriptModel, asked: Asked, task: Task) {
  return {
    single: measureSingle(model, asked, task, chance(task.seed)),
    full: measureFull(model, asked, task, chance(task.seed + 1)),
  };
}

function measureSingle(model: ScriptModel, asked: Asked, task: Task, random: Chance): Tally {
  const [shown, hidden] = columns(asked);
  const real = task.file.map(({ written }) => written[hidden]);
  const spelling = SpellingModel.train(real);
  const times = new Map<string, number>();
  const add = (word: string) => times.set(word, (times.get(word) ?? 0) + 1);
  for (const word of real) add(word);
  for (let made = real.length; made <= task.entries; ) {
    const word = spelling.invent(random);
    if ([...word].length < SHORTEST) continue;
    add(word);
    made += 1;
  }
  const words = [...times.keys()];
  const side = new Side(model, asked, words.map(lettersOf));
  const result = tally();
  for (const { written, letters } of random.some(task.asked, task.queries)) {
    if ((times.get(written[hidden]) ?? 0) > MOST_TIES) continue;
    const { proposed, found } = side.search(letters[shown]);
    const place = words.indexOf(written[hidden]);
    let before = 0;
    const isFound = found.some(({ word }) => {
      if (word === place) return true;
      before += times.get(words[word] as string) ?? 1;
      return false;
    });
    result.asked += 1;
    if (proposed.includes(place)) result.proposed += 1;
    if (isFound && before < 1) result.first += 1;
    if (isFound && before < 10) result.ten += 1;
  }
  return result;
}

function measureFull(model: ScriptModel, asked: Asked, task: Task, random: Chance): FullTally {
  const [shown, hidden] = columns(asked);
  const words = [...new Set(task.file.map(({ written }) => written[hidden]))];
  const places = new Map(words.map((word, place) => [word, place]));
  const letters = words.map(lettersOf);
  const side = new Side(model, asked, letters);
  const names: (readonly [given: number, family: number])[] = Array.from(
    { length: task.entries },
    () => [random.below(words.length), random.below(words.length)],
  );
  const result: FullTally = { ...tally(), pairs: [] };
  for (let query = 0; query < task.queries; query++) {
    const [given, family] = random.some(task.asked, 2);
    if (!given || !family) break;
    const right = [given, family].map(({ written }) => places.get(written[hidden]) ?? 0);
    const typed = [given.letters[shown], family.letters[shown]];
    if (query % 5 === 0) typed.reverse();
    const all = [...names, right as [number, number]];
    const [one = new Float32Array(), two = new Float32Array()] = typed.map((word) =>
      side.scores(word),
    );
    const [first, second] = [worth(one), worth(two)];
    const proposed = highest(
      Float32Array.from(all, ([a, b]) => Math.max(first(a) + second(b), first(b) + second(a))),
      PROPOSED,
    );
    const known = new Map<string, number>();
    const likeness = (word: string, other: string) => {
      const key = `${word} ${other}`;
      let found = known.get(key);
      if (found === undefined) known.set(key, (found = side.likeness(word, other)));
      return found;
    };
    const isRight = (place: number) => all[place]?.every((word, which) => word === right[which]);
    const ranked = proposed
      .map((place) => ({
        place,
        fit: fitNames(
          typed,
          (all[place] ?? []).map((word) => letters[word] as string),
          likeness,
        ),
      }))
      .sort((a, b) => (b.fit?.score ?? 0) - (a.fit?.score ?? 0) || a.place - b.place);
    const rank = ranked.findIndex(({ place }) => isRight(place));
    result.asked += 1;
    if (rank >= 0) result.proposed += 1;
    if (rank === 0) result.first += 1;
    if (rank >= 0 && rank < 10) result.ten += 1;
    const truth = rank < 0 ? Number.NEGATIVE_INFINITY : (ranked[rank]?.fit?.weakest ?? 0);
    // The same words in another order are the same name: to flag them is right.
    const isSame = (place: number) => right.every((word) => all[place]?.includes(word));
    const wrong = ranked.filter(({ place }) => !isSame(place)).map(({ fit }) => fit?.weakest ?? 0);
    result.pairs.push([truth, Math.max(...wrong)]);
  }
  return result;
}

/**
 * What a word is worth to a name, as a share of what the best word has, squared: one word that fits well and
 * one that hardly does come before two that fit half. With the bare sum half of the names with one odd word
 * were never looked at.
 */
function worth(scores: Float32Array): (place: number) => number {
  const best = scores.reduce((most, each) => Math.max(most, each), 0) || 1;
  return (place) => ((scores[place] as number) / best) ** 2;
}
