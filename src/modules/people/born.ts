// A birth date as far as it is known, as people write it. Pure.
import { parsePartialDate, writePartialDate } from '#base/partial-dates.ts';

/**
 * PEO-4: a birth date is kept as far as it is known: a day, a month, a year, or about a year. Typed as
 * people write it, 12/5/1987 or 5.1987 or 1987, or as it is kept. Nothing is made up.
 */
export function readBorn(typed: string): string | undefined {
  // What is copied from a page in a script from the right brings its marks of direction along.
  const text = typed.replace(/[\u200e\u200f\u061c]/gu, '').trim();
  // There, too, the sign of what stands after a year is seen before it.
  const parts = /^(?:(?:(\d{1,2})[./ -])?(\d{1,2})[./ -])?(\d{4})(~)?$/.exec(
    text.replace(/^~\s*(\d{4})$|^(\d{4})\s*~$/, '$1$2~'),
  );
  const iso = parts
    ? [parts[3], parts[2]?.padStart(2, '0'), parts[1]?.padStart(2, '0')]
        .filter((part) => part !== undefined)
        .join('-') + (parts[4] ?? '')
    : text;
  const date = parsePartialDate(iso);
  if (!date || date.precision === 'unknown') return undefined;
  const year = Number(iso.slice(0, 4));
  return year >= 1880 && year <= 2200 ? writePartialDate(date) : undefined;
}
