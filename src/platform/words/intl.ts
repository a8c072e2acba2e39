// The Intl formatters that messages are compiled with, shared and cached.
import type { Formatters } from 'intl-messageformat';

const numbers = new Map<string, Intl.NumberFormat>();
const dates = new Map<string, Intl.DateTimeFormat>();
const plurals = new Map<string, Intl.PluralRules>();

function cached<T>(
  cache: Map<string, T>,
  locale: string,
  options: object | undefined,
  make: () => T,
): T {
  const key = `${locale} ${JSON.stringify(options ?? {})}`;
  let found = cache.get(key);
  if (found === undefined) {
    found = make();
    cache.set(key, found);
  }
  return found;
}

export function numberFormat(
  locale: string,
  options?: Intl.NumberFormatOptions,
): Intl.NumberFormat {
  return cached(numbers, locale, options, () => new Intl.NumberFormat(locale, options));
}

/** Formats Temporal.PlainDate and PlainTime, on the 24-hour clock and the Gregorian calendar. */
export function dateFormat(
  locale: string,
  options?: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const all = { hourCycle: 'h23', calendar: 'gregory', ...options } as const;
  return cached(dates, locale, all, () => new Intl.DateTimeFormat(locale, all));
}

export function pluralRules(locale: string, options?: Intl.PluralRulesOptions): Intl.PluralRules {
  return cached(plurals, locale, options, () => new Intl.PluralRules(locale, options));
}

/** In the shape that intl-messageformat wants. */
export const formatters: Formatters = {
  getNumberFormat: (locale, options) =>
    numberFormat(String(locale), options as Intl.NumberFormatOptions),
  getDateTimeFormat: (locale, options) => dateFormat(String(locale), options),
  getPluralRules: (locale, options) => pluralRules(String(locale), options),
};
