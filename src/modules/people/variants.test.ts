// Spellings of one name and names that only look alike, compiled by hand in eleven ways of writing.
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { inCheckout } from '#platform/checkout.ts';
import { LEARNED } from './names/weights.ts';
import { askedKeys, nameKeys, wordsNeeded } from './search-keys.ts';
import { areProbablyOne, type Candidate, rankCandidates } from './search-rules.ts';

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

/** As the database answers: whoever has one key of each word, the nearest first, 200 at the most. */
class Found {
  readonly #names = new Map<string, string>();
  readonly #keys: (readonly [key: string, id: string])[] = [];

  constructor(names: readonly string[]) {
    for (const name of new Set(names)) {
      const id = String(this.#names.size);
      this.#names.set(id, name);
      for (const key of nameKeys([name], LEARNED)) this.#keys.push([key, id]);
    }
    this.#keys.sort(([a], [b]) => (a < b ? -1 : 1));
  }

  #holders(key: string, begins: boolean): string[] {
    let [low, high] = [0, this.#keys.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#keys[middle]?.[0] ?? '') < key) low = middle + 1;
      else high = middle;
    }
    const found: string[] = [];
    for (let at = low; at < this.#keys.length; at++) {
      const [each = '', id = ''] = this.#keys[at] ?? [];
      if (begins ? !each.startsWith(key) : each !== key) break;
      found.push(id);
    }
    return found;
  }

  ten(typed: string): string[] {
    const places = askedKeys(typed, LEARNED).map((keys) => {
      const place = new Map<string, number>();
      keys.forEach(({ key, begins }, at) => {
        for (const id of this.#holders(key, begins)) if (!place.has(id)) place.set(id, at);
      });
      return place;
    });
    const candidates = [...new Set(places.flatMap((each) => [...each.keys()]))]
      .filter((id) => missing(places, id) <= places.length - wordsNeeded(places.length))
      .toSorted(
        (a, b) => missing(places, a) - missing(places, b) || worst(places, a) - worst(places, b),
      )
      .slice(0, 200)
      .map((id): Candidate => ({ personId: id, names: [this.#names.get(id) ?? ''] }));
    return rankCandidates(typed, candidates, LEARNED, 10).map(({ candidate }) =>
      candidate.names.join(),
    );
  }
}

const worst = (places: readonly ReadonlyMap<string, number>[], id: string) =>
  Math.max(...places.map((each) => each.get(id) ?? 0));
const missing = (places: readonly ReadonlyMap<string, number>[], id: string) =>
  places.filter((each) => !each.has(id)).length;
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
    let people: Found;
    beforeAll(() => {
      people = new Found([...VARIANTS.flatMap(({ one, other }) => [one, other]), ...STRANGERS]);
    });
    test('nearly all are among the first ten, whichever of the two is typed', () => {
      const missed = same.flatMap(({ script, one, other }) =>
        [
          [one, other],
          [other, one],
        ].flatMap(([typed = '', kept = '']) =>
          people.ten(typed).includes(kept) ? [] : [`${script}: ${typed} → ${kept}`],
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
