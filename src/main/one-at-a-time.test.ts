// Work that waits for a server outside: what the calendar asks for meanwhile does nothing, and it goes on after a failure.
import { expect, test } from 'vitest';
import { oneAtATime } from './one-at-a-time.ts';

test('what is under way is not begun again, and after a failure it is', async () => {
  let begun = 0;
  const waiting = Promise.withResolvers<void>();
  const work = oneAtATime(() => {
    begun++;
    return waiting.promise;
  });
  const first = work();
  await Promise.all([work(), work(), work()]);
  expect(begun).toBe(1);
  waiting.reject(new Error('away'));
  await expect(first).rejects.toThrow('away');
  await expect(work()).rejects.toThrow('away');
  expect(begun).toBe(2);
});
