// Tags, names and directions of languages, and which of ours a browser gets.
import { describe, expect, it } from 'vitest';
import {
  directionOf,
  LANGUAGES,
  languageOf,
  nameOfLanguage,
  negotiateUiLanguage,
  UI_LANGUAGES,
  uiLanguageFor,
} from './languages.ts';

describe('the languages of the people who come', () => {
  it('are 83, each with a tag of its own and a name in every complete language', () => {
    expect(LANGUAGES).toHaveLength(83);
    expect(new Set(LANGUAGES.map((language) => language.tag)).size).toBe(83);
    for (const language of LANGUAGES) {
      expect(language.endonym, language.tag).not.toBe('');
      for (const ui of UI_LANGUAGES) expect(language.names[ui], language.tag).toBeTruthy();
    }
  });

  it.each([
    ['pt-BR', 'pt'],
    ['UK_ua', 'uk'],
    ['npi', 'ne'],
    ['cmn-Hans-CN', 'zh'],
    ['zh-HK', 'yue'],
    ['fa-AF', 'prs'],
    ['fa', 'fa'],
    ['ro-MD', 'ro-MD'],
    ['mo', 'ro-MD'],
    ['ar-EG-u-nu-latn', 'ar'],
  ])('are found by a tag or an ISO code: %s is %s', (asked, tag) => {
    expect(languageOf(asked)?.tag).toBe(tag);
  });

  it.each(['', '-', 'xx', 'tlh', '../../etc', '\u0000', 'a'.repeat(100_000)])(
    'leave what is no language unfound: %.20j',
    (asked) => {
      expect(languageOf(asked)).toBeUndefined();
      expect(nameOfLanguage(asked, 'pt')).toBe(asked);
    },
  );

  it('have the direction of their script', () => {
    expect(['ar', 'fa', 'ur', 'prs', 'he', 'ps'].map(directionOf)).toEqual(Array(6).fill('rtl'));
    expect(['pt', 'uk', 'bn', 'zgh', 'xx'].map(directionOf)).toEqual(Array(5).fill('ltr'));
    expect(directionOf('pa-Arab')).toBe('rtl');
    expect(directionOf('uz-Latn')).toBe('ltr');
  });
});

describe('the complete language to show to a person', () => {
  it('is her own when it is complete', () => {
    for (const ui of UI_LANGUAGES) expect(uiLanguageFor(ui)).toBe(ui);
    expect(uiLanguageFor('pt-BR')).toBe('pt');
  });

  it('is otherwise one that she can probably read', () => {
    expect(uiLanguageFor('kea')).toBe('pt');
    expect(uiLanguageFor('wo')).toBe('fr');
    expect(uiLanguageFor('be')).toBe('uk');
    expect(uiLanguageFor('bn')).toBe('en');
  });

  it('is not one that only shares letters with hers', () => {
    expect(uiLanguageFor('ru')).not.toBe('uk');
    expect(uiLanguageFor('fa')).not.toBe('ar');
    expect(uiLanguageFor('ur')).not.toBe('ar');
  });

  it.each([
    ['uk-UA,uk;q=0.9,en;q=0.8', 'uk'],
    ['en;q=0.5, ar;q=0.9', 'ar'],
    ['bn, fr;q=0.4', 'fr'],
    ['wo', 'fr'],
    ['pt;q=0, en;q=0.1', 'en'],
    ['tlh', 'pt'],
    ['*', 'pt'],
    ['', 'pt'],
    [undefined, 'pt'],
    [';;;q=,,,=', 'pt'],
    [`${'x,'.repeat(50_000)}uk`, 'pt'],
  ] as const)('is taken from a browser’s wishes: %.40s gives %s', (header, expected) => {
    expect(negotiateUiLanguage(header)).toBe(expected);
  });
});
