// Brackets upon brackets are refused before anything follows them.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEPTH_MAX, depthOf, readJson } from './json-depth.ts';

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

test('as deep as our inputs go, and not deeper', () => {
  expect(readJson(nested(DEPTH_MAX))).toBeDefined();
  expect(readJson(nested(DEPTH_MAX + 1))).toBeUndefined();
  expect(readJson('{"a":'.repeat(30_000))).toBeUndefined();
  expect(readJson('[{"a":1},{"b":[2]}]')).toEqual([{ a: 1 }, { b: [2] }]);
});

test('brackets inside texts are no depth', () => {
  expect(depthOf(JSON.stringify({ a: '[[[[\\"[[[' }))).toBe(1);
  expect(readJson(JSON.stringify('['.repeat(100)))).toBe('['.repeat(100));
});

test('what is no JSON is no value', () => {
  for (const text of ['', '{', '"', '"\\', 'a', ']]]]']) expect(readJson(text)).toBeUndefined();
});

test('whatever is shallow is read as JSON.parse reads it', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
      const text = JSON.stringify(value);
      expect(readJson(text)).toEqual(JSON.parse(text));
    }),
  );
});
