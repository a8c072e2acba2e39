// Tries run out, come back, and are counted for one name alone.
import { expect, test } from 'vitest';
import { RateLimit } from './rate-limit.ts';

test('a burst, then as many as come back', () => {
  const limit = new RateLimit({ burst: 3, perSecond: 0.5 });
  expect([1, 2, 3, 4].map(() => limit.take('a', 0))).toEqual([0, 0, 0, 2]);
  expect(limit.take('a', 1000)).toBe(1);
  expect(limit.take('a', 2000)).toBe(0);
  expect(limit.take('a', 2000)).toBe(2);
  expect(limit.take('b', 2000)).toBe(0);
  expect([1, 2, 3, 4].map(() => limit.take('a', 3_600_000))).toEqual([0, 0, 0, 2]);
});

test('refused tries cost nothing: whoever waits gets in', () => {
  const limit = new RateLimit({ burst: 1, perSecond: 1 });
  limit.take('a', 0);
  for (let at = 0; at < 900; at++) limit.take('a', at);
  expect(limit.take('a', 1000)).toBe(0);
});

test('ever new names don’t fill the memory, and push out those unused longest', () => {
  const limit = new RateLimit({ burst: 1, perSecond: 0.001, names: 3 });
  for (const name of ['a', 'b', 'c']) limit.take(name, 0);
  limit.take('a', 0);
  limit.take('d', 0);
  expect(limit.size).toBe(3);
  expect(limit.take('a', 0)).toBeGreaterThan(0);
  expect(limit.take('b', 0)).toBe(0);
  for (let each = 0; each < 1000; each++) limit.take(`forged ${each}`, 0);
  expect(limit.size).toBe(3);
});
