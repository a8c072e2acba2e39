// Who waits after wrong passwords, and who doesn't: by examples and for any mixture of tries.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FailedTries, type Try } from './failed-tries.ts';

const start = Temporal.Instant.from('2026-03-09T09:00:00Z');
const after = (seconds: number) => start.add({ milliseconds: Math.round(seconds * 1000) });
const from = (network: string, login = 'ana', browser?: string): Try => ({
  login,
  network,
  browser,
});
const AWAY = '198.51.100.0/24';

describe('ACC-51: whoever guesses is slowed down, and the owner of the name is not kept out', () => {
  test('five wrong ones hold up that name in that network; its owner gets in from another, or at her browser', () => {
    const tries = new FailedTries();
    for (let at = 0; at < 5; at++) tries.failed(from(AWAY), after(at));
    expect(tries.refuses(from(AWAY), after(6))).toBe(true);
    expect(tries.refuses(from('192.0.2.0/24'), after(6))).toBe(false);
    expect(tries.refuses(from(AWAY, 'ana', 'her browser'), after(6))).toBe(false);
    expect(tries.refuses(from(AWAY, 'rui'), after(6))).toBe(false);
    expect(tries.refuses(from(AWAY), after(61))).toBe(false);
  });

  test('from ever new networks thirty are read, then two in a minute, and her browser waits for nobody', () => {
    const tries = new FailedTries();
    let read = 0;
    for (let second = 0; second < 600; second++) {
      const one = from(`10.${second >> 8}.${second & 255}.0/24`);
      if (tries.refuses(one, after(second))) continue;
      read++;
      tries.failed(one, after(second));
    }
    expect(read).toBeGreaterThanOrEqual(30);
    expect(read).toBeLessThanOrEqual(30 + 20 + 1);
    expect(tries.refuses(from('192.0.2.0/24', 'ana', 'her browser'), after(600))).toBe(false);
  });

  test('a stolen browser guesses no faster than any other', () => {
    const tries = new FailedTries();
    for (let at = 0; at < 5; at++)
      tries.failed(from(`10.0.${at}.0/24`, 'ana', 'stolen'), after(at));
    expect(tries.refuses(from('10.9.9.0/24', 'ana', 'stolen'), after(6))).toBe(true);
    expect(tries.refuses(from('10.9.9.0/24', 'ana', 'hers'), after(6))).toBe(false);
  });

  test('one password tried on many names runs out for its network alone', () => {
    const tries = new FailedTries();
    for (let at = 0; at < 100; at++) tries.failed(from(AWAY, `name ${at}`), after(at));
    expect(tries.refuses(from(AWAY, 'another'), after(101))).toBe(true);
    expect(tries.refuses(from('192.0.2.0/24', 'another'), after(101))).toBe(false);
    expect(tries.refuses(from(AWAY, 'another', 'known'), after(101))).toBe(false);
  });

  test('whatever others do elsewhere, a browser that knows her is never refused for it', () => {
    const some = fc.record({
      login: fc.constantFrom('ana', 'rui'),
      network: fc.constantFrom('a', 'b', 'c'),
      browser: fc.option(fc.constantFrom('x', 'y'), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 200 }), (all) => {
        const tries = new FailedTries();
        all.forEach((one, at) => tries.failed(one, after(at / 10)));
        expect(tries.refuses(from('a', 'ana', 'hers'), after(30))).toBe(false);
      }),
    );
  });

  test('getting in begins anew for that network or browser', () => {
    const tries = new FailedTries();
    for (let at = 0; at < 4; at++) tries.failed(from(AWAY), after(at));
    tries.worked(from(AWAY));
    tries.failed(from(AWAY), after(5));
    expect(tries.refuses(from(AWAY), after(6))).toBe(false);
  });
});
