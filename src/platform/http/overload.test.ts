// When strangers are sent away, and when everybody is.
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { loadOf, Overload } from './overload.ts';

test('first strangers, then everybody', () => {
  expect(loadOf(0, 0)).toBe(0);
  expect(loadOf(149, 127)).toBe(0);
  expect(loadOf(151, 0)).toBe(1);
  expect(loadOf(0, 128)).toBe(1);
  expect(loadOf(401, 0)).toBe(2);
  expect(loadOf(0, 384)).toBe(2);
});

test('a loop that is late is noticed, and one that has recovered too', async () => {
  const overload = new Overload();
  try {
    for (let turn = 0; turn < 4; turn++) {
      const end = performance.now() + 600;
      while (performance.now() < end); // the loop stands still
      await sleep(1);
    }
    expect(overload.load()).toBe(2);
    await expect.poll(() => overload.load(), { timeout: 5000 }).toBe(0);
    const done = Array.from({ length: 400 }, () => overload.begin());
    expect(overload.load()).toBe(2);
    for (const end of done) end();
    expect(overload.load()).toBe(0);
  } finally {
    overload.stop();
  }
});
