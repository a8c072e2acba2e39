// What must be seen to before what.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { whatComesFirst } from './precedence.ts';

const SERVICES = ['papers', 'residence', 'tax-number', 'social-security', 'health'];
const need = (serviceId: string) => ({ needId: `need ${serviceId}`, serviceId });
const PAPERS_FIRST = { serviceId: 'residence', afterServiceId: 'papers' };

describe('PLN-2: what must be seen to first is seen to first', () => {
  test('for who came for both; for who came for one alone nothing comes first', () => {
    const both = whatComesFirst(
      [need('residence'), need('papers'), need('health')],
      [PAPERS_FIRST],
    );
    expect(Object.fromEntries(both)).toEqual({
      'need residence': ['need papers'],
      'need papers': [],
      'need health': [],
    });
    expect(whatComesFirst([need('residence')], [PAPERS_FIRST]).get('need residence')).toEqual([]);
  });

  test('whatever the data say, something can begin and everything can end', () => {
    const service = fc.constantFrom(...SERVICES);
    const pairs = fc.array(fc.record({ serviceId: service, afterServiceId: service }), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(fc.shuffledSubarray(SERVICES, { minLength: 1 }), pairs, (asked, precedence) => {
        const first = whatComesFirst(asked.map(need), precedence);
        const ended = new Set<string>();
        for (let turn = 0; turn < asked.length; turn++) {
          for (const [needId, firsts] of first)
            if (firsts.every((each) => ended.has(each))) ended.add(needId);
        }
        expect(ended.size).toBe(asked.length);
      }),
    );
  });
});
