// Dates that are known in part. Many people have no exact date of birth; papers then say 1 January. Here
// what is known is kept as known, and what isn't is not invented.

/**
 * - `day` the whole date · `month` year and month · `year` the year alone
 * - `estimated` a year that the person or a clerk guessed · `unknown` nothing
 */
export type PartialDate =
  | { readonly precision: 'day'; readonly date: Temporal.PlainDate }
  | { readonly precision: 'month'; readonly month: Temporal.PlainYearMonth }
  | { readonly precision: 'year' | 'estimated'; readonly year: number }
  | { readonly precision: 'unknown' };

// How far an estimated year may be off, each way. Age by appearance or by "when the war began" is rarely
// better than this.
const ESTIMATE_MARGIN_YEARS = 2;

/**
 * Reads the notation of ISO 8601-2 (EDTF): '1987-05-12', '1987-05', '1987', '1987~' (about), '' or 'XXXX'
 * (unknown). Undefined when it is none of these or no date of the calendar.
 */
export function parsePartialDate(text: string): PartialDate | undefined {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.toUpperCase() === 'XXXX') return { precision: 'unknown' };
  const match = /^(\d{4})(?:(~)|-(\d{2})(?:-(\d{2}))?)?$/.exec(trimmed);
  if (match === null) return undefined;
  const [, year, about, month, day] = match;
  if (about !== undefined) return { precision: 'estimated', year: Number(year) };
  try {
    if (day !== undefined) return { precision: 'day', date: Temporal.PlainDate.from(trimmed) };
    if (month !== undefined)
      return { precision: 'month', month: Temporal.PlainYearMonth.from(trimmed) };
  } catch {
    return undefined;
  }
  return { precision: 'year', year: Number(year) };
}

/** Writes what parsePartialDate() reads; '' for unknown. */
export function writePartialDate(partial: PartialDate): string {
  switch (partial.precision) {
    case 'day':
      return partial.date.toString();
    case 'month':
      return partial.month.toString();
    case 'year':
      return String(partial.year).padStart(4, '0');
    case 'estimated':
      return `${String(partial.year).padStart(4, '0')}~`;
    case 'unknown':
      return '';
  }
}

/** The first and last day that the date may be; undefined when nothing is known. */
export function boundsOf(
  partial: PartialDate,
): { earliest: Temporal.PlainDate; latest: Temporal.PlainDate } | undefined {
  switch (partial.precision) {
    case 'day':
      return { earliest: partial.date, latest: partial.date };
    case 'month': {
      const earliest = partial.month.toPlainDate({ day: 1 });
      return { earliest, latest: earliest.with({ day: earliest.daysInMonth }) };
    }
    case 'year':
      return yearBounds(partial.year, 0);
    case 'estimated':
      return yearBounds(partial.year, ESTIMATE_MARGIN_YEARS);
    case 'unknown':
      return undefined;
  }
}

/** Whether two partly known dates may be the same day. The unknown may be any. */
export function mayBeSameDate(a: PartialDate, b: PartialDate): boolean {
  const first = boundsOf(a);
  const second = boundsOf(b);
  if (first === undefined || second === undefined) return true;
  return (
    Temporal.PlainDate.compare(first.earliest, second.latest) <= 0 &&
    Temporal.PlainDate.compare(second.earliest, first.latest) <= 0
  );
}

/** The youngest and oldest age in whole years on a day; undefined when no date of birth is known. */
export function ageOn(
  born: PartialDate,
  day: Temporal.PlainDate,
): { from: number; to: number } | undefined {
  const bounds = boundsOf(born);
  if (bounds === undefined) return undefined;
  const yearsSince = (start: Temporal.PlainDate) =>
    Math.max(0, start.until(day, { largestUnit: 'years' }).years);
  return { from: yearsSince(bounds.latest), to: yearsSince(bounds.earliest) };
}

function yearBounds(year: number, margin: number) {
  return {
    earliest: Temporal.PlainDate.from({ year: year - margin, month: 1, day: 1 }),
    latest: Temporal.PlainDate.from({ year: year + margin, month: 12, day: 31 }),
  };
}
