// A roster from a file: what is read, what is said to be wrong, and what it would change.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LINES_MAX, readImport } from './import-file.ts';
import { type ImportHouse, planImport } from './import-rules.ts';
import type { PlannedShift } from './plan-rules.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const hour = (text: string) => Temporal.PlainTime.from(text);
const HOUSE: ImportHouse = {
  centreId: 'norte',
  officeId: 'norte.iss',
  today: day('2026-05-04'),
  staff: [
    { id: 'a', name: 'Ana Conceição' },
    { id: 'b', name: 'Bento Dias' },
    { id: 'c', name: 'Carla Reis' },
    { id: 'd', name: 'Carla Réis' },
  ],
  desks: [
    { id: 'norte.d1', label: '1' },
    { id: 'norte.d2', label: '2A' },
  ],
  shifts: [],
  absences: [],
};
const stands = (id: string, more: Partial<PlannedShift> = {}): PlannedShift => ({
  id,
  accountId: 'a',
  centreId: 'norte',
  officeId: 'norte.iss',
  deskId: 'norte.d1',
  date: day('2026-05-11'),
  works: { from: hour('09:00'), to: hour('13:00') },
  ...more,
});
const codes = (text: string) =>
  readImport(text).faults.map(({ line, code, cell }) => [line, code, ...(cell ? [cell] : [])]);
const plan = (text: string, house: Partial<ImportHouse> = {}) =>
  planImport(readImport(text).lines, { ...HOUSE, ...house });

test('ROS-20: semicolon, comma and tab, a mark before it, a first line in any language, empty lines', () => {
  const good = (text: string) => readImport(text).lines.map((each) => [each.line, each.who]);
  expect(
    good('\ufeffdia;quem;balcão;das;às\r\n2026-05-11;Ana;1;9:00;13:00\r\n\r\n;;;;\r\n'),
  ).toEqual([[2, 'Ana']]);
  expect(good('день,хто,стіл,з,до\n2026-05-11,"Silva, Ana",1,9h,13h30')).toEqual([
    [2, 'Silva, Ana'],
  ]);
  expect(good('2026-05-11\tAna; B\t1\t09.00\t13:00:00\t10:00\t10:15')).toEqual([[1, 'Ana; B']]);
});

test('ROS-21: days year first or day first; nothing is guessed, and what is wrong is said with its line', () => {
  const dates = readImport('2026-5-1;A;;9;12\n1/5/2026;A;;9;12\n01.05.2026;A;;9;12').lines;
  expect(new Set(dates.map(({ date }) => date.toString()))).toEqual(new Set(['2026-05-01']));
  expect(codes('dia;quem;x;das;às\n31/02/2026;Ana;;9:00;12:00\n5/13/2026;Ana;;9:00;12:00')).toEqual(
    [
      [2, 'day-not-read', '31/02/2026'],
      [3, 'day-not-read', '5/13/2026'],
    ],
  );
  expect(codes('2026-05-11;;;25:00;\n2026-05-11;Ana;;9:00;12:00;10:00')).toEqual([
    [1, 'who-missing'],
    [1, 'hour-not-read', '25:00'],
    [1, 'hours-missing'],
    [2, 'half-a-break'],
  ]);
  expect(codes('1/5/26;Ana;;9:00;12:00')).toEqual([[1, 'day-not-read', '1/5/26']]);
  expect(codes('2026-05-11;Ana')).toEqual([[1, 'columns-wrong']]);
  expect(codes('2026-05-11;"Ana;;9;12')).toEqual([[1, 'quotes-unbalanced']]);
  expect(codes(' \n;;\n')).toEqual([[1, 'file-empty']]);
  expect(codes('2026-05-11;Ana;;9;12\n'.repeat(LINES_MAX + 1))).toEqual([
    [LINES_MAX + 1, 'file-too-long'],
  ]);
});

