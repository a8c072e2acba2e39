// Dates, numbers and durations as each language writes them.
import { describe, expect, it } from 'vitest';
import {
  formatDate,
  formatDateRange,
  formatList,
  formatMinutes,
  formatMinutesRange,
  formatMoment,
  formatNumber,
  formatParts,
  formatPartialDate,
  formatShare,
  formatTime,
  formatTimeRange,
  inLanguage,
} from './format.ts';
import { UI_LANGUAGES } from '#base/languages.ts';

const friday = Temporal.PlainDate.from('2026-07-03');
const inAll = (format: (language: (typeof UI_LANGUAGES)[number]) => string) =>
  UI_LANGUAGES.map(format);

describe('dates, times and numbers', () => {
  it('dates are written as people write them', () => {
    expect(inAll((language) => formatDate(language, friday, 'short'))).toEqual([
      '3 jul',
      '3 Jul',
      '3 juil.',
      '3 лип.',
      '3 يوليو',
    ]);
    expect(formatDate('pt', friday, 'medium')).toBe('3 jul 2026');
    expect(formatDate('pt', friday, 'long')).toBe('3 de julho de 2026');
    expect(inAll((language) => formatDate(language, friday, 'weekday'))).toEqual([
      'sexta-feira, 3 de julho',
      'Friday 3 July',
      'vendredi 3 juillet',
      'п’ятниця, 3 липня',
      'الجمعة، 3 يوليو',
    ]);
    expect(formatDate('uk', friday, 'long')).toBe('3 липня 2026');
  });

  it('a date that is known in part says no more than is known, and of a guess that it is one', () => {
    expect(inAll((language) => formatPartialDate(language, '2012~'))).toEqual([
      'cerca de 2012 (estimativa)',
      'about 2012 (estimated)',
      'vers 2012 (estimation)',
      'близько 2012 (орієнтовно)',
      'نحو عام 2012 (تقديري)',
    ]);
    expect(formatPartialDate('pt', '2012')).toBe('2012');
    expect(formatPartialDate('pt', '2012-04')).toBe('abril de 2012');
    expect(formatPartialDate('pt', '2012-04-02')).toBe('2 de abril de 2012');
    expect(formatPartialDate('pt', '')).toBe('');
  });

  it('parts in one line stand apart as each language parts them, and none is empty', () => {
    expect(formatParts('pt', ['Reagrupamento Familiar', undefined, 'CNAIM Lisboa'])).toBe(
      'Reagrupamento Familiar, CNAIM Lisboa',
    );
    expect(formatParts('ar', ['لمّ شمل الأسرة', 'CNAIM Lisboa'])).toBe(
      'لمّ شمل الأسرة، CNAIM Lisboa',
    );
  });

  it('times are on the 24-hour clock with Latin digits everywhere', () => {
    const time = Temporal.PlainTime.from('09:05');
    expect(new Set(inAll((language) => formatTime(language, time)))).toEqual(new Set(['09:05']));
    expect(formatTime('ar', Temporal.PlainTime.from('00:15'))).toBe('00:15');
  });

  it('an instant is told in the clock of the centre', () => {
    const instant = Temporal.Instant.from('2026-07-03T08:38:00Z');
    expect(formatMoment('pt', instant, 'Europe/Lisbon')).toBe('09:38');
    expect(formatMoment('pt', instant, 'Atlantic/Azores')).toBe('08:38');
    expect(formatMoment('pt', instant, 'Europe/Lisbon', 'date-time')).toBe('3 jul 2026, 09:38');
  });

  it('ranges keep their order, in Arabic too', () => {
    const [from, to] = [Temporal.PlainTime.from('09:50'), Temporal.PlainTime.from('10:24')];
    expect(formatTimeRange('pt', from, to)).toBe('09:50–10:24');
    expect(formatTimeRange('ar', from, to)).toBe('\u206609:50–10:24\u2069');
    expect(formatDateRange('en', friday, friday)).toBe('3 July 2026');
    expect(formatDateRange('en', friday, friday.add({ days: 7 }))).toMatch(/^3.+10 July 2026$/);
    expect(formatDateRange('uk', friday, friday.add({ days: 7 }))).not.toContain('р.');
  });

  it('minutes are rounded, and hours split off', () => {
    expect(formatMinutes('pt', 31.4)).toBe('31 min');
    expect(formatMinutes('pt', 92)).toBe('1 h 32');
    expect(formatMinutes('uk', 92)).toBe('1 год 32 хв');
    expect(formatMinutes('ar', 2)).toBe('دقيقتان');
    expect(formatMinutes('en', -3)).toBe('0 min');
    expect(formatMinutesRange('ar', 10, 20)).toBe('من 10 إلى 20 دقيقة');
    expect(formatMinutesRange('en', 12, 12)).toBe('12 min');
  });

  it('numbers are grouped and shares rounded', () => {
    expect(formatNumber('pt', 1_192_000)).toBe('1\u00a0192\u00a0000');
    expect(formatNumber('ar', 347)).toBe('347');
    expect(formatNumber('en', 12.345, 1)).toBe('12.3');
    expect(formatShare('pt', 0.714)).toBe('71%');
  });

  it('lists and names in several languages', () => {
    expect(formatList('pt', ['árabe', 'inglês', 'ucraniano'])).toBe('árabe, inglês e ucraniano');
    expect(inLanguage({ pt: 'Saúde', uk: 'Здоров’я' }, 'uk')).toBe('Здоров’я');
    expect(inLanguage({ pt: 'Saúde' }, 'ar')).toBe('Saúde');
    expect(inLanguage({}, 'ar')).toBe('');
  });
});
