// Short runs of letters by which names that may be alike are found: pairs and triples, ends included, of a
// word itself and of what it is likely to be in another script. Pure.
import type { Spelling } from '#modules/people/names/letter-model.ts';

/** A run of letters → how surely the word has it, above 0 and up to 1. */
export type Grams = Map<string, number>;

/** The pairs and triples of letters in a word, each once; its edges count as letters (`^`, `$`). */
export function gramsOf(word: string): string[] {
  const letters = ['^', ...word, '$'];
  const grams = new Set<string>();
  for (let at = 0; at + 1 < letters.length; at++) {
    const pair = `${letters[at]}${letters[at + 1]}`;
    grams.add(pair);
    if (at + 2 < letters.length) grams.add(`${pair}${letters[at + 2]}`);
  }
  return [...grams];
}

/**
 * How fast a spelling that is less likely than the best one loses weight. Well below 1, since the models
 * are surer of themselves than they are right.
 */
const TRUST = 0.3;

/** The runs of all spellings that a word may have, each as sure as the likeliest that has it. */
export function gramsOfSpellings(spellings: readonly Spelling[]): Grams {
  const grams: Grams = new Map();
  const best = spellings[0]?.log ?? 0;
  for (const { text, log } of spellings) {
    const weight = Math.exp((log - best) * TRUST);
    for (const gram of gramsOf(text)) grams.set(gram, Math.max(grams.get(gram) ?? 0, weight));
  }
  return grams;
}
