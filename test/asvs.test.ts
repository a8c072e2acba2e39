// The table of security requirements names tests and files that exist, and claims nothing without one.
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inCheckout } from '#platform/checkout.ts';

/** Faults of a table: what is named and is not there, what is claimed without a test. */
function faultsOf(text: string): string[] {
  const rows = text.split('\n').filter((line) => /^\| \d/.test(line));
  return rows.flatMap((row) => {
    const [, id = '', , state = '', where = '', tests = ''] = row
      .split('|')
      .map((cell) => cell.trim());
    const named = [...`${where} ${tests}`.matchAll(/`((?:src|test|docs|data)\/[^`]+)`/g)];
    const tested = [...tests.matchAll(/`([^`]+\.test\.tsx?)`/g)];
    const claims = state === 'met' || state === 'in part';
    return [
      ...named
        .map(([, path = '']) => path)
        .filter((path) => !existsSync(inCheckout(...path.split('/'))))
        .map((path) => `${id} names ${path}`),
      ...(claims && tested.length === 0 ? [`${id} claims without a test`] : []),
      ...(['met', 'in part', 'not met', 'yours'].includes(state) ? [] : [`${id} is “${state}”`]),
    ];
  });
}

test('docs/operations/asvs.md claims nothing without a test that is there', () => {
  const text = readFileSync(inCheckout('docs', 'operations', 'asvs.md'), 'utf8');
  expect(text.match(/^\| \d/gm)?.length).toBeGreaterThan(60);
  expect(faultsOf(text)).toEqual([]);
});

test('red: a test that is not there, a claim without one, a state that is none', () => {
  expect(faultsOf('| 1.1 | a | met | | `test/none.test.ts` |')).toEqual([
    '1.1 names test/none.test.ts',
  ]);
  expect(faultsOf('| 1.1 | a | met | `src/base/ids.ts` | |')).toEqual([
    '1.1 claims without a test',
  ]);
  expect(faultsOf('| 1.1 | a | fine | | |')).toEqual(['1.1 is “fine”']);
  expect(faultsOf('| 1.1 | a | not met | | |')).toEqual([]);
});
