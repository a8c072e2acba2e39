// In which languages the reception screen speaks: the mediator's and the person's. Turned round,
// hers comes first.
import { languageOf, nameOfLanguage, uiLanguageFor } from '#base/languages.ts';
import { type Words, words } from '#platform/words/words.ts';
import { isUiLanguage } from '#base/languages.ts';
import type { PageBase } from '../page.ts';

export interface TwoVoices {
  /** BCP 47 tag of the language that the person speaks. */
  readonly tag: string;
  readonly autonym: string;
  readonly direction: 'ltr' | 'rtl';
  /** The words in large: the mediator's, hers when the screen is turned. */
  readonly first: Words;
  /** The words beside them; undefined when both are the same. */
  readonly second: Words | undefined;
  /** The nearest complete language, when her own isn't one. */
  readonly hers: Words;
  readonly turned: boolean;
}

/** The voices for a language that a person speaks; undefined for one that nobody knows. */
export function twoVoices(page: PageBase, spoken: string, turned: boolean): TwoVoices | undefined {
  const language = languageOf(spoken);
  if (!language) return undefined;
  const hers = words(uiLanguageFor(language.tag));
  const first = turned ? hers : page.w;
  const second = turned ? page.w : hers;
  return {
    tag: language.tag,
    autonym: language.endonym,
    direction: language.direction,
    first,
    second: first.language === second.language ? undefined : second,
    hers,
    turned,
  };
}

/** The name of a language within the words of a screen. */
export function languageName(w: Words, tag: string): string {
  return nameOfLanguage(tag, isUiLanguage(w.language) ? w.language : 'en');
}
