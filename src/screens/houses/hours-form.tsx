// The week of a house: a line for each stretch, two empty ones to add; a line without times is none.
import { dayOf, WEEKDAYS } from '#base/dates.ts';
import type { Centre, WeeklyHours } from '#modules/directory/schema.ts';
import { includesDay } from '#modules/directory/rules/names.ts';
import { formatDate } from '#platform/words/format.ts';
import { type PageRequest, typedIn } from '../page.ts';
import { errorAt } from '../settings/settings-frame.tsx';
import { EditForm } from './house-frame.tsx';

const NTHS = ['1', '2', '3', '4', '5', '-1'] as const;

/** Hours that are in force on a day, in the order of the week. */
export function weekOn(centre: Centre, day: Temporal.PlainDate): readonly WeeklyHours[] {
  return centre.timetable.hours
    .filter((hours) => includesDay(hours, day))
    .toSorted(
      (a, b) =>
        WEEKDAYS.indexOf(a.weekday) - WEEKDAYS.indexOf(b.weekday) ||
        Temporal.PlainTime.compare(a.opens, b.opens),
    );
}

export function weekdayName({ w }: Pick<PageRequest, 'w'>, weekday: number): string {
  const day = Temporal.PlainDate.from('2026-03-08').add({ days: weekday });
  return formatDate(w.language, day, 'weekday').split(/[,،]/)[0] ?? '';
}

/** "2nd of the month", "last of the month". */
export function nthWords({ w }: Pick<PageRequest, 'w'>, nth: number): string {
  if (nth === 1 || nth === 2 || nth === 3 || nth === 4 || nth === 5) return w(`houses.nth.${nth}`);
  return w('houses.nth.last');
}

export function HoursForm({ page, centre }: { page: PageRequest; centre: Centre }) {
  const { w, attempt, now } = page;
  const week = weekOn(centre, dayOf(now, centre.zone));
  const typedLines = Object.keys(attempt?.values ?? {}).filter((key) =>
    /^lines\.\d+\.opens$/.test(key),
  );
  const count = Math.max(week.length + 2, typedLines.length);
  const at = (line: number, field: string, value: string) =>
    attempt ? typedIn(attempt, `lines.${line}.${field}`) : value;
  return (
    <EditForm page={page} centre={centre} command="hours.set" fixed={{ centreId: centre.id }}>
      <div class="hours-lines">
        {Array.from({ length: count }, (_, line) => {
          const hours = week[line];
          const name = (field: string) => `lines.${line}.${field}`;
          const weekday = at(
            line,
            'weekday',
            String(hours ? WEEKDAYS.indexOf(hours.weekday) + 1 : 1),
          );
          const nth = at(line, 'nth', String(hours?.nth ?? ''));
          const error = ['weekday', 'nth', 'opens', 'closes']
            .map((field) => errorAt(page, name(field)))
            .find((text) => text !== undefined);
          return (
            <fieldset class="hours-line">
              <legend class="aside-voice">{w('houses.hours-line', { line: line + 1 })}</legend>
              <select name={name('weekday')} aria-label={w('houses.column.weekday')}>
                {WEEKDAYS.map((_day, index) => (
                  <option value={index + 1} selected={weekday === String(index + 1)}>
                    {weekdayName(page, index + 1)}
                  </option>
                ))}
              </select>
              <select name={name('nth')} aria-label={w('houses.column.nth')}>
                <option value="">{w('houses.nth-every')}</option>
                {NTHS.map((value) => (
                  <option value={value} selected={nth === value}>
                    {nthWords(page, Number(value))}
                  </option>
                ))}
              </select>
              <input
                type="time"
                name={name('opens')}
                aria-label={w('houses.opens')}
                value={at(line, 'opens', hours?.opens.toString().slice(0, 5) ?? '')}
              />
              <input
                type="time"
                name={name('closes')}
                aria-label={w('houses.closes')}
                value={at(line, 'closes', hours?.closes.toString().slice(0, 5) ?? '')}
              />
              <label class="hours-appointment">
                <input
                  type="checkbox"
                  name={name('byAppointment')}
                  value="yes"
                  checked={
                    attempt
                      ? typedIn(attempt, name('byAppointment')) === 'yes'
                      : (hours?.byAppointment ?? false)
                  }
                />
                {w('houses.column.by-appointment')}
              </label>
              {error ? <p class="field-error">{error}</p> : null}
            </fieldset>
          );
        })}
      </div>
      <p class="hint">{w('houses.hours-hint')}</p>
    </EditForm>
  );
}
