// One after the other, in the order in which they came, and not too many.
import { expect, test } from 'vitest';
import { Queue } from './queue.ts';

test('some at once, some wait their turn, the rest are told at once', async () => {
  const queue = new Queue(2, 2);
  const entered: string[] = [];
  const come = async (name: string) => {
    const leave = await queue.enter();
    entered.push(leave ? name : `${name} is sent away`);
    return leave;
  };
  const all = ['a', 'b', 'c', 'd', 'e'].map(come);
  await all[4];
  expect(entered).toEqual(['a', 'b', 'e is sent away']);
  (await all[0])?.();
  await all[2];
  (await all[1])?.();
  await all[3];
  expect(entered.slice(3)).toEqual(['c', 'd']);
  (await all[2])?.();
  (await all[3])?.();
  expect(await queue.enter()).toBeDefined();
});
