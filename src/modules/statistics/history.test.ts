// What was published: told as it was said, with its gaps.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addUp, mainSumOf, partsOf, type PublishedFigure, sumsOf, yearsOf } from './history.ts';

const source = (id: string) => ({ id, title: id, publisher: id });

function figure(
  value: number,
  from: string,
  until: string,
  more: Partial<PublishedFigure> = {},
): PublishedFigure {
  return {
    id: `${from}-${value}`,
    metric: 'attendances',
    value,
    unit: 'attendances',
    of: 'national-centres',
    scope: 'all',
    period: from,
    from: Temporal.PlainDate.from(from),
    until: Temporal.PlainDate.from(until),
    said: 'exact',
    source: source('a'),
    ...more,
  };
}
const year = (of: number, value: number, more: Partial<PublishedFigure> = {}) =>
  figure(value, `${of}-01-01`, `${of + 1}-01-01`, more);
const SUM = { metric: 'attendances_cumulative' } as const;

test('STA-10: two sources for one year are both kept, side by side', () => {
  const two = [year(2021, 132_028), year(2021, 140_000, { said: 'about', source: source('b') })];
  const [only] = yearsOf(two, 2021, 2021);
  expect(only?.values.map(({ value, source: { id } }) => [value, id])).toEqual([
    [132_028, 'a'],
    [140_000, 'b'],
  ]);
});

test('STA-11: a year without a figure is a gap, also inside a sum', () => {
  const figures = [
    year(2014, 285_430),
    year(2016, 255_796),
    figure(4_115_757, '2004-03-01', '2017-01-01', SUM),
  ];
  expect(
    yearsOf(figures, 2012, 2018).map(({ from, to, values }) => [from, to, values.length]),
  ).toEqual([
    [2012, 2013, 0],
    [2014, 2014, 1],
    [2015, 2015, 0],
    [2016, 2016, 1],
    [2017, 2018, 0],
  ]);
  // A stretch that is no calendar year stands for none.
  expect(yearsOf([figure(235_000, '2004-03-01', '2005-04-01')], 2004, 2005)).toEqual([
    { from: 2004, to: 2005, values: [] },
  ]);
});

test('STA-11: every year stands in exactly one stretch', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 2000, max: 2026 })), (years) => {
      const stretches = yearsOf(
        years.map((each) => year(each, 1)),
        2000,
        2026,
      );
      expect(
        stretches.flatMap(({ from, to }) =>
          Array.from({ length: to - from + 1 }, (_, i) => from + i),
        ),
      ).toEqual(Array.from({ length: 27 }, (_, i) => 2000 + i));
      for (const { from, to, values } of stretches)
        for (let each = from; each <= to; each++)
          expect(values.length > 0).toBe(years.includes(each));
    }),
  );
});

test('STA-12: years with a gap, a doubt or two sources are never added up', () => {
  const of = (...figures: PublishedFigure[]) => addUp(yearsOf(figures, 2014, 2016));
  expect(of(year(2014, 1), year(2015, 2), year(2016, 3))).toBe(6);
  expect(of(year(2014, 1), year(2016, 3))).toBeUndefined();
  expect(of(year(2014, 1), year(2015, 2, { said: 'about' }), year(2016, 3))).toBeUndefined();
  expect(of(year(2014, 1), year(2015, 2), year(2015, 3), year(2016, 3))).toBeUndefined();
  expect(addUp([])).toBeUndefined();
});

test('STA-13: what is counted here has no place in what was published', () => {
  // `addUp` and `yearsOf` know of published values only; a gap stays one whatever was counted.
  expect(addUp(yearsOf([year(2025, 5)], 2025, 2026))).toBeUndefined();
});

test('STA-14: parts close their sum, or are not its parts', () => {
  const part = (value: number, centreId: string, more: Partial<PublishedFigure> = {}) =>
    figure(value, '2004-03-01', '2017-01-01', { ...SUM, of: 'centre', centreId, ...more });
  const sum = figure(10, '2004-03-01', '2017-01-01', SUM);
  const parts = [part(6, 'lisboa'), part(4, 'porto')];
  expect(partsOf(sum, [sum, ...parts])).toEqual(parts);
  expect(partsOf(sum, [sum, ...parts, part(1, 'faro')])).toEqual([]);
  expect(partsOf(sum, [sum, ...parts, part(1, 'faro', { source: source('b') })])).toEqual(parts);
});

test('the page leads with the longest sum that is exact', () => {
  const sums = [
    figure(5_000_000, '2004-01-01', '2022-01-01', { ...SUM, said: 'at-least' }),
    figure(4_115_757, '2004-03-01', '2017-01-01', SUM),
    figure(1_979_727, '2004-03-01', '2010-01-01', SUM),
  ];
  expect(sumsOf(sums).map(({ value }) => value)).toEqual([1_979_727, 4_115_757, 5_000_000]);
  expect(mainSumOf(sums)?.value).toBe(4_115_757);
});
