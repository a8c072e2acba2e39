// Finding somebody again by name.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LEARNED } from './names/weights.ts';
import {
  askedKeys as askedKeysBy,
  nameKeys as nameKeysBy,
  soundOf,
  wordsNeeded,
} from './search-keys.ts';
import {
  type Candidate,
  mayBeSpeltOtherwise,
  rankCandidates as rankBy,
  readAsked,
} from './search-rules.ts';

const askedKeys = (text: string) => askedKeysBy(text, LEARNED);
const nameKeys = (names: readonly string[]) => nameKeysBy(names, LEARNED);
const rankCandidates = <Each extends Candidate>(typed: string, candidates: readonly Each[]) =>
  rankBy(typed, candidates, LEARNED);

const person = (personId: string, ...names: string[]): Candidate => ({ personId, names });
const OKSANA = person('1', 'Oksana Kovalenko', 'Оксана Коваленко');
const OXANA = person('2', 'Oxana Covalenco');
const JOAO = person('3', 'João Gonçalves');
const ALL = [OKSANA, OXANA, JOAO, person('4', 'Nour'), person('5', 'Yusuf Ibrahim')];

const found = (typed: string) =>
  rankCandidates(typed, ALL).map(({ candidate, fit }) => `${candidate.names[0]}: ${fit}`);

/** Whether the keys of a name answer what was typed, as the database will be asked. */
function answers(typed: string, ...names: string[]): boolean {
  const kept = nameKeys(names);
  return askedKeys(typed).every((keys) =>
    keys.some(({ key, begins }) =>
      kept.some((each) => (begins ? each.startsWith(key) : each === key)),
    ),
  );
}

describe('PEO-1: a person is found by any of her names, in any order, half typed, misspelt, or as it sounds', () => {
  test('in any order, half typed, other spellings after', () => {
    expect(found('kovalenko oks')).toEqual(['Oksana Kovalenko: begins', 'Oxana Covalenco: sounds']);
    expect(found('Oxana Covalenco')).toEqual([
      'Oxana Covalenco: exact',
      'Oksana Kovalenko: sounds',
    ]);
    expect(found('Коваленко')).toEqual(['Oksana Kovalenko: exact', 'Oxana Covalenco: script']);
  });
  test('without accents and as it sounds', () => {
    expect(found('joao goncalves')).toEqual(['João Gonçalves: exact']);
    expect(found('Youssef')).toEqual(['Yusuf Ibrahim: sounds']);
    expect(found('kovalneko')).toContain('Oksana Kovalenko: sounds');
    expect(found('kovalenbo')).toContain('Oksana Kovalenko: near');
  });
  test('a name that has nothing of a typed word is not shown', () => {
    expect(found('kovalenko maria')).toEqual([]);
    expect(found('zzz')).toEqual([]);
  });
  test('whatever the order of the words and whichever of them are left out', () => {
    const words = ['Maria', 'José', 'Nguyen', 'Kovalenko', 'Sané', 'Mohammed'];
    fc.assert(
      fc.property(fc.shuffledSubarray(words, { minLength: 2 }), fc.nat(), (name, cut) => {
        const typed = name
          .toReversed()
          .slice(0, 1 + (cut % name.length))
          .join(' ');
        expect(answers(typed, name.join(' '))).toBe(true);
        expect(rankCandidates(typed, [person('1', name.join(' '))])[0]?.fit).toBe('exact');
      }),
    );
  });
  test('with one letter left out, the first one aside', () => {
    const letter = fc.integer({ min: 1, max: 8 });
    fc.assert(
      fc.property(
        fc.constantFrom('kovalenko', 'goncalves', 'shevchenko', 'mohammed'),
        letter,
        (name, at) => {
          const typed = name.slice(0, at) + name.slice(at + 1);
          fc.pre(!/[kcg]h|sc|hc/.test(typed) && !/[sc]h|ph|th/.test(name.slice(at - 1, at + 2)));
          expect(answers(typed, name), typed).toBe(true);
          expect(rankCandidates(typed, [person('1', name)]), typed).toHaveLength(1);
        },
      ),
    );
  });
  test('keys are few and short, and whoever is shown is found by them', () => {
    expect(nameKeys(['Oksana Kovalenko', 'Оксана Коваленко']).length).toBeLessThan(40);
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (name) => {
        for (const key of nameKeys([name])) expect([...key].length).toBeLessThanOrEqual(60);
        askedKeys(name);
        if (rankCandidates(name, [person('1', name)]).length > 0 && askedKeys(name).length > 0)
          expect(answers(name, name)).toBe(true);
      }),
    );
  });
  test('less than two letters ask for nobody', () => {
    for (const typed of ['', ' ', 'a', 'ك', '· -']) expect(askedKeys(typed)).toEqual([]);
  });
  test('how a word sounds', () => {
    expect(soundOf('oxana')).toBe(soundOf('oksana'));
    expect(soundOf('covalenco')).toBe(soundOf('kovalenko'));
    expect(soundOf('mohammed')).toBe(soundOf('muhamad'));
    expect(soundOf('kovalenko')).not.toBe(soundOf('kavaleria'));
  });
});

