// What a house may be changed to, and why not. Pure; each rule answers with the problem in plain words.
//
// DIR-23: a service is offered only where somebody can serve it: at an open office with a desk.
// DIR-24: a number stands at one desk of a house; a desk that was taken away gives its number back.
// DIR-25: the last desk of an office that still offers services stays.
// DIR-27: a paper that a service asks for stays.
// DIR-28: a holiday has one rule: a day of the year, or days after Easter; and a place unless it is
//         everybody's.
// DIR-29: a house keeps one office that receives people.
// DIR-30: new hours begin on their day and end those before them on it; what was, stays as it was.
import { type Problem, problem } from '#base/problem.ts';
import type { Nth, Weekday } from '#base/dates.ts';
import { WEEKDAYS } from '#base/dates.ts';
import { type Line, replaceRows, type RowChange } from './change.ts';
import { findOverlap } from './rules/overlaps.ts';

const at = (field: string, code: string) =>
  problem('invalid', 'invalid', { fields: { [field]: code } });

export const isOpenLine = (line: Line) => line['closed_on'] === null;

/** A day that has passed stays as it was. */
export function refusePast(on: string, today: Temporal.PlainDate): Problem | undefined {
  return on < today.toString()
    ? problem('invalid', 'invalid', { fields: { on: 'date-past' } })
    : undefined;
}

/** DIR-23. */
export function refuseUnserved(office: Line, desks: readonly Line[]): Problem | undefined {
  if (!isOpenLine(office)) return problem('conflict', 'office-is-closed');
  return desks.some(isOpenLine) ? undefined : problem('conflict', 'nobody-serves');
}

/** DIR-24. */
export function refuseLabel(existing: Line | undefined): Problem | undefined {
  return existing && isOpenLine(existing) ? at('label', 'desk-label-used') : undefined;
}

/** DIR-25. */
export function refuseLastDesk(
  deskId: string,
  desks: readonly Line[],
  offered: number,
): Problem | undefined {
  const others = desks.filter((line) => isOpenLine(line) && line['id'] !== deskId);
  return others.length === 0 && offered > 0 ? problem('conflict', 'nobody-serves') : undefined;
}

/** DIR-27. */
export function refuseUsedDocument(uses: number): Problem | undefined {
  return uses > 0 ? problem('conflict', 'document-in-use', { params: { count: uses } }) : undefined;
}

/** DIR-28. */
export function refuseHoliday(holiday: {
  readonly scope: string;
  readonly place?: string | undefined;
  readonly monthDay?: string | undefined;
  readonly easterOffset?: number | undefined;
}): Problem | undefined {
  if ((holiday.monthDay === undefined) === (holiday.easterOffset === undefined))
    return at('monthDay', 'one-day-or-easter');
  if ((holiday.scope === 'national') !== (holiday.place === undefined))
    return at('place', holiday.place === undefined ? 'required' : 'no-place-for-all');
  return undefined;
}

/** DIR-29. */
export function refuseLastHost(officeId: string, offices: readonly Line[]): Problem | undefined {
  const hosts = offices.filter(
    (line) => isOpenLine(line) && (line['kind'] === 'welcome' || line['kind'] === 'local'),
  );
  return hosts.some((line) => line['id'] === officeId) && hosts.length === 1
    ? problem('conflict', 'last-host')
    : undefined;
}

export interface HoursLine {
  readonly weekday: number;
  readonly nth?: number | undefined;
  readonly opens: string;
  readonly closes: string;
  readonly byAppointment: boolean;
}

/** The week of a house from a day on (DIR-30); its hours never overlap (DIR-2). */
export function decideWeek(
  centreId: string,
  existing: readonly Line[],
  lines: readonly HoursLine[],
  from: Temporal.PlainDate,
): readonly RowChange[] | Problem {
  const overlap = findOverlap(
    lines.map((line) => ({
      weekday: WEEKDAYS[line.weekday - 1] as Weekday,
      ...(line.nth !== undefined && { nth: line.nth as Nth }),
      opens: Temporal.PlainTime.from(line.opens),
      closes: Temporal.PlainTime.from(line.closes),
      byAppointment: line.byAppointment,
      assumed: false,
    })),
  );
  if (overlap) return overlap;
  const wanted = lines.map((line) => ({
    centre_id: centreId,
    weekday: line.weekday,
    nth: line.nth ?? null,
    during: `[${line.opens}:00,${line.closes}:00)`,
    by_appointment: line.byAppointment,
    assumed: false,
    valid: `[${from},)`,
  }));
  const same = (a: Line, b: Line) =>
    ['weekday', 'nth', 'during', 'by_appointment'].every((column) => a[column] === b[column]);
  const after: Line[] = [];
  for (const line of existing) {
    const { start, end } = rangeOf(String(line['valid']));
    const ended = end !== '' && end <= from.toString();
    const stays = end === '' && start <= from.toString() && wanted.some((one) => same(one, line));
    if (ended || stays) after.push(line);
    else if (start < from.toString())
      after.push({ ...line, valid: `${start === '' ? '(' : '['}${start},${from})` });
  }
  for (const line of wanted)
    if (!after.some((one) => isEndless(one) && same(one, line))) after.push(line);
  return replaceRows('opening_hours', existing, after);
}

function isEndless(line: Line): boolean {
  return rangeOf(String(line['valid'])).end === '';
}

/** The ends of a range of days as the database spells it; an open end is ''. */
export function rangeOf(text: string): { readonly start: string; readonly end: string } {
  const [, start = '', end = ''] = /^[[(]([^,]*),([^,]*)[\])]$/.exec(text) ?? [];
  return { start, end };
}

/** The names of a centre with another one from a day on. DIR-1, DIR-30. */
export function decideName(
  centreId: string,
  existing: readonly Line[],
  name: string,
  from: Temporal.PlainDate,
): readonly RowChange[] {
  const day = from.toString();
  const after = existing.flatMap((line): Line[] => {
    const { start, end } = rangeOf(String(line['valid']));
    if (end !== '' && end <= day) return [line];
    return start < day ? [{ ...line, valid: `${start === '' ? '(' : '['}${start},${day})` }] : [];
  });
  const current = existing.find((line) => isEndless(line) && line['name'] === name);
  if (current && rangeOf(String(current['valid'])).start <= day) return [];
  after.push({ centre_id: centreId, name, valid: `[${day},)` });
  return replaceRows('centre_name', existing, after);
}
