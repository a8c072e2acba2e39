// Ids: of their form, stamped with their time, and never twice, also beyond one draw of random bytes.
import { expect, test } from 'vitest';
import { isId, newId } from './ids.ts';

test('an id is a UUID of version 7 that carries its time', () => {
  const at = Date.UTC(2026, 2, 9, 10);
  const id = newId(at);
  expect(isId(id)).toBe(true);
  expect(id[14]).toBe('7');
  expect('89ab').toContain(id[19]);
  expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(at);
});

test('no two are alike, whatever is drawn at once', () => {
  const ids = Array.from({ length: 2000 }, () => newId(0));
  expect(new Set(ids.map((id) => id.slice(15))).size).toBe(ids.length);
  expect(ids.every(isId)).toBe(true);
});
