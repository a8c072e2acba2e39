// Whoever tries too often waits, whether the name is known or not.
import { expect, test } from 'vitest';
import { SlowDown } from './slow-down.ts';

const start = Temporal.Instant.from('2026-03-09T09:00:00Z');
const after = (seconds: number) => start.add({ seconds });

test('five failures in a minute are the last for that minute, for that name alone', () => {
  const slow = new SlowDown(5, 60);
  for (let second = 0; second < 5; second++) {
    expect(slow.refuses('ana', after(second))).toBe(false);
    slow.failed('ana', after(second));
  }
  expect(slow.refuses('ana', after(59))).toBe(true);
  expect(slow.refuses('rui', after(59))).toBe(false);
  expect(slow.refuses('ana', after(60))).toBe(false);
});

test('whoever gets in starts anew', () => {
  const slow = new SlowDown(2, 60);
  slow.failed('ana', start);
  slow.worked('ana');
  slow.failed('ana', after(1));
  expect(slow.refuses('ana', after(2))).toBe(false);
  slow.failed('ana', after(2));
  expect(slow.refuses('ana', after(3))).toBe(true);
});

test('many names do not fill the memory: the oldest are forgotten', () => {
  const slow = new SlowDown(1, 600);
  for (let n = 0; n <= 10_000; n++) slow.failed(`name ${n}`, start);
  expect(slow.refuses('name 0', after(1))).toBe(false);
  expect(slow.refuses('name 10000', after(1))).toBe(true);
});
