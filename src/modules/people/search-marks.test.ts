// Marks pass nobody over who has a typed word: whoever has a key that is asked for has a mark of it; and most who
// have none of them are passed over.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LEARNED } from './names/weights.ts';
import { type AskedKey, askedKeys, nameKeys } from './search-keys.ts';
import { type Marks, marksAsked, marksOf } from './search-marks.ts';

const has = (marks: Marks, one: Marks) =>
  [...one].every((bit, at) => bit === '0' || marks[at] === '1');
const isPassedOver = (name: string, word: readonly AskedKey[]) =>
  !marksAsked(word).some((one) => has(marksOf(nameKeys([name], LEARNED)), one));
const isFound = (name: string, word: readonly AskedKey[]) =>
  nameKeys([name], LEARNED).some((key) =>
    word.some((each) => (each.begins ? key.startsWith(each.key) : key === each.key)),
  );

const LATIN = 'abcdefghijklmnoprstuvyz';
const word = fc.oneof(
  fc.string({ unit: fc.constantFrom(...LATIN), minLength: 1, maxLength: 9 }),
  fc.string({ unit: fc.constantFrom(...'абвгдежзиклмнопрстухчшя'), minLength: 2, maxLength: 8 }),
  fc.constantFrom('محمد', 'اولكساندرا', 'שלום', '王小明', '王', 'খান', 'ਸਿੰਘ'),
);
/** One letter left out, other or swapped. */
const slipped = fc
  .tuple(word, fc.nat(8), fc.constantFrom('out', 'other', 'swapped', 'half'))
  .map(([text, at, how]) => {
    const letters = [...text];
    const place = at % letters.length;
    if (how === 'out') letters.splice(place, 1);
    if (how === 'other') letters[place] = 'n';
    if (how === 'swapped')
      letters.splice(place, 2, ...letters.slice(place, place + 2).toReversed());
    return {
      text,
      typed: how === 'half' ? letters.slice(0, place + 1).join('') : letters.join(''),
    };
  });

describe('PEO-1: marks beside keys', () => {
  test('whoever has a key of a typed word is never passed over, whether it is misspelt or half typed', () => {
    let found = 0;
    fc.assert(
      fc.property(slipped, word, ({ text, typed }, other) => {
        for (const asked of askedKeys(typed, LEARNED))
          for (const keys of [asked, asked.filter(({ near }) => near)]) {
            const name = `${other} ${text}`;
            if (!isFound(name, keys)) continue;
            found += 1;
            expect(isPassedOver(name, keys), `${typed} of ${name}`).toBe(false);
          }
      }),
      { numRuns: 3000, seed: 7 },
    );
    expect(found).toBeGreaterThan(2000);
  });

  test('most of those who have no such word are passed over', () => {
    const asked = askedKeys('Quaresma', LEARNED)[0] ?? [];
    const near = asked.filter((each) => each.near);
    const others = [
      'Maria Silva',
      'Олена Бондар',
      'Mohammed Hossain',
      'Nguyen Van An',
      'Zoe Lima',
      'Ana Paz',
    ];
    expect(others.filter((name) => isPassedOver(name, near)).length).toBeGreaterThan(4);
  });
});
