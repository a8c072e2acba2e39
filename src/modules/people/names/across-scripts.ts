// One name in two scripts, whichever scripts were learned. Pure: the weights are given.
import { fromHan } from './han.ts';
import { fromIndic } from './indic.ts';
import { LEARNED_SCRIPTS, type LearnedScript, lettersOf, scriptOf } from './letters.ts';
import { likeness, type ScriptModel } from './script-model.ts';

/** What a search asks about two scripts. */
export interface Scripts {
  /**
   * The likeliest spellings of a word in Latin letters, best first, of several readings in turn: learned, or
   * by a table of letters; none for a script that isn't known.
   */
  spellings(word: string, count: number): string[];
  /**
   * How alike two words are, in nats, one of them in Latin letters and the other in a script that was
   * learned; undefined for any other two.
   */
  likeness(one: string, other: string): number | undefined;
  /** Whether `likeness` answers for two words; it costs next to nothing. */
  compares(one: string, other: string): boolean;
}

/** Words whose spellings are remembered: those of one search are asked for again and again. */
const REMEMBERED = 20_000;

/** Answers by these weights. */
export function acrossScripts(weightsOf: (script: LearnedScript) => ScriptModel): Scripts {
  const remembered = new Map<string, string[]>();
  const scripts: Scripts = {
    spellings(word, count) {
      const key = `${count} ${word}`;
      const known = remembered.get(key);
      if (known) return known;
      if (remembered.size >= REMEMBERED) remembered.clear();
      const found = think(word, count);
      remembered.set(key, found);
      return found;
    },
    compares: (one, other) => sidesOf(one, other) !== undefined,
    likeness(one, other) {
      const sides = sidesOf(one, other);
      if (!sides) return undefined;
      const { latin, native, script } = sides;
      const model = weightsOf(script);
      const latins = withoutSisters(native, lettersOf(latin));
      return Math.max(
        ...readingsOf(script, native).flatMap((reading) =>
          latins.map((letters) => likeness(model, letters, reading)),
        ),
      );
    },
  };
  function think(word: string, count: number): string[] {
    const script = learnedScriptOf(word);
    if (!script) return byTable(word).slice(0, count);
    const { toLatin } = weightsOf(script);
    const lists = readingsOf(script, word).map((reading) => toLatin.best(reading, count));
    return Array.from({ length: count }, (_, at) => lists.flatMap((list) => list[at]?.text ?? []))
      .flat()
      .slice(0, count)
      .map((text) => withSisters(word, text));
  }
  return scripts;
}

/** Which of two words is in Latin letters and which in a script that was learned. */
function sidesOf(one: string, other: string) {
  const [latin, native] = scriptOf(one) === 'latin' ? [one, other] : [other, one];
  const script = learnedScriptOf(native);
  return script && scriptOf(latin) === 'latin' ? { latin, native, script } : undefined;
}

function learnedScriptOf(word: string): LearnedScript | undefined {
  return LEARNED_SCRIPTS.find((script) => script === scriptOf(word));
}

/** Ways to read a word: the Ukrainian letter г is an h, the Russian one a g, and nothing tells which it is. */
function readingsOf(script: LearnedScript, word: string): string[] {
  const letters = lettersOf(word);
  return script === 'cyrillic' && letters.includes('г')
    ? [letters, letters.replaceAll('г', 'х')]
    : [letters];
}

/** Letters of Persian and Urdu: how they are written in Latin, and how the letter that stands for them is. */
const SISTERS: readonly (readonly [letter: string, own: string, nearest: string])[] = [
  ['پ', 'p', 'b'],
  ['چ', 'ch', 'sh'],
  ['ژ', 'zh', 'j'],
  ['گ', 'g', 'gh'],
];

/** A spelling that was thought of for the nearest letters, with the ones that are meant. */
function withSisters(word: string, spelling: string): string {
  return SISTERS.filter(([letter]) => word.includes(letter)).reduce(
    (text, [, own, nearest]) => text.replaceAll(nearest, own),
    spelling,
  );
}

/** A Latin word as the nearest letters would have it; with v as w, too, which is one letter in Arabic. */
function withoutSisters(native: string, latin: string): string[] {
  const nearest = SISTERS.filter(([letter]) => native.includes(letter)).reduce(
    (text, [, own, near]) => text.replaceAll(own, near),
    latin,
  );
  return native.includes('و') && nearest.includes('v')
    ? [nearest, nearest.replaceAll('v', 'w')]
    : [nearest];
}

function byTable(word: string): string[] {
  const indic = fromIndic(word);
  return indic === undefined ? fromHan(word) : [indic];
}
