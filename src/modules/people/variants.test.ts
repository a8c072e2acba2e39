// Spellings of one name and names that only look alike, compiled by hand in eleven ways of writing.
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { inCheckout } from '#platform/checkout.ts';
import { KeyIndex } from '../../../bench/support/names/key-index.ts';
import { LEARNED } from './names/weights.ts';
import { areProbablyOne } from './search-rules.ts';

const linesOf = (file: string) =>
  readFileSync(inCheckout('data', 'names', file), 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','));
const VARIANTS = linesOf('variants.csv').map(([script = '', one = '', other = '', same]) => ({
  script,
  one,
  other,
  same: same === '1',
}));
const same = VARIANTS.filter((each) => each.same);
const unlike = VARIANTS.filter((each) => !each.same);

/** Names of strangers: a given name and a surname of two lines, in Latin letters and in others. */
const STRANGERS = ['ar', 'he', 'ru'].flatMap((language) => {
  const lines = linesOf(`${language}-latin-dev.csv`).slice(0, 150);
  return lines.flatMap(([latin = '', native = ''], at) => {
    const [family = '', surname = ''] = lines[(at * 7 + 3) % lines.length] ?? [];
    return [`${latin} ${family}`, `${native} ${surname}`];
  });
});

const told = ({ one, other }: { one: string; other: string }) => `${one} · ${other}`;

describe('PEO-13: spellings of one name are found, and names that only look alike are told apart', () => {
  test('the set is as large and as varied as it must be', () => {
    expect(VARIANTS.length).toBeGreaterThanOrEqual(400);
    expect(unlike.length * 3).toBeGreaterThanOrEqual(VARIANTS.length);
    const scripts = Map.groupBy(VARIANTS, ({ script }) => script);
    expect(scripts.size).toBe(11);
    for (const pairs of scripts.values()) expect(pairs.length).toBeGreaterThanOrEqual(20);
  });

  describe('among strangers', () => {
    let people: KeyIndex;
    beforeAll(() => {
      people = new KeyIndex(LEARNED, [
        ...VARIANTS.flatMap(({ one, other }) => [one, other]),
        ...STRANGERS,
      ]);
    });
    test('nearly all are among the first ten, whichever of the two is typed', () => {
      const missed = same.flatMap(({ script, one, other }) =>
        [
          [one, other],
          [other, one],
        ].flatMap(([typed = '', kept = '']) =>
          people.search(typed).ten.includes(kept) ? [] : [`${script}: ${typed} → ${kept}`],
        ),
      );
      expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(0.03 * 2 * same.length);
    });
  });

  test('of names that only look alike hardly any are taken for one', () => {
    const flagged = unlike.filter(({ one, other }) => areProbablyOne(one, other, LEARNED));
    expect(flagged.length, flagged.map(told).join('\n')).toBeLessThanOrEqual(0.05 * unlike.length);
  });
  test('most spellings of one name are taken for one', () => {
    const missed = same.filter(({ one, other }) => !areProbablyOne(one, other, LEARNED));
    expect(missed.length, missed.map(told).join('\n')).toBeLessThanOrEqual(0.2 * same.length);
  });
  test('two strangers are hardly ever taken for one', () => {
    let flagged = 0;
    const count = 2000;
    // Each pair once: the second name moves on whenever the first ones have all had their turn.
    for (let at = 0; at < count; at++) {
      const one = (at * 7) % STRANGERS.length;
      const other = (one + 2 + at + Math.floor(at / STRANGERS.length)) % STRANGERS.length;
      // Two in a row are one name in two scripts.
      if (one >> 1 === other >> 1) continue;
      if (areProbablyOne(STRANGERS[one] ?? '', STRANGERS[other] ?? '', LEARNED)) flagged += 1;
    }
    expect(flagged).toBeLessThanOrEqual(0.0005 * count);
  });
});
