// The week of an office as a file for a spreadsheet: the template that fits, with what is planned in it.
import { writeCsv } from '#base/csv.ts';
import { COLUMNS } from '#modules/rosters/import-file.ts';
import type { Words } from '#platform/words/words.ts';
import type { RosterWeek } from './roster-week.ts';

/** With the mark and the separator that Excel in Europe opens without asking. */
export function rosterFile(w: Words, week: RosterWeek): string {
  const { shifts, staff, office, monday } = week;
  const head = COLUMNS.map((column) => w(`roster-file.${column}`));
  const time = (at?: Temporal.PlainTime) => at?.toString({ smallestUnit: 'minute' }) ?? '';
  const lines = shifts.map(({ accountId, date, deskId, works, rests }) => [
    date.toString(),
    staff.find(({ id }) => id === accountId)?.name ?? '',
    office.desks.find(({ id }) => id === deskId)?.label ?? '',
    time(works.from),
    time(works.to),
    time(rests?.from),
    time(rests?.to),
  ]);
  // Nobody is planned: one line of each colleague, to be filled in.
  const blank = staff.map(({ name }) => [monday.toString(), name, '', '09:00', '17:00', '', '']);
  const rows = [head, ...(lines.length > 0 ? lines : blank)];
  return writeCsv(rows, ';');
}
