// Papers that were seen, without a database.
import { expect, test } from 'vitest';
import { refuseDocument, validityOf } from './document-rules.ts';

const today = Temporal.PlainDate.from('2026-03-09');

test('CAS-31: a paper was seen today or before', () => {
  expect(refuseDocument(today, today)).toBeUndefined();
  expect(refuseDocument(today.subtract({ days: 3 }), today)).toBeUndefined();
  expect(refuseDocument(today.add({ days: 1 }), today)).toMatchObject({
    fields: { seenOn: 'date-in-future' },
  });
});

test('CAS-32: what ran out is over, what will within two months is soon', () => {
  expect(validityOf(null, today)).toBe('unknown');
  expect(validityOf(today.subtract({ days: 1 }), today)).toBe('over');
  expect(validityOf(today, today)).toBe('soon');
  expect(validityOf(today.add({ months: 2 }), today)).toBe('valid');
});
