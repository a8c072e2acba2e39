// What speaks for one person and what against, by examples and for all pairs.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Compared, type ComparedPair, WEIGHTS, weighLikeness } from './likeness-rules.ts';
import { LEARNED } from './names/weights.ts';

const NOBODY: Compared = {
  names: [],
  born: null,
  nationality: null,
  phones: [],
  emails: [],
  papers: [],
  relatives: [],
  firstDay: null,
  lastDay: null,
};
const weigh = (
  one: Partial<Compared>,
  other: Partial<Compared>,
  more: Partial<ComparedPair> = {},
) =>
  weighLikeness(
    {
      one: { ...NOBODY, ...one },
      other: { ...NOBODY, ...other },
      cameTogether: false,
      hereAtOnce: false,
      ...more,
    },
    LEARNED,
  );
const oksana = { names: ['Oksana Kovalenko'], born: '1987-05-12', nationality: 'UA' };

describe('PEO-24: a human is asked where something beyond the name speaks for it', () => {
  test('the same name and birth, in another script', () => {
    expect(weigh(oksana, { ...oksana, names: ['Оксана Коваленко'] })).toMatchObject({
      evidence: ['born-day', 'name-alike', 'nationality'],
      probable: true,
    });
  });
  test('namesakes of one nation are not asked about', () => {
    const namesake = { names: ['Mohammed Hossain'], nationality: 'BD' };
    expect(weigh(namesake, namesake)).toMatchObject({ weight: 3, probable: false });
  });
  test('twins are two: another name, one birthday; and so are two who came together', () => {
    const twins = [
      { names: ['Hassan Diallo'], born: '2001-03-04', nationality: 'GN' },
      { names: ['Hussein Diallo'], born: '2001-03-04', nationality: 'GN' },
    ] as const;
    expect(weigh(...twins, { cameTogether: true }).probable).toBe(false);
    expect(weigh(oksana, oksana, { cameTogether: true }).probable).toBe(false);
    expect(weigh(oksana, oksana, { hereAtOnce: true }).probable).toBe(false);
  });
  test('a phone that a family shares makes nobody one', () => {
    const phones = ['910000000'];
    expect(weigh({ names: ['Ana'], phones }, { names: ['Rui'], phones }).probable).toBe(false);
  });
  test('the first of January is a year', () => {
    const january = { ...oksana, born: '1987-01-01' };
    expect(weigh(january, january).evidence).toContain('born-year');
    expect(weigh(january, oksana).evidence).toContain('born-year');
  });
  test('a file that begins where the other one ended says a little', () => {
    const before = { ...oksana, firstDay: '2025-01-02', lastDay: '2025-02-03' };
    const after = { ...oksana, firstDay: '2025-02-04', lastDay: '2025-02-04' };
    expect(weigh(after, before).evidence).toContain('one-after-the-other');
    expect(weigh(before, before).evidence).not.toContain('one-after-the-other');
  });
});

const text = fc.constantFrom('Ana Silva', 'Ana', 'Оксана', '李伟');
const person: fc.Arbitrary<Compared> = fc.record({
  names: fc.array(text, { maxLength: 2 }),
  born: fc.constantFrom(null, '1987', '1987~', '1987-01-01', '1987-05-12', '1990-02-03'),
  nationality: fc.constantFrom(null, 'UA', 'BR'),
  phones: fc.array(fc.constantFrom('1', '2'), { maxLength: 2 }),
  emails: fc.array(fc.constantFrom('a', 'b'), { maxLength: 1 }),
  papers: fc.array(fc.constantFrom('passport 2027-01-31'), { maxLength: 1 }),
  relatives: fc.array(fc.constantFrom('r'), { maxLength: 1 }),
  firstDay: fc.constantFrom(null, '2025-01-02'),
  lastDay: fc.constantFrom(null, '2025-01-02'),
});

describe('PEO-25: what is not known speaks for nothing', () => {
  test('against somebody of whom nothing is known there is no evidence, and no question', () => {
    fc.assert(
      fc.property(person, (one) => {
        expect(weigh(one, {})).toEqual({ evidence: [], weight: 0, probable: false });
      }),
      { numRuns: 50 },
    );
  });
  test('the same whoever comes first, and the weight is what the evidence says', () => {
    fc.assert(
      fc.property(person, person, (one, other) => {
        const there = weigh(one, other);
        expect(weigh(other, one)).toEqual(there);
        expect(there.weight).toBe(there.evidence.reduce((sum, each) => sum + WEIGHTS[each], 0));
      }),
      { numRuns: 50 },
    );
  });
});
