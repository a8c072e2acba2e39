// What a declaration says of a birth: as far as it is known, and of a guessed year that it is one, in the language of
// the paper.
import { expect, test } from 'vitest';
import { UI_LANGUAGES, type UiLanguage } from '#base/languages.ts';
import { words } from '#platform/words/words.ts';
import { declarationSheet } from './declaration-sheet.ts';

const bornOn = (language: UiLanguage, born: string | undefined) => {
  const said = declarationSheet({
    language,
    name: 'Aicha Baldé',
    born,
    number: 'W7YA-78QQ',
    purpose: 'school',
    until: Temporal.PlainDate.from('2027-03-09'),
    today: Temporal.PlainDate.from('2026-03-09'),
    town: 'Lisboa',
    law: 'Decreto-Lei n.º 67/2004',
    code: '270309-K7M2-XQ4P',
    check: 'https://oneroof.example/check',
  });
  return said.facts.find(({ label }) => label === words(language)('minors.sheet.born'))?.value;
};

test('a guessed year is no date of birth: the paper says that it is estimated', () => {
  expect(UI_LANGUAGES.map((language) => bornOn(language, '2012~'))).toEqual([
    'cerca de 2012 (estimativa)',
    'about 2012 (estimated)',
    'vers 2012 (estimation)',
    'близько 2012 (орієнтовно)',
    'نحو عام 2012 (تقديري)',
  ]);
});

test('what is known is said as far as it is known, and nothing of what isn’t', () => {
  expect(bornOn('en', '2012')).toBe('2012');
  expect(bornOn('en', '2012-04-02')).toBe('2 April 2012');
  expect(bornOn('en', undefined)).toBeUndefined();
});
