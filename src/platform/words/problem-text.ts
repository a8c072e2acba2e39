// The sentence for a problem, by its code: from the catalogue area `problem`.
import type { Problem } from '#base/problem.ts';
import type { WordsLanguage } from './locales.ts';
import { findWords, words } from './words.ts';

/** What happened and what to do; the sentence of the problem's kind when its code has none of its own. */
export function problemText(language: WordsLanguage, problem: Problem): string {
  return (
    findWords(language, `problem.${problem.code}`, problem.params) ??
    words(language)(`problem.${problem.problem}`)
  );
}

/** What is wrong with one field, by its code. */
export function fieldText(
  language: WordsLanguage,
  code: string,
  params?: Problem['params'],
): string {
  const limit =
    code === 'too-long' ? findWords(language, 'problem.too-long-max', params) : undefined;
  return (
    limit ??
    (code === 'invalid' ? undefined : findWords(language, `problem.${code}`, params)) ??
    words(language)('problem.invalid-field')
  );
}
