// Tables as files, read back by a parser that is not ours.
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeCsv } from './csv.ts';

test('EXP-5: whatever is written in a file, no cell begins as a formula, and nothing is lost', () => {
  const nasty = fc.oneof(
    fc.string(),
    fc
      .tuple(
        fc.constantFrom('', ' ', '\t', '\r', '\n', '\u00a0'),
        fc.constantFrom(...'=+-@＝|%'),
        fc.string(),
      )
      .map((parts) => parts.join('')),
  );
  const table = fc.array(fc.array(nasty, { minLength: 1 }), { minLength: 1 });
  fc.assert(
    fc.property(table, fc.constantFrom(',' as const, ';' as const), (rows, separator) => {
      const wide = rows.map((row) => [...row, 'end']);
      const written = writeCsv(wide, separator);
      const read = parse(written, {
        bom: true,
        delimiter: separator,
        relax_column_count: true,
      }) as string[][];
      expect(read.map((row) => row.map((cell) => cell.replace(/^'/, '')))).toEqual(
        wide.map((row) => row.map((cell) => cell.replace(/^'/, ''))),
      );
      for (const cell of read.flat()) {
        expect(cell).not.toMatch(/^[\t\r\n]/);
        expect(cell.trim()).not.toMatch(/^[=+\-@＝]/);
      }
    }),
  );
  expect(writeCsv([['=HYPERLINK("x")', 'Nour']])).toBe('\ufeff"\'=HYPERLINK(""x"")","Nour"\r\n');
});
