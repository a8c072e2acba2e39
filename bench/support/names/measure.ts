// What one set of weights finds: single words and full names, hidden among many others.
import { acrossScripts } from '#modules/people/names/across-scripts.ts';
import { fitNames } from '#modules/people/names/full-names.ts';
import type { Pair } from '#modules/people/names/letter-training.ts';
import { lettersOf } from '#modules/people/names/letters.ts';
import { type ScriptModel, trainScript } from '#modules/people/names/script-model.ts';
import { SpellingModel } from '#modules/people/names/spelling-model.ts';
import { highest } from './gram-index.ts';
import { KeyIndex } from './key-index.ts';
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

/** Full names among others made of the words of the file alone, and of all the words that single ones hide among. */
export interface Tallies {
  readonly single: Tally;
  readonly full: FullTally;
  readonly crowd: FullTally;
  /** The same as the product finds them: by the keys that it keeps, in the order that it shows. */
  readonly shown: { readonly single: Tally; readonly full: Tally };
}

export type Measured = Readonly<Record<Asked, Tallies>>;

/** Entries that are the same word are one only up to here: of more, nobody could be told. */
const MOST_TIES = 10;
const SHORTEST = 2;

const tally = (): Tally => ({ asked: 0, proposed: 0, first: 0, ten: 0 });

export async function measure(task: Task): Promise<Measured> {
  const model = trainScript(task.learned);
  return { latin: measureSide(model, 'latin', task), native: measureSide(model, 'native', task) };
}

const columns = (asked: Asked) => (asked === 'latin' ? ([0, 1] as const) : ([1, 0] as const));

/** What is hidden: different words, how often each is an entry, and a side to search them from. */
interface Hidden {
  readonly words: readonly string[];
  readonly times: ReadonlyMap<string, number>;
  readonly side: Side;
}

function hiding(model: ScriptModel, asked: Asked, entries: readonly string[]): Hidden {
  const times = new Map<string, number>();
  for (const word of entries) times.set(word, (times.get(word) ?? 0) + 1);
  const words = [...times.keys()];
  return { words, times, side: new Side(model, asked, words.map(lettersOf)) };
}

function measureSide(model: ScriptModel, asked: Asked, task: Task): Tallies {
  const [, hidden] = columns(asked);
  const real = task.file.map(({ written }) => written[hidden]);
  const random = chance(task.seed);
  const entries = [...real, ...invented(real, task.entries, random)];
  const crowd = hiding(model, asked, entries);
  const single = measureSingle(crowd, asked, task, random);
  const own = hiding(model, asked, real);
  return {
    single,
    full: measureFull(own, own.words, asked, task, chance(task.seed + 1)),
    crowd: measureFull(crowd, entries, asked, task, chance(task.seed + 2)),
    shown: measureShown(model, entries, own.words, asked, task, chance(task.seed + 3)),
  };
}

/** @param entries single words that are hidden; `words`: what full names are made of */
function measureShown(
  model: ScriptModel,
  entries: readonly string[],
  words: readonly string[],
  asked: Asked,
  task: Task,
  random: Chance,
) {
  const [shown, hidden] = columns(asked);
  const scripts = acrossScripts(() => model);
  const any = () => words[random.below(words.length)] as string;
  const names = Array.from({ length: task.entries }, () => `${any()} ${any()}`);
  const fulls = Array.from({ length: task.queries }, (_, query) => {
    const [given, family] = random.some(task.asked, 2).map(({ written }) => written);
    const typed = [given?.[shown], family?.[shown]];
    if (query % 5 === 0) typed.reverse();
    return [typed.join(' '), `${given?.[hidden]} ${family?.[hidden]}`] as const;
  });
  const singles = random
    .some(task.asked, task.queries)
    .map(({ written }) => [written[shown], written[hidden]] as const);
  return {
    single: tallyShown(new KeyIndex(scripts, entries), singles),
    full: tallyShown(new KeyIndex(scripts, [...names, ...fulls.map(([, right]) => right)]), fulls),
  };
}

function tallyShown(
  index: KeyIndex,
  queries: readonly (readonly [typed: string, right: string])[],
): Tally {
  const result = tally();
  for (const [typed, right] of queries) {
    const { proposed, ten } = index.search(typed);
    result.asked += 1;
    if (proposed.includes(right)) result.proposed += 1;
    if (ten[0] === right) result.first += 1;
    if (ten.includes(right)) result.ten += 1;
  }
  return result;
}

/** Words as the column might have, until with its own they are one more than `entries`. */
function invented(real: readonly string[], entries: number, random: Chance): string[] {
  const spelling = SpellingModel.train(real);
  const made: string[] = [];
  while (real.length + made.length <= entries) {
    const word = spelling.invent(random);
    if ([...word].length >= SHORTEST) made.push(word);
  }
  return made;
}

function measureSingle(
  { words, times, side }: Hidden,
  asked: Asked,
  task: Task,
  random: Chance,
): Tally {
  const [shown, hidden] = columns(asked);
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

/** @param entries what the words of all other names are drawn from */
function measureFull(
  { words, side }: Hidden,
  entries: readonly string[],
  asked: Asked,
  task: Task,
  random: Chance,
): FullTally {
  const [shown, hidden] = columns(asked);
  const places = new Map(words.map((word, place) => [word, place]));
  const letters = words.map(lettersOf);
  const any = () => places.get(entries[random.below(entries.length)] as string) as number;
  const names: (readonly [given: number, family: number])[] = Array.from(
    { length: task.entries },
    () => [any(), any()],
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
