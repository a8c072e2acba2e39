// A calendar file that calendars read.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calendarFile } from './calendar-file.ts';

const entry = {
  uid: 'a@oneroof',
  sequence: 0,
  writtenAt: Temporal.Instant.from('2026-03-09T09:00:00.123Z'),
  startsAt: Temporal.Instant.from('2026-07-10T09:00:00Z'),
  endsAt: Temporal.Instant.from('2026-07-10T09:20:00Z'),
  title: 'Marcação',
  place: 'CNAIM Lisboa; Rua Álvaro Coutinho, 14',
};

test('one entry, in UTC, with what the standard says must be escaped', () => {
  const text = calendarFile(entry);
  expect(text).toContain('\r\nDTSTAMP:20260309T090000Z\r\nDTSTART:20260710T090000Z\r\n');
  expect(text).toContain('LOCATION:CNAIM Lisboa\\; Rua Álvaro Coutinho\\, 14');
  expect(text).toContain('STATUS:CONFIRMED');
  expect(calendarFile({ ...entry, cancelled: true })).toContain('METHOD:CANCEL');
});

test('no line is longer than 75 bytes, and unfolded it is what was said', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (title) => {
      const clean = title.replaceAll(/[\r\n\\;,]/g, '');
      const text = calendarFile({ ...entry, title: clean });
      const lines = text.split('\r\n');
      expect(lines.every((line) => new TextEncoder().encode(line).length <= 75)).toBe(true);
      expect(text.replaceAll('\r\n ', '')).toContain(`SUMMARY:${clean}\r\n`);
    }),
  );
});
