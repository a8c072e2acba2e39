// One name in two scripts, whichever scripts were learned. Pure: the weights are given.
import { LEARNED_SCRIPTS, type LearnedScript, lettersOf, scriptOf } from './letters.ts';
import { likeness, type ScriptModel } from './script-model.ts';

/** What a search asks about two scripts. */
export interface Scripts {
  /**
   * The likeliest spellings of a word in Latin letters, best first, of several readings in turn; none for
   * a script that wasn't learned.
   */
  spellings(word: string, count: number): string[];
  /**
   * How alike two words are, in nats, one of them in Latin letters and the other in a script that was
   * learned; undefined for any other two.
   */
  likeness(one: string, other: string): number | undefined;
}

/** Answers by these weights. */
export function acrossScripts(weightsOf: (script: LearnedScript) => ScriptModel): Scripts {
  return {
    spellings(word, count) {
      const script = learnedScriptOf(word);
      if (!script) return [];
      const { toLatin } = weightsOf(script);
      const lists = readingsOf(script, word).map((reading) => toLatin.best(reading, count));
      return Array.from({ length: count }, (_, at) => lists.flatMap((list) => list[at]?.text ?? []))
        .flat()
        .slice(0, count);
    },
    likeness(one, other) {
      const [latin, native] = scriptOf(one) === 'latin' ? [one, other] : [other, one];
      const script = learnedScriptOf(native);
      if (!script || scriptOf(latin) !== 'latin') return undefined;
      const model = weightsOf(script);
      const letters = lettersOf(latin);
      return Math.max(
        ...readingsOf(script, native).map((reading) => likeness(model, letters, reading)),
      );
    },
  };
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
