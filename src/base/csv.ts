// Tables as files for spreadsheets (RFC 4180). Pure.

/** What a spreadsheet takes for the beginning of a formula, also behind blanks, and what starts a new cell. */
const FORMULA = /^[\s\u00a0\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20|%]|^[\t\r\n]/;

/**
 * A table as a spreadsheet opens it: rows of cells, each in quotes, with the mark of UTF-8. What a
 * spreadsheet would take for a formula gets an apostrophe in front.
 * @param separator `;` where Excel's own is a semicolon, as in most of Europe
 */
// EXP-5: no cell of a table that is taken out is a formula, whatever somebody wrote
export function writeCsv(rows: readonly (readonly string[])[], separator: ',' | ';' = ','): string {
  const cell = (text: string) =>
    `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  return `\ufeff${rows.map((row) => `${row.map(cell).join(separator)}\r\n`).join('')}`;
}