describe('PEO-11: a name is found in another script, the likeliest first', () => {
  test.each([
    ['Oleksandra', 'Олександра'],
    ['Aleksandra', 'Олександра'],
    ['Alexandra Kovalenko', 'Коваленко Олександра'],
    ['Mohammed', 'محمد'],
    ['Mohamad', 'محمد'],
    ['Ibrahim', 'إبراهيم'],
    ['Yaakov', 'יעקב'],
    ['Marina', 'Марина'],
    ['Serhii', 'Сергій'],
    ['Iryna', 'Ірина'],
  ])('%s and %s find each other', (latin, native) => {
    for (const [typed, kept] of [
      [latin, native],
      [native, latin],
    ] as const) {
      expect(answers(typed, kept), `${typed} asks for ${kept}`).toBe(true);
      expect(rankCandidates(typed, [person('1', kept)]), typed).toMatchObject([
        { fit: expect.stringMatching(/script|sounds/) },
      ]);
    }
  });
  test('a word that no key tells is looked for beside one that they do, when nobody is written as typed', () => {
    expect(answers('Kojonkoski', 'Койонкоски')).toBe(false);
    expect(rankCandidates('Mika Kojonkoski', [person('1', 'Мика Койонкоски')])).toMatchObject([
      { fit: 'script' },
    ]);
    expect(mayBeSpeltOtherwise(2, [])).toBe(true);
    expect(mayBeSpeltOtherwise(2, [{ fit: 'sounds' }, { fit: 'near' }])).toBe(true);
    for (const fit of ['exact', 'begins', 'script'] as const)
      expect(mayBeSpeltOtherwise(2, [{ fit: 'near' }, { fit }])).toBe(false);
    // One word that no key tells is all there is, and of three one may be missing anyway.
    for (const words of [1, 3]) expect(mayBeSpeltOtherwise(words, [])).toBe(false);
  });
  test('whoever is likeliest comes first', () => {
    const people = [person('1', 'Марія'), person('2', 'Маріанна'), person('3', 'Марина')];
    expect(rankCandidates('Maryna', people)[0]?.candidate.personId).toBe('3');
    expect(rankCandidates('Marina', people)[0]).toMatchObject({ fit: 'script' });
  });
  test('another name is not shown', () => {
    for (const [typed, kept] of [
      ['Angela', 'محمد'],
      ['Singh', 'Коваленко'],
      ['Олена', 'Mohammed'],
    ] as const)
      expect(rankCandidates(typed, [person('1', kept)])).toEqual([]);
  });
});

describe('PEO-14: of three words or more that were typed, one may be missing', () => {
  test('a middle name or a second surname more is no hindrance, and comes after who has all of them', () => {
    const people = [
      person('1', 'Ana Silva'),
      person('2', 'Ana Maria Silva'),
      person('3', 'Ana Costa'),
    ];
    expect(
      rankCandidates('Ana Maria Silva', people).map(({ candidate, fit }) => [
        candidate.personId,
        fit,
      ]),
    ).toEqual([
      ['2', 'exact'],
      ['1', 'near'],
    ]);
  });
  test('of two words both are needed', () => {
    expect([1, 2, 3, 4].map(wordsNeeded)).toEqual([1, 2, 2, 3]);
    expect(rankCandidates('Ana Maria', [person('1', 'Ana Silva')])).toEqual([]);
  });
  test('a Chinese name is found with its given name apart or together', () => {
    for (const typed of ['Wang Xiaoming', 'xiaoming wang', 'Xiao Ming Wang', '王小明', '小明'])
      expect(rankCandidates(typed, [person('1', '王小明')]), typed).toHaveLength(1);
  });
});

describe('PEO-12: a year typed beside a name is a year of birth', () => {
  test('whoever was born in it comes first, nobody is left out', () => {
    const people = [
      { ...person('1', 'Ana Silva'), born: '1990' },
      { ...person('2', 'Anna Silva'), born: '1987-05~' },
      { ...person('3', 'Ana Silva'), born: null },
    ];
    expect(
      rankCandidates('Ana Silva 1987', people).map(({ candidate, sameYear }) => [
        candidate.personId,
        sameYear,
      ]),
    ).toEqual([
      ['2', true],
      ['1', false],
      ['3', false],
    ]);
  });
  test('a number alone, and a number that is no year, stay what they are', () => {
    expect(readAsked('1987')).toEqual({ name: '1987', year: undefined });
    expect(readAsked('Ana 19871')).toEqual({ name: 'Ana 19871', year: undefined });
    expect(readAsked('1987 Ana')).toEqual({ name: 'Ana', year: '1987' });
  });
});
