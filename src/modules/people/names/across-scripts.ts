// One name in two scripts, with the weights of this installation. Every other file here is given its weights.
import { type LearnedScript, lettersOf, LEARNED_SCRIPTS, scriptOf } from './letters.ts';
import { likeness } from './script-model.ts';
import { weightsOf } from './weights.ts';

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

/**
 * The likeliest spellings of a word in Latin letters, best first, of several readings in turn; none for a
 * script that wasn't learned.
 */
export function latinSpellings(word: string, count: number): string[] {
  const script = learnedScriptOf(word);
  if (!script) return [];
  const { toLatin } = weightsOf(script);
  const lists = readingsOf(script, word).map((reading) => toLatin.best(reading, count));
  return Array.from({ length: count }, (_, at) => lists.flatMap((list) => list[at]?.text ?? []))
    .flat()
    .slice(0, count);
}

/**
 * How alike two words are, in nats, one of them in Latin letters and the other in a script that was
 * learned; undefined for any other two.
 */
export function likenessAcross(one: string, other: string): number | undefined {
  const [latin, native] = scriptOf(one) === 'latin' ? [one, other] : [other, one];
  const script = learnedScriptOf(native);
  if (!script || scriptOf(latin) !== 'latin') return undefined;
  const model = weightsOf(script);
  const letters = lettersOf(latin);
  return Math.max(
    ...readingsOf(script, native).map((reading) => likeness(model, letters, reading)),
  );
}
