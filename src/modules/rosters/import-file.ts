// A roster as a file of lines: day; who; desk; from; to; break from; break to. Which of them separates, in
// which language its first line stands, and how a day or an hour is written is the spreadsheet's affair.
import { CsvError, parse } from 'csv-parse/sync';

/** Most lines that a file may have. */
export const LINES_MAX = 400;

/** Columns of the file, in their order; those after `to` may be left out. */
export const COLUMNS = ['day', 'who', 'desk', 'from', 'to', 'rest-from', 'rest-to'] as const;

/** What is wrong with a line: a code that has a sentence, and what stands there. */
export interface Fault {
  /** From 1, as the spreadsheet counts. */
  readonly line: number;
  readonly code: string;
  readonly cell?: string;
}

/** A line whose day and hours could be read; who and which desk is for the house to know. */
export interface ImportLine {
  readonly line: number;
  readonly date: Temporal.PlainDate;
  readonly who: string;
  readonly desk: string;
  readonly works: { readonly from: Temporal.PlainTime; readonly to: Temporal.PlainTime };
  readonly rests?: { readonly from: Temporal.PlainTime; readonly to: Temporal.PlainTime };
}

export interface ReadFile {
  readonly lines: readonly ImportLine[];
  readonly faults: readonly Fault[];
}

/** Reads a file; each line is either good or has its faults said. */
export function readImport(text: string): ReadFile {
  const records = recordsOf(text);
  if ('code' in records) return { lines: [], faults: [records] };
  const [first] = records;
  // The first line may name the columns: it holds no digit where the day stands.
  const rows = first && !/\d/.test(first.cells[0] ?? '') ? records.slice(1) : records;
  if (rows.length === 0) return { lines: [], faults: [{ line: 1, code: 'file-empty' }] };
  if (rows.length > LINES_MAX) {
    return { lines: [], faults: [{ line: LINES_MAX + 1, code: 'file-too-long' }] };
  }
  const read = rows.map(readRow);
  return {
    lines: read.flatMap((each) => ('date' in each ? [each] : [])),
    faults: read.flatMap((each) => ('date' in each ? [] : each.faults)),
  };
}

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

function recordsOf(text: string): readonly Row[] | Fault {
  try {
    const parsed: unknown = parse(text, {
      bom: true,
      delimiter: separatorOf(text),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
    });
    return (parsed as { record: string[]; info: { lines: number } }[]).map(({ record, info }) => ({
      line: info.lines,
      cells: record,
    }));
  } catch (error) {
    if (error instanceof CsvError)
      return { line: Number(error['lines'] ?? 1), code: 'quotes-unbalanced' };
    throw error;
  }
}

/** What separates the cells: whichever of the three its first line has most of. */
// ROS-20: a file is read whether ; , or a tab separates its cells
function separatorOf(text: string): string {
  const [first = ''] = text.split(/[\r\n]/, 1);
  const count = (mark: string) => first.split(mark).length;
  return [';', '\t', ','].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

function readRow({ line, cells }: Row): ImportLine | { readonly faults: readonly Fault[] } {
  const extra = cells.slice(COLUMNS.length).some((cell) => cell !== '');
  if (extra || cells.length < 5) return { faults: [{ line, code: 'columns-wrong' }] };
  const [day = '', who = '', desk = '', ...times] = cells;
  const [from = '', to = '', restFrom = '', restTo = ''] = times;
  const date = dayFrom(day);
  const hours = [from, to, restFrom, restTo].map((cell) =>
    cell === '' ? undefined : timeFrom(cell),
  );
  const faults: Fault[] = [
    ...(date ? [] : [{ line, code: day ? 'day-not-read' : 'day-missing', cell: day }]),
    ...(who ? [] : [{ line, code: 'who-missing' }]),
    ...[from, to, restFrom, restTo].flatMap((cell, at) =>
      hours[at] || (cell === '' && at > 1)
        ? []
        : [{ line, code: cell ? 'hour-not-read' : 'hours-missing', cell }],
    ),
    // Half a break is said, and not left out.
    ...(Boolean(restFrom) === Boolean(restTo) ? [] : [{ line, code: 'half-a-break' }]),
  ];
  const [begins, ends, restBegins, restEnds] = hours;
  if (faults.length > 0 || !date || !begins || !ends) return { faults };
  return {
    line,
    date,
    who,
    desk,
    works: { from: begins, to: ends },
    ...(restBegins && restEnds && { rests: { from: restBegins, to: restEnds } }),
  };
}

/** A day as spreadsheets of Europe write it: 2026-05-11, 11/05/2026, 11.5.2026. */
// ROS-21: a day is written year first or day first, with the whole year; nothing is guessed
function dayFrom(cell: string): Temporal.PlainDate | undefined {
  const yearFirst = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T]00:00(?::00)?)?$/.exec(cell);
  const dayFirst = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?: 00:00(?::00)?)?$/.exec(cell);
  const [year, month, day] = yearFirst
    ? yearFirst.slice(1)
    : dayFirst
      ? dayFirst.slice(1).toReversed()
      : [];
  if (!year || Number(year) < 2000) return undefined;
  try {
    const parts = { year: Number(year), month: Number(month), day: Number(day) };
    return Temporal.PlainDate.from(parts, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}

/** An hour as people write it: 9:00, 09:00:00, 9h30, 9h, 9.30. */
function timeFrom(cell: string): Temporal.PlainTime | undefined {
  const [, hour, minute = '0'] =
    /^(\d{1,2})(?:[:h.](\d{2})?(?::00)?)?$/i.exec(cell.replaceAll(' ', '')) ?? [];
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59) return undefined;
  return Temporal.PlainTime.from({ hour: Number(hour), minute: Number(minute) });
}