test('ROS-24: whoever is named is found without accents or case, and must be one colleague of the office', () => {
  expect(plan('2026-05-11;ana conceicao;2a;9:00;12:00').add).toMatchObject([
    { accountId: 'a', deskId: 'norte.d2' },
  ]);
  const faults = plan(
    '2026-05-11;Rui;1;9:00;12:00\n2026-05-11;Carla Reis;;9:00;12:00\n2026-05-11;Bento Dias;7;9:00;12:00',
  ).faults;
  expect(faults.map(({ line, code, cell }) => [line, code, cell])).toEqual([
    [1, 'nobody-of-that-name', 'Rui'],
    [2, 'two-of-that-name', 'Carla Reis'],
    [3, 'no-such-desk', '7'],
  ]);
});

test('ROS-22: of the days and colleagues that are named the file is the plan, and of others nothing', () => {
  const shifts = [
    stands('same'),
    stands('goes', { works: { from: hour('14:00'), to: hour('18:00') } }),
    stands('other-day', { date: day('2026-05-12') }),
    stands('other-person', { accountId: 'b', deskId: 'norte.d2' }),
  ];
  const made = plan(
    '2026-05-11;Ana Conceição;1;9:00;13:00\n11/5/2026;Ana Conceição;1;15:00;18:00',
    {
      shifts,
    },
  );
  expect(made.faults).toEqual([]);
  expect(made.same).toBe(1);
  expect(made.remove.map(({ id }) => id)).toEqual(['goes']);
  expect(made.add.map(({ works }) => works.from.toString())).toEqual(['15:00:00']);
});

test('ROS-23: lines that cannot stand beside each other, the plan or an absence are said', () => {
  const away = [{ accountId: 'b', from: day('2026-05-11'), to: day('2026-05-12') }];
  const elsewhere = [stands('x', { officeId: 'norte.legal', deskId: 'norte.d9' })];
  const told = (text: string, house: Partial<ImportHouse> = {}) =>
    plan(text, house).faults.map(({ line, code }) => [line, code]);
  expect(
    told('2026-05-11;Ana Conceição;;9:00;12:00\n2026-05-11;Ana Conceição;;9:00;12:00'),
  ).toEqual([[2, 'line-twice']]);
  expect(
    told('2026-05-11;Ana Conceição;1;9:00;12:00\n2026-05-11;Bento Dias;1;11:00;13:00'),
  ).toEqual([[2, 'desk-taken']]);
  expect(told('2026-05-12;Bento Dias;1;9:00;12:00', { absences: away })).toEqual([[1, 'away']]);
  expect(told('2026-05-11;Ana Conceição;;12:00;15:00', { shifts: elsewhere })).toEqual([
    [1, 'already-rostered'],
  ]);
  expect(
    told('2026-05-03;Ana Conceição;;9:00;12:00\n2027-05-03;Ana Conceição;;9:00;12:00'),
  ).toEqual([
    [1, 'date-past'],
    [2, 'day-too-far'],
  ]);
  expect(told('2026-05-11;Ana Conceição;;12:00;9:00')).toEqual([[1, 'hours-end-first']]);
  expect(told('2026-05-11;Ana Conceição;;9:00;12:00;12:30;13:00')).toEqual([
    [1, 'break-outside-shift'],
  ]);
});

test('whatever a file holds is read: each line is good or said to be wrong, and nothing fails', () => {
  const cell = fc.oneof(
    fc.constantFrom(
      '2026-05-11',
      '11/5/2026',
      'Ana Conceição',
      '1',
      '9:00',
      '13h',
      '',
      '"',
      ';',
      '\n',
    ),
    fc.string({ maxLength: 12 }),
  );
  fc.assert(
    fc.property(fc.array(fc.array(cell, { maxLength: 9 }), { maxLength: 12 }), (rows) => {
      const { lines, faults } = readImport(rows.map((cells) => cells.join(';')).join('\n'));
      expect(lines.length + faults.length).toBeGreaterThan(0);
      planImport(lines, HOUSE);
    }),
  );
});
