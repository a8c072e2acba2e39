// The mediator's hand in a plan, and whether what is foretold comes in time.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inTime } from './in-time.ts';
import { whatComesFirst } from './precedence.ts';
import { putFirst } from './put-first.ts';

const SERVICES = ['papers', 'residence', 'tax-number', 'social-security', 'health'];
const PAPERS_FIRST = [{ serviceId: 'residence', afterServiceId: 'papers' }];
const needs = (services: readonly string[]) =>
  services.map((serviceId) => ({ needId: serviceId, serviceId }));

describe('PLN-10: what the mediator puts first is seen to first', () => {
  test('before the others, but not before what must come before it', () => {
    expect(putFirst(['papers', 'residence', 'health'], PAPERS_FIRST, 'residence')).toEqual([
      { serviceId: 'health', afterServiceId: 'residence' },
    ]);
    expect(putFirst(['residence', 'health'], PAPERS_FIRST, 'residence')).toEqual([
      { serviceId: 'health', afterServiceId: 'residence' },
    ]);
    expect(putFirst(['papers', 'health'], PAPERS_FIRST, undefined)).toEqual([]);
    expect(putFirst(['papers', 'health'], PAPERS_FIRST, 'residence')).toEqual([]);
  });

  test('whatever is chosen, everything that was to be first stays so and nothing waits for itself', () => {
    const service = fc.constantFrom(...SERVICES);
    const pairs = fc.array(fc.record({ serviceId: service, afterServiceId: service }), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(
        fc.shuffledSubarray(SERVICES, { minLength: 1 }),
        pairs,
        service,
        (asked, precedence, first) => {
          const plain = whatComesFirst(needs(asked), precedence);
          const chosen = whatComesFirst(needs(asked), [
            ...precedence,
            ...putFirst(asked, precedence, first),
          ]);
          for (const [needId, before] of plain)
            for (const each of before) expect(chosen.get(needId)).toContain(each);
          const ended = new Set<string>();
          for (let turn = 0; turn < asked.length; turn++)
            for (const [needId, before] of chosen)
              if (before.every((each) => ended.has(each))) ended.add(needId);
          expect(ended.size).toBe(asked.length);
        },
      ),
    );
  });
});

describe('PLN-11: whether something comes in time is said surely, perhaps, or not', () => {
  const at = (minute: number) => Temporal.Instant.fromEpochMilliseconds(minute * 60_000);
  test('by both ends of what is foretold', () => {
    const over = { from: at(100), to: at(115) };
    expect(inTime(over, at(115))).toBe('yes');
    expect(inTime(over, at(114))).toBe('perhaps');
    expect(inTime(over, at(100))).toBe('perhaps');
    expect(inTime(over, at(99))).toBe('no');
  });
  test('a later hour never makes it worse', () => {
    const worth = { no: 0, perhaps: 1, yes: 2 };
    fc.assert(
      fc.property(fc.nat(300), fc.nat(60), fc.nat(400), fc.nat(60), (from, width, hour, more) => {
        const over = { from: at(from), to: at(from + width) };
        expect(worth[inTime(over, at(hour + more))]).toBeGreaterThanOrEqual(
          worth[inTime(over, at(hour))],
        );
      }),
    );
  });
});
