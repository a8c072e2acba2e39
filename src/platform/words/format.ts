// Dates, times, durations and numbers as each language writes them. Civil values only: turn an instant
// into the centre's own date and time first (src/base/dates.ts), or use formatMoment().
import { dayOf, timeOf } from '#base/dates.ts';
import type { UiLanguage } from '#base/languages.ts';
import { parsePartialDate } from '#base/partial-dates.ts';
import { dateFormat, numberFormat } from './intl.ts';
import { LOCALES, type WordsLanguage } from './locales.ts';
import { words } from './words.ts';

/**
 * - `short` 3 jul · `medium` 3 jul 2026 · `long` 3 de julho de 2026
 * - `weekday` sexta-feira, 3 de julho · `full` with the year · `day` sexta-feira · `month` julho de 2026
 */
export type DateStyle = 'short' | 'medium' | 'long' | 'weekday' | 'full' | 'day' | 'month';

const OPTIONS: Readonly<Record<DateStyle, Intl.DateTimeFormatOptions>> = {
  short: { day: 'numeric', month: 'short' },
  medium: { day: 'numeric', month: 'short', year: 'numeric' },
  long: { day: 'numeric', month: 'long', year: 'numeric' },
  weekday: { weekday: 'long', day: 'numeric', month: 'long' },
  full: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  day: { weekday: 'long' },
  month: { month: 'long', year: 'numeric' },
};

export function formatDate(
  language: WordsLanguage,
  date: Temporal.PlainDate,
  style: DateStyle = 'medium',
): string {
  const locale = LOCALES[language];
  // CLDR shortens Portuguese months to digits ("3/07"); people write "3 jul".
  if (language === 'pt' && (style === 'short' || style === 'medium')) {
    const month = dateFormat(locale, { month: 'short' }).format(date).replace('.', '');
    return style === 'short' ? `${date.day} ${month}` : `${date.day} ${month} ${date.year}`;
  }
  const text = dateFormat(locale, OPTIONS[style]).format(date);
  // The letter apostrophe of CLDR's Ukrainian is missing from most fonts; the year needs no "р." here.
  return language === 'uk' ? text.replaceAll('\u02bc', '’').replace(/(\d)\s*р\.$/, '$1') : text;
}

/**
 * A date that is known in part, as far as it is known: 2 de abril de 2015, abril de 2015, 2015; of a guessed year it
 * says that it is one. @param text as `parsePartialDate()` reads it; '' for nothing known
 */
export function formatPartialDate(language: WordsLanguage, text: string): string {
  const known = parsePartialDate(text);
  switch (known?.precision) {
    case 'day':
      return formatDate(language, known.date, 'long');
    case 'month':
      return formatDate(language, known.month.toPlainDate({ day: 1 }), 'month');
    case 'year':
      return String(known.year);
    case 'estimated':
      return words(language)('app.date.about', { year: String(known.year) });
    default:
      return '';
  }
}

/** Parts beside each other in one line, without an “and”: Lisboa, Porto; what is empty is left out. */
export function formatParts(
  language: WordsLanguage,
  parts: readonly (string | null | undefined)[],
): string {
  return parts.filter(Boolean).join(`${words(language)('app.comma')} `);
}

/** A language writes 1,440 times of a day, and two thousand phones ask for them at each call. */
const times = new Map<string, string>();

/** Days of the week by their short names; Monday is 1. */
export function formatDays(language: WordsLanguage, days: readonly number[]): string[] {
  const monday = Temporal.PlainDate.from('2026-01-05');
  const format = dateFormat(LOCALES[language], { weekday: 'short' });
  return days.map((day) => format.format(monday.add({ days: day - 1 })));
}

/** A time of day on the 24-hour clock: 09:38. */
export function formatTime(language: WordsLanguage, time: Temporal.PlainTime): string {
  const key = `${language} ${time.hour}:${time.minute}`;
  let text = times.get(key);
  if (text === undefined) {
    text = dateFormat(LOCALES[language], { hour: '2-digit', minute: '2-digit' }).format(time);
    times.set(key, text);
  }
  return text;
}

