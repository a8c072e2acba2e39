// What is learned from pairs of names, and how full names are matched.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { inCheckout } from '#platform/checkout.ts';
import { Belief } from './belief.ts';
import { fitNames } from './full-names.ts';
import { gramsOf, gramsOfSpellings } from '../../../../bench/support/names/grams.ts';
import type { Pair } from './letter-training.ts';
import { LEARNED_SCRIPTS, lettersOf, scriptOf } from './letters.ts';
import { likeness, loadScript, saveScript, type ScriptModel, trainScript } from './script-model.ts';
import { filesOf, readWeights } from './weights.ts';

// A part of what there is: enough to see that it learns, and soon done.
function pairs(count: number): Pair[] {
  return readFileSync(inCheckout('data', 'names', 'ru-latin-dev.csv'), 'utf8')
    .split('\n')
    .slice(1, count + 1)
    .map((line): Pair => {
      const [latin = '', native = ''] = line.split(',');
      return [lettersOf(latin), lettersOf(native)];
    });
}

describe('letters learned from pairs', () => {
  const NAMES = ['марина', 'самира', 'никола', 'рената'];
  const LATIN = ['marina', 'samira', 'nikola', 'renata'];
  let model: ScriptModel;
  beforeAll(() => {
    model = trainScript(pairs(300));
  });

  test('each name is likest to itself in the other script', () => {
    for (const [at, name] of NAMES.entries()) {
      const fits = LATIN.map((latin) => likeness(model, latin, name));
      expect(fits.indexOf(Math.max(...fits))).toBe(at);
      expect(fits[at]).toBeGreaterThan(0);
    }
  });
  test('the likeliest spellings come first, and say how likely they are', () => {
    const spellings = model.toNative.best('marina', 4);
    expect(spellings[0]?.text).toBe('марина');
    expect(spellings.map(({ log }) => log)).toEqual(
      spellings.map(({ log }) => log).toSorted((a, b) => b - a),
    );
    expect(gramsOfSpellings(spellings).get('^м')).toBe(1);
  });
  test('a model that was kept and loaded thinks the same, as far as rare counts go', () => {
    const again = loadScript(JSON.parse(JSON.stringify(saveScript(model))));
    for (const [at, name] of NAMES.entries()) {
      const latin = LATIN[at] as string;
      expect(again.toNative.best(latin, 1)).toMatchObject([
        { text: model.toNative.best(latin, 1)[0]?.text },
      ]);
      expect(Math.abs(likeness(again, latin, name) - likeness(model, latin, name))).toBeLessThan(1);
    }
  });
  test('spellings are told apart, and none is likelier than all its alignments together', () => {
    const letters = fc.string({
      unit: fc.constantFrom(...'aehikmnorsty'),
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(letters, fc.integer({ min: 1, max: 16 }), (word, count) => {
        const spellings = model.toNative.best(word, count);
        expect(new Set(spellings.map(({ text }) => text)).size).toBe(spellings.length);
        expect(spellings.length).toBeLessThanOrEqual(count);
        for (const { text, log } of spellings)
          expect(log).toBeLessThanOrEqual(model.toNative.logProbability(word, text) + 1e-9);
      }),
      { numRuns: 50 },
    );
  });
  test('the likeliest spelling of a short word is the likeliest of all that its letters can make', () => {
    // Of two letters nothing can be lost on the way: more spellings than are kept change no order.
    for (const word of ['an', 'sa', 'mi', 'ko', 're']) {
      const many = model.toNative.best(word, 64).map(({ text }) => text);
      for (const count of [1, 3, 8])
        expect(model.toNative.best(word, count).map(({ text }) => text)).toEqual(
          many.slice(0, count),
        );
    }
  });
  test('what a letter may stand for is found again, and nothing else', () => {
    const chunks = fc.array(
      fc.tuple(fc.nat(2 ** 31 - 1), fc.double({ min: 0.001, max: 1, noNaN: true })),
    );
    fc.assert(
      fc.property(chunks, fc.nat(2 ** 31 - 1), (some, other) => {
        const known = new Map(some);
        const belief = new Belief(known);
        for (const [chunk, p] of known) expect(belief.of(chunk)).toBe(p);
        expect(belief.of(other)).toBe(known.get(other) ?? 0);
      }),
    );
  });
  test('any two words can be compared, letters that were never met too', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), fc.string({ maxLength: 20 }), (a, b) => {
        expect(Number.isFinite(likeness(model, a, b))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

describe('PEO-10: words of two names are matched one to one, in any order', () => {
  const same = (a: string, b: string) => (a === b ? 10 : -10);
  test('the order costs something, and less than another word', () => {
    const straight = fitNames(['ana', 'silva'], ['ana', 'silva'], same);
    const turned = fitNames(['silva', 'ana'], ['ana', 'silva'], same);
    const other = fitNames(['ana', 'costa'], ['ana', 'silva'], same);
    expect(straight).toEqual({ score: expect.closeTo(20, 2), weakest: 10, swapped: false });
    expect(turned?.swapped).toBe(true);
    expect(turned?.score).toBeLessThan(20);
    expect(turned?.score).toBeGreaterThan(other?.score ?? 0);
    expect(other?.weakest).toBe(-10);
  });
  test('a surname more or less costs nothing, whoever has it', () => {
    const short = ['ana', 'silva'];
    const long = ['ana', 'maria', 'silva'];
    expect(fitNames(short, long, same)?.score).toBeCloseTo(20, 2);
    expect(fitNames(long, short, same)?.score).toBeCloseTo(20, 2);
  });
  test('one word is matched to one word only', () => {
    expect(fitNames(['ana', 'ana'], ['ana', 'silva'], same)?.weakest).toBe(-10);
  });
  test('of two names with a bad word each the less bad one comes first', () => {
    const bad = (a: string, b: string) =>
      a === b ? 10 : a === 'silva' && b === 'sousa' ? -9 : -20;
    const worse = fitNames(['ana', 'silva'], ['ana', 'costa'], bad)?.score ?? 0;
    expect(fitNames(['ana', 'silva'], ['ana', 'sousa'], bad)?.score).toBeGreaterThan(worse);
  });
  test('whatever the other word is, the one that fits better comes first, and a bad one does not undo it', () => {
    const fit = fc.double({ min: -40, max: 25, noNaN: true });
    const scoreOf = (good: number, bad: number) =>
      fitNames(['a', 'b'], ['c', 'd'], (a, b) =>
        a === 'a' && b === 'c' ? good : a === 'b' && b === 'd' ? bad : -100,
      )?.score ?? 0;
    fc.assert(
      fc.property(fit, fit, fc.double({ min: 0.1, max: 10, noNaN: true }), (one, other, more) => {
        expect(scoreOf(one, other + more)).toBeGreaterThan(scoreOf(one, other));
      }),
    );
    expect(scoreOf(10, -35)).toBeGreaterThan(scoreOf(2, -5));
  });
  test('no word, no fit; a name always fits itself with no word swapped', () => {
    expect(fitNames([], ['ana'], same)).toBeUndefined();
    const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(words, (name) => {
        expect(fitNames(name, name, same)).toEqual({
          score: expect.closeTo(10 * name.length, 2),
          weakest: 10,
          swapped: false,
        });
      }),
    );
  });
});

describe('letters of a word', () => {
  test('accents of Latin and signs that are left out at will go, letters stay', () => {
    expect(lettersOf('Ćamil')).toBe('camil');
    expect(lettersOf('مُحَمَّد')).toBe('محمد');
    expect(lettersOf('فاطمة')).toBe('فاطمة');
    expect(lettersOf('Йосип')).toBe('йосип');
  });
  test('a script is told by the first letter that has one', () => {
    expect(['Ana', '1-Олена', 'שרה', 'علي', '王', '7'].map(scriptOf)).toEqual([
      'latin',
      'cyrillic',
      'hebrew',
      'arabic',
      'other',
      'other',
    ]);
  });
  test('runs of letters know the ends of a word', () => {
    expect(gramsOf('li').toSorted()).toEqual(['^l', '^li', 'i$', 'li', 'li$']);
  });
});

test.each(LEARNED_SCRIPTS)(
  'the weights of %s were learned from the pairs beside them',
  (script) => {
    // After a change of the pairs or of the method: npm run weights.
    const pairs = readFileSync(filesOf(script).pairs, 'utf8').replaceAll('\r', '');
    expect(readWeights(script).learnedFrom).toBe(createHash('sha256').update(pairs).digest('hex'));
  },
);
