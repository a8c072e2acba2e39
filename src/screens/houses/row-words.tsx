// A change in words: of what it is, and each part before and after.
import { languageOf, UI_LANGUAGES } from '#base/languages.ts';
import { rangeOf } from '#modules/directory/change-rules.ts';
import type { Line, RowChange } from '#modules/directory/change.ts';
import { nameIn } from '#modules/directory/rules/names.ts';
import type { Directory, Names } from '#modules/directory/schema.ts';
import { formatDate, formatParts, formatTime } from '#platform/words/format.ts';
import { findWords } from '#platform/words/words.ts';
import type { PageRequest } from '../page.ts';

/** Columns that say nothing to a reader. */
const SILENT = new Set(['id', 'centre_id', 'code', 'position', 'level', 'parent_level', 'assumed']);

/** One row in the place of another, as a list of what was and what will be. */
export function RowWords({ page, row }: { page: PageRequest; row: RowChange }) {
  const { w } = page;
  const line = row.after ?? row.before ?? {};
  const columns = Object.keys({ ...row.before, ...row.after }).filter(
    (column) => !SILENT.has(column) && changed(row, column),
  );
  return (
    <section class="row-change" data-kind={row.before ? (row.after ? 'other' : 'gone') : 'new'}>
      <h3>
        <small>{findWords(w.language, `houses.table.${row.table.replaceAll('_', '-')}`)}</small>{' '}
        {titleOf(page, row, line)}
      </h3>
      {row.after === null ? (
        <p>{w('houses.goes')}</p>
      ) : (
        <dl>
          {columns.map((column) => (
            <div>
              <dt>
                {findWords(w.language, `houses.column.${column.replaceAll('_', '-')}`) ?? column}
              </dt>
              {row.before ? (
                <dd class="row-was">
                  <del>{valueText(page, column, row.before[column])}</del>
                </dd>
              ) : null}
              <dd>
                <ins>{valueText(page, column, row.after?.[column])}</ins>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

function changed({ before, after }: RowChange, column: string): boolean {
  if (!before) return after?.[column] !== null;
  return after === null || JSON.stringify(before[column]) !== JSON.stringify(after[column]);
}

/** Of what a row is: by its own name, or the names of what it ties together. */
function titleOf(page: PageRequest, { table }: RowChange, line: Line): string {
  const { directory, language } = page;
  if (table === 'desk') return String(line['label'] ?? '');
  if (table === 'opening_hours') return valueText(page, 'weekday', line['weekday']);
  if (table === 'hours_exception') return valueText(page, 'on_date', line['on_date']);
  if (table === 'centre') return directory.centres.get(String(line['id']))?.name ?? '';
  const ties = ['office_id', 'service_id', 'subject_id', 'document_id'].filter(
    (column) => table.includes('_') && line[column] !== undefined,
  );
  if (ties.length > 0) return ties.map((column) => idText(page, column, line[column])).join(' · ');
  const name = line['name'];
  return typeof name === 'string' ? name : nameIn(name as Names, language);
}

function valueText(page: PageRequest, column: string, value: unknown): string {
  const { w } = page;
  if (value === null || value === undefined) return w('houses.nothing');
  if (typeof value === 'boolean') return w(value ? 'houses.yes' : 'houses.no');
  if (column === 'weekday') {
    const monday = Temporal.PlainDate.from('2026-03-09');
    return (
      formatDate(w.language, monday.add({ days: Number(value) - 1 }), 'weekday').split(',')[0] ?? ''
    );
  }
  if (column === 'valid') return validText(page, String(value));
  if (column === 'during') {
    const { start, end } = rangeOf(String(value));
    return [start, end]
      .map((time) => formatTime(w.language, Temporal.PlainTime.from(time)))
      .join('–');
  }
  if (column === 'on_date' || column === 'closed_on')
    return formatDate(w.language, Temporal.PlainDate.from(String(value)), 'long');
  if (column.endsWith('_id')) return idText(page, column, value);
  if (Array.isArray(value))
    return formatParts(
      w.language,
      value.map((one) => languageOf(String(one))?.endonym ?? choiceText(page, String(one))),
    );
  if (typeof value === 'object') {
    const names = value as Names;
    return UI_LANGUAGES.flatMap((tag) => names[tag] ?? [])
      .filter((text, at, all) => all.indexOf(text) === at)
      .join(' · ');
  }
  return choiceText(page, String(value));
}

function choiceText({ w }: PageRequest, value: string): string {
  return findWords(w.language, `houses.choice.${value}`) ?? value;
}

function validText({ w }: PageRequest, valid: string): string {
  const { start, end } = rangeOf(valid);
  const day = (text: string) => formatDate(w.language, Temporal.PlainDate.from(text), 'medium');
  const last = end && day(Temporal.PlainDate.from(end).subtract({ days: 1 }).toString());
  if (start && end) return w('houses.from-to', { from: day(start), to: last });
  if (start) return w('houses.since', { from: day(start) });
  return end ? w('houses.until', { to: last }) : w('houses.always');
}

const MAPS = {
  office_id: (d: Directory, id: string) => d.offices.get(id)?.shortName,
  service_id: (d: Directory, id: string) => d.services.get(id)?.name,
  subject_id: (d: Directory, id: string) => d.subjects.get(id)?.name,
  parent_id: (d: Directory, id: string) => d.subjects.get(id)?.name,
  document_id: (d: Directory, id: string) => d.documents.get(id)?.name,
  unit_id: (d: Directory, id: string) => d.units.get(id)?.name,
} as const;

function idText({ directory, language }: PageRequest, column: string, value: unknown): string {
  const id = String(value);
  const name = MAPS[column as keyof typeof MAPS]?.(directory, id);
  return name ? nameIn(name, language) : id;
}
