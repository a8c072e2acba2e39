// The languages of the people who come, and the languages in which Oneroof itself is written.
//
// Two sets, never to be mixed up: 83 languages that a person may speak (data/languages.json), and the
// few complete ones that a screen or a slip can be shown in (UI_LANGUAGES). uiLanguageFor() leads from
// the first to the second.
import list from '../../data/languages.json' with { type: 'json' };

/** Languages with a complete catalogue. The first is the source, which the others are translated from. */
export const UI_LANGUAGES = ['pt', 'en', 'fr', 'uk', 'ar'] as const;

export type UiLanguage = (typeof UI_LANGUAGES)[number];

export type Direction = 'ltr' | 'rtl';

export interface Language {
  /** BCP 47 tag, the id of a language everywhere in Oneroof: 'uk', 'kea', 'ro-MD'. */
  readonly tag: string;
  readonly iso639_3: string;
  /** The name in the language itself, with the capital of a heading: 'Українська'. */
  readonly endonym: string;
  readonly direction: Direction;
  /** The name in each complete language, as it stands inside a sentence: 'ucraniano'. */
  readonly names: Readonly<Record<UiLanguage, string>>;
}

/** All languages that a person may be recorded with, the most asked for first. */
export const LANGUAGES: readonly Language[] = list as Language[];

const byTag = new Map(LANGUAGES.map((language) => [language.tag.toLowerCase(), language]));
const byIso = new Map(LANGUAGES.map((language) => [language.iso639_3, language]));

// Tags that browsers and old records send for a language that stands in the list under another one:
// Chinese by its ISO code, Dari as CLDR canonicalises it, Moldavian and the old Hebrew and Indonesian
// codes, Tagalog under its standard, Cantonese and Kurdish as sub-tags of their macrolanguage.
const OTHER_TAGS = new Map([
  ['cmn', 'zh'],
  ['zh-yue', 'yue'],
  ['zh-hk', 'yue'],
  ['fa-af', 'prs'],
  ['mo', 'ro-MD'],
  ['iw', 'he'],
  ['in', 'id'],
  ['tl', 'fil'],
  ['ckb', 'ku'],
  ['ber', 'zgh'],
  ['tzm', 'zgh'],
]);

/**
 * The language for a BCP 47 tag or ISO 639-3 code, in any case, by RFC 4647 lookup: sub-tags are cut
 * from the end until something is found, so 'pt-BR' is Portuguese and 'uk-Cyrl-UA' Ukrainian.
 */
export function languageOf(tag: string): Language | undefined {
  const parts = tag.trim().toLowerCase().slice(0, 64).split(/[-_]/);
  while (parts.length > 0) {
    const rest = parts.join('-');
    const found = byTag.get((OTHER_TAGS.get(rest) ?? rest).toLowerCase()) ?? byIso.get(rest);
    if (found !== undefined) return found;
    parts.pop();
  }
  return undefined;
}

export function isUiLanguage(tag: string): tag is UiLanguage {
  return (UI_LANGUAGES as readonly string[]).includes(tag);
}

/** The name of a language within a sentence of `uiLanguage`; the tag itself when it isn't known. */
export function nameOfLanguage(tag: string, uiLanguage: UiLanguage): string {
  return languageOf(tag)?.names[uiLanguage] ?? tag;
}

/** Writing direction of a language: known ones by the list, others by their script; 'ltr' in doubt. */
export function directionOf(tag: string): Direction {
  if (tag === 'ar-XB') return 'rtl';
  const known = languageOf(tag)?.direction;
  if (/-(Arab|Hebr|Thaa|Syrc)\b/i.test(tag)) return 'rtl';
  if (/-(Latn|Cyrl)\b/i.test(tag)) return 'ltr';
  return known ?? 'ltr';
}

// Which complete language to show to a person whose own isn't complete yet. The question is only "what
// can this person most probably read", never what is related on a map, so:
// - Portuguese for the creoles and languages of countries that teach in Portuguese, for Portuguese Sign
//   Language, and for Spanish, whose readers follow written Portuguese;
// - French where school is in French;
// - Ukrainian for Belarusian (the nearest in print), but not for Russian: a Russian speaker may not read
//   it, and a language is not to be imposed because the letters look alike;
// - Arabic for Moroccan Tamazight, whose speakers learn to read in Arabic; not for Persian, Dari, Pashto,
//   Urdu or Kurdish, which share letters with it and no words;
// - English for all others.
// The mediator sees the choice at reception and can change it in one step.
const FALLBACKS: Readonly<Record<UiLanguage, string>> = {
  pt: 'kea pov cri tet kmb umb kg mnk ff psr es',
  fr: 'wo bm dyu snk ln kab',
  uk: 'be',
  ar: 'zgh',
  en: '',
};

const fallbackOf = new Map<string, UiLanguage>(
  UI_LANGUAGES.flatMap((ui) =>
    FALLBACKS[ui]
      .split(' ')
      .filter((tag) => tag !== '')
      .map((tag) => [tag, ui] as const),
  ),
);

/** The complete language to show to a person who speaks `tag`; the reasons stand above FALLBACKS. */
export function uiLanguageFor(tag: string): UiLanguage {
  const language = languageOf(tag);
  if (language === undefined) return 'en';
  const base = language.tag.split('-', 1)[0] ?? language.tag;
  if (isUiLanguage(base)) return base;
  return fallbackOf.get(language.tag) ?? 'en';
}

/**
 * The complete language for a browser's Accept-Language header: the first of its wishes, by weight, that
 * is complete; else the fallback of its first known wish; else `otherwise`. Never throws.
 */
export function negotiateUiLanguage(
  header: string | undefined,
  otherwise: UiLanguage = 'pt',
): UiLanguage {
  const wishes = parseAcceptLanguage(header ?? '');
  for (const tag of wishes) {
    const base = tag.split('-', 1)[0] ?? '';
    if (isUiLanguage(base)) return base;
  }
  const known = wishes.find((tag) => languageOf(tag) !== undefined);
  return known === undefined ? otherwise : uiLanguageFor(known);
}

/** Tags of an Accept-Language header, best first; what is malformed or refused (q=0) is left out. */
function parseAcceptLanguage(header: string): string[] {
  return header
    .slice(0, 1000)
    .split(',')
    .flatMap((part) => {
      const match =
        /^\s*([a-z]{2,8}(?:-[a-z0-9]{1,8})*)\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*)?$/i.exec(
          part,
        );
      const weight = match?.[2] === undefined ? 1 : Number(match[2]);
      return match?.[1] === undefined || weight === 0
        ? []
        : [{ tag: match[1].toLowerCase(), weight }];
    })
    .sort((a, b) => b.weight - a.weight)
    .map((wish) => wish.tag);
}
