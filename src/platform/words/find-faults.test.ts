// Each fault that a catalogue may have is found.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { UI_LANGUAGES, type UiLanguage } from '#base/languages.ts';
import { findFaults } from './find-faults.ts';
import { generateCatalogues, generateKeys } from './generate.ts';
import { listProblemCodes } from './problem-codes.ts';
import { type CatalogueFile, REPOSITORY, readCatalogues } from './read-catalogues.ts';

const GOOD: Record<UiLanguage, Record<string, string>> = {
  pt: { save: 'Guardar', people: '{count, plural, one {# pessoa} other {# pessoas}}' },
  en: { save: 'Save', people: '{count, plural, one {# person} other {# people}}' },
  fr: { save: 'Enregistrer', people: '{count, plural, one {# personne} other {# personnes}}' },
  uk: {
    save: 'Зберегти',
    people: '{count, plural, one {# людина} few {# людини} many {# людей} other {# людини}}',
  },
  ar: {
    save: 'حفظ',
    people:
      '{count, plural, zero {لا أحد} one {شخص} two {شخصان} few {# أشخاص} many {# شخصًا} other {# شخص}}',
  },
};

function catalogues(
  changes: Partial<Record<UiLanguage, Record<string, string>>> = {},
): CatalogueFile[] {
  return UI_LANGUAGES.map((language) => ({
    language,
    area: 'app',
    file: `data/messages/${language}/app.json`,
    entries: Object.entries({ ...GOOD[language], ...changes[language] }),
  }));
}

const faultsOf = (files: CatalogueFile[]) =>
  findFaults(files).map(({ file, key, fault }) => `${file} ${key} ${fault}`);

describe('the check of the catalogues', () => {
  it('is content with complete ones', () => {
    expect(faultsOf(catalogues())).toEqual([]);
  });

  it.each<[string, Partial<Record<UiLanguage, Record<string, string>>>, string]>([
    ['a missing key', { pt: { extra: 'Mais' } }, 'en/app.json app.extra key is missing'],
    [
      'a key of no source',
      { uk: { extra: 'Ще' } },
      'uk/app.json app.extra key is not in the source',
    ],
    [
      'a missing Arabic plural form',
      {
        ar: {
          people:
            '{count, plural, one {شخص} two {شخصان} few {# أشخاص} many {# شخصًا} other {# شخص}}',
        },
      },
      'app.people {count} lacks the plural form “zero”',
    ],
    [
      'a plural form that begins at eleven',
      {
        ar: {
          people:
            '{count, plural, zero {لا أحد} one {شخص} two {شخصان} few {# أشخاص} other {# شخص}}',
        },
      },
      'app.people {count} lacks the plural form “many”',
    ],
    [
      'a missing Ukrainian plural form',
      { uk: { people: '{count, plural, one {# людина} few {# людини} other {# людини}}' } },
      'app.people {count} lacks the plural form “many”',
    ],
    [
      'a plural form that the language lacks',
      { en: { people: '{count, plural, one {# person} few {# persons} other {# people}}' } },
      '“few” that the language lacks',
    ],
    ['a missing argument', { fr: { people: 'des personnes' } }, 'app.people {count} is missing'],
    [
      'an argument too many',
      { en: { save: 'Save {name}' } },
      '{name} is not in the source message',
    ],
    ['markup', { en: { save: '<b>Save</b>' } }, 'app.save holds markup'],
    ['an entity', { en: { save: 'Save&nbsp;it' } }, 'app.save holds markup'],
    ['a straight quote', { fr: { save: "L'enregistrer" } }, 'app.save has a straight quote'],
    ['a direction control', { ar: { save: '\u202eحفظ' } }, 'control or direction character'],
    ['broken syntax', { en: { save: 'Save {' } }, 'app.save not ICU MessageFormat'],
    ['an empty text', { en: { save: '' } }, 'app.save is empty'],
    ['space at the end', { en: { save: 'Save ' } }, 'starts or ends with white space'],
    [
      'an untranslated sentence',
      { en: { long: 'Guarde isto para mais tarde' } },
      'looks untranslated',
    ],
    ['foreign letters', { uk: { save: 'Save' } }, 'has no letter of its own script'],
    ['an unkind word', { en: { save: 'Save user' } }, 'a person is a person'],
    ['a badly named key', { pt: { 'Big Key': 'Chave' } }, 'keys are kebab-case'],
  ])('sees %s', (_, changes, expected) => {
    if (changes.en?.['long']) {
      for (const language of UI_LANGUAGES)
        changes[language] = { ...changes[language], long: changes.en['long'] };
    }
    expect(faultsOf(catalogues(changes)).join('\n')).toContain(expected);
  });

  it('sees a select with other branches', () => {
    const select = (branch: string) => `{who, select, ${branch} {nós} other {ela}}`;
    const changes = Object.fromEntries(UI_LANGUAGES.map((each) => [each, { who: select('us') }]));
    const files = catalogues({ ...changes, en: { who: select('we') } });
    expect(faultsOf(files).join('\n')).toContain(
      'en/app.json app.who {who} must be a choice (other, us)',
    );
  });

  it('sees a missing file and a key that stands twice', () => {
    expect(faultsOf(catalogues().slice(0, 4))).toEqual([
      'data/messages/ar/app.json app file is missing',
    ]);
    const doubled = catalogues().map((file) => ({
      ...file,
      entries: [...file.entries, ...file.entries],
    }));
    expect(faultsOf(doubled).join('\n')).toContain('key stands twice');
  });
});

describe('generated types', () => {
  it('take the strictest use of an argument in any language', () => {
    const text = generateKeys(
      catalogues({
        pt: { wait: '{minutes} min' },
        en: { wait: '{minutes, plural, one {#} other {#}}' },
      }),
    );
    expect(text).toContain("'app.wait': { minutes: number };");
    expect(text).toContain("'app.save': null;");
  });
});

describe('the catalogues of this repository', () => {
  const files = readCatalogues();

  it('have no fault', () => {
    expect(findFaults(files)).toEqual([]);
  });

  it('are what the generated files were made from', () => {
    const generated = (name: string) =>
      readFileSync(path.join(REPOSITORY, 'src/platform/words', name), 'utf8');
    expect(generated('keys.gen.ts') === generateKeys(files), 'run `npm run words`').toBe(true);
    expect(
      generated('catalogues.gen.ts') === generateCatalogues(files),
      'run `npm run words`',
    ).toBe(true);
  });

  it('have a sentence for every code that a rule refuses with', () => {
    const sentences =
      files.find((file) => file.file === 'data/messages/pt/problem.json')?.entries ?? [];
    const known = new Set(sentences.map(([key]) => key));
    const silent = [...listProblemCodes(REPOSITORY)].filter(([code]) => !known.has(code));
    expect(silent).toEqual([]);
  });
});
