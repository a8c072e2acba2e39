// What is made once is made once; no more is kept than was said.
import { expect, test } from 'vitest';
import { Kept } from './kept.ts';

test('a key is made once, and again when it was forgotten', () => {
  const made: string[] = [];
  const kept = new Kept<string>(2);
  const get = (key: string) =>
    kept.get(key, () => {
      made.push(key);
      return key.toUpperCase();
    });
  expect([get('a'), get('b'), get('a')]).toEqual(['A', 'B', 'A']);
  expect(made).toEqual(['a', 'b']);
  get('c');
  expect(get('b')).toBe('B');
  get('a');
  expect(made).toEqual(['a', 'b', 'c', 'a']);
});
