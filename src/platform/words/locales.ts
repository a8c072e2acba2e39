// How each language of the interface writes numbers and dates: the locale handed to Intl.
import type { UiLanguage } from '#base/languages.ts';

/**
 * Languages made from English at run time to test screens: `en-XA` has accents and 40 % more text,
 * `ar-XB` runs right to left. They are never negotiated; ask for them by name.
 */
export const PSEUDO_LANGUAGES = ['en-XA', 'ar-XB'] as const;

export type PseudoLanguage = (typeof PSEUDO_LANGUAGES)[number];

/** Whatever words() can speak. */
export type WordsLanguage = UiLanguage | PseudoLanguage;

// Portugal's Portuguese ("0 pessoas" is plural there, singular in Brazil); day before month and 24 hours
// in English; Latin digits in Arabic, so that a number on paper is the number on the board.
export const LOCALES: Readonly<Record<WordsLanguage, string>> = {
  pt: 'pt-PT',
  en: 'en-GB',
  fr: 'fr-FR',
  uk: 'uk-UA',
  ar: 'ar-u-nu-latn',
  'en-XA': 'en-GB',
  'ar-XB': 'en-GB',
};

/** Whether words() can speak this tag. */
export function isWordsLanguage(tag: string): tag is WordsLanguage {
  return Object.hasOwn(LOCALES, tag);
}
