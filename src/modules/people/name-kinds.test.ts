// Nicknames, names from before and the parts of a name: how they are read and which of them find her.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { namesIn, namesOf, readFormerNames, readNicknames } from './name-kinds.ts';

describe('PEO-32: nicknames are typed one beside the other', () => {
  test.each([
    ['Bia', 'Bia'],
    ['Bia, Tita', 'Bia; Tita'],
    [' Bia ;Tita;\nBia ', 'Bia; Tita'],
    ['أم يوسف، سوسو', 'أم يوسف; سوسو'],
  ])('%j', (typed, kept) => expect(readNicknames(typed)).toBe(kept));
  test('none, or more than anybody has', () => {
    expect(readNicknames(' ; ,')).toBeUndefined();
    expect(readNicknames([...'abcdefghi'].join(','))).toBeUndefined();
  });
});

describe('PEO-33: names that somebody had before have a date where she says it', () => {
  test.each([
    ['Bondar', 'Bondar'],
    ['Olena Bondar (2015)', 'Olena Bondar (2015)'],
    [
      'Olena Bondar ( 5/2015 ); Petrenko (12.5.2009)',
      'Olena Bondar (2015-05); Petrenko (2009-05-12)',
    ],
    ['Silva, Ana (2015~)', 'Silva, Ana (2015~)'],
  ])('%j', (typed, kept) => expect(readFormerNames(typed)).toBe(kept));
  test.each(['Bondar (before she married)', '(2015)', 'Bondar (31/2/2015)', 'a (1999) b', ''])(
    '%j is not read, and nothing is made up',
    (typed) => expect(readFormerNames(typed)).toBeUndefined(),
  );
  test('what is kept reads as itself', () => {
    const name = fc.stringMatching(/^[A-Za-zא-ת]{1,12}( [A-Za-z]{1,12})?$/);
    const one = fc.tuple(name, fc.option(fc.integer({ min: 1900, max: 2100 })));
    fc.assert(
      fc.property(fc.uniqueArray(one, { minLength: 1, maxLength: 6 }), (names) => {
        const kept = readFormerNames(
          names.map(([text, year]) => (year === null ? text : `${text} (${year})`)).join(';'),
        );
        if (kept === undefined) return;
        expect(readFormerNames(kept)).toBe(kept);
        expect(new Set(namesIn(kept))).toEqual(new Set(names.map(([text]) => text)));
      }),
    );
  });
});

test('PEO-34: every name of hers finds her', () => {
  expect(
    namesOf({
      name: 'Lena',
      fullName: 'Olena Kovalenko',
      originalName: null,
      nicknames: 'Lenochka; Olia',
      formerNames: 'Olena Bondar (2015)',
      surnames: 'Kovalenko',
      patronymic: 'Petrivna',
    }),
  ).toEqual([
    'Lena',
    'Olena Kovalenko',
    'Lenochka',
    'Olia',
    'Olena Bondar',
    'Kovalenko',
    'Petrivna',
  ]);
});
