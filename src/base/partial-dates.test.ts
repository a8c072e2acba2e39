// Dates of which only a part is known.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ageOn,
  boundsOf,
  mayBeSameDate,
  type PartialDate,
  parsePartialDate,
  writePartialDate,
} from './partial-dates.ts';

const read = (text: string): PartialDate => {
  const found = parsePartialDate(text);
  if (found === undefined) throw new Error(`no date: ${text}`);
  return found;
};

const days = fc
  .integer({ min: 0, max: 40_000 })
  .map((count) => Temporal.PlainDate.from('1920-01-01').add({ days: count }));
const partialDates = days.chain((day) =>
  fc.constantFrom<PartialDate>(
    { precision: 'day', date: day },
    { precision: 'month', month: day.toPlainYearMonth() },
    { precision: 'year', year: day.year },
    { precision: 'estimated', year: day.year },
    { precision: 'unknown' },
  ),
);

describe('a date of birth that is known in part', () => {
  it('is written and read back as known, no more and no less', () => {
    fc.assert(
      fc.property(partialDates, (partial) => {
        const again = read(writePartialDate(partial));
        expect(again.precision).toBe(partial.precision);
        expect(writePartialDate(again)).toBe(writePartialDate(partial));
      }),
    );
  });

  it.each(['1987-02-30', '1987-13', '87', '1987-1-2', '1987~-05', 'yesterday', '1987-05-12T10:00'])(
    'is not %s',
    (text) => {
      expect(parsePartialDate(text)).toBeUndefined();
    },
  );

  it('may be the same day as one known better, and need not be', () => {
    expect(mayBeSameDate(read('1987'), read('1987-05-12'))).toBe(true);
    expect(mayBeSameDate(read('1987-05'), read('1987-06-01'))).toBe(false);
    expect(mayBeSameDate(read('1989~'), read('1987'))).toBe(true);
    expect(mayBeSameDate(read('1990~'), read('1987'))).toBe(false);
    expect(mayBeSameDate(read(''), read('1987'))).toBe(true);
  });

  it('may be the same in both directions, and always as itself', () => {
    fc.assert(
      fc.property(partialDates, partialDates, (a, b) => {
        expect(mayBeSameDate(a, a)).toBe(true);
        expect(mayBeSameDate(a, b)).toBe(mayBeSameDate(b, a));
      }),
    );
  });

  it('gives an age as exact as it is itself', () => {
    const day = Temporal.PlainDate.from('2026-03-09');
    expect(ageOn(read('1987-03-09'), day)).toEqual({ from: 39, to: 39 });
    expect(ageOn(read('1987-03-10'), day)).toEqual({ from: 38, to: 38 });
    expect(ageOn(read('1987'), day)).toEqual({ from: 38, to: 39 });
    expect(ageOn(read('1987~'), day)).toEqual({ from: 36, to: 41 });
    expect(ageOn(read(''), day)).toBeUndefined();
    expect(ageOn(read('2026-12'), day)).toEqual({ from: 0, to: 0 });
  });

  it('has bounds in order that hold the date', () => {
    fc.assert(
      fc.property(partialDates, (partial) => {
        const bounds = boundsOf(partial);
        if (bounds === undefined) expect(partial.precision).toBe('unknown');
        else
          expect(Temporal.PlainDate.compare(bounds.earliest, bounds.latest)).toBeLessThanOrEqual(0);
      }),
    );
  });
});