/** An instant as civil time of a zone: the time alone, or with its date: "3 jul 2026, 09:38". */
export function formatMoment(
  language: WordsLanguage,
  instant: Temporal.Instant,
  zone: string,
  style: 'time' | 'date-time' = 'time',
): string {
  const time = formatTime(language, timeOf(instant, zone));
  if (style === 'time') return time;
  return words(language)('app.date-time', {
    date: formatDate(language, dayOf(instant, zone)),
    time,
  });
}

/** A day of these weeks and a time on it, as people say them: Monday, 16 March, 10:00. */
export function formatDayTime(
  language: WordsLanguage,
  date: Temporal.PlainDate,
  time: Temporal.PlainTime,
): string {
  return words(language)('app.date-time', {
    date: formatDate(language, date, 'weekday'),
    time: formatTime(language, time),
  });
}

/** From one time to another on one day: 09:50–10:24. */
export function formatTimeRange(
  language: WordsLanguage,
  from: Temporal.PlainTime,
  to: Temporal.PlainTime,
): string {
  // A left-to-right isolate: in Arabic the earlier time would otherwise stand on the wrong side.
  const range = `${formatTime(language, from)}–${formatTime(language, to)}`;
  return words(language).direction === 'rtl' ? `\u2066${range}\u2069` : range;
}

/** From one day to another, written once where they agree: 3–10 July 2026. */
export function formatDateRange(
  language: WordsLanguage,
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
): string {
  if (from.equals(to)) return formatDate(language, from, 'long');
  const text = dateFormat(LOCALES[language], OPTIONS.long).formatRange(from, to);
  return language === 'uk'
    ? text.replaceAll('\u02bc', '’').replace(/(\d)\s*р\.(?=\s|$)/g, '$1')
    : text;
}

/** A duration in whole minutes, short: 31 min, 1 h 32 min. Rounded, never below zero. */
export function formatMinutes(language: WordsLanguage, minutes: number): string {
  const whole = Math.max(0, Math.round(minutes));
  const w = words(language);
  if (whole < 60) return w('app.duration.minutes', { minutes: whole });
  return w('app.duration.hours', { hours: Math.floor(whole / 60), minutes: whole % 60 });
}

/** An estimate of waiting: 10 to 20 min. */
export function formatMinutesRange(language: WordsLanguage, from: number, to: number): string {
  const [low, high] = [Math.max(0, Math.round(from)), Math.max(0, Math.round(to))];
  if (low >= high) return formatMinutes(language, high);
  return words(language)('app.duration.range', { from: low, to: high });
}

/** A number, grouped in thousands; `digits` after the decimal sign (0 unless told). */
export function formatNumber(language: WordsLanguage, value: number, digits = 0): string {
  return numberFormat(LOCALES[language], {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value);
}

/** A share of one as a percentage: 0.714 is "71%". */
export function formatShare(language: WordsLanguage, share: number, digits = 0): string {
  return numberFormat(LOCALES[language], {
    style: 'percent',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(share);
}

/** Words in a row: "árabe, inglês e ucraniano". */
export function formatList(
  language: WordsLanguage,
  items: readonly string[],
  type: 'conjunction' | 'disjunction' = 'conjunction',
): string {
  return new Intl.ListFormat(LOCALES[language], { type }).format(items);
}

/** The text of a name kept in several languages; Portuguese, then any, when this one is missing. */
export function inLanguage(
  names: Readonly<Partial<Record<string, string>>>,
  language: WordsLanguage,
): string {
  const ui: UiLanguage = language === 'en-XA' || language === 'ar-XB' ? 'en' : language;
  return names[ui] ?? names['pt'] ?? Object.values(names).find((name) => name !== undefined) ?? '';
}
