// The threat model names files and tests that exist, claims no protection without a test, and says what
// is not protected.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inCheckout } from '#platform/checkout.ts';

const DOCS = inCheckout('docs');

/** What is named and not there, and rows of what is protected that name no test. */
function faultsOf(text: string): string[] {
  const [, after = ''] = text.split('\n## What is protected\n');
  const [isProtected = ''] = after.split('\n## What is not protected\n');
  const rows = isProtected
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| what |'))
    .map((line) => line.split('|').map((cell) => cell.trim()));
  const named = [...text.matchAll(/`((?:src|test|docs|data|db)\/[^`]+)`/g)].map(
    ([, path = '']) => path,
  );
  const linked = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, path = '']) => path);
  return [
    ...named.filter((path) => !existsSync(inCheckout(...path.split('/')))),
    ...linked.filter((path) => !existsSync(join(DOCS, path))),
    ...rows.filter(([, , , by]) => !by).map(([, what]) => `${what}: by nothing`),
    ...rows
      .filter(
        ([, , , , tests = '']) => !/`test\/\S+\.test\.tsx?`|`src\/\S+\.test\.tsx?`/.test(tests),
      )
      .map(([, what]) => `${what}: claimed without a test`),
    ...(rows.length > 0 ? [] : ['nothing is protected']),
    ...(/\n## What is not protected\n\n\S/.test(text) ? [] : ['what is not protected is not said']),
  ];
}

test('docs/threat-model.md claims nothing without a test that is there, and says what is open', () => {
  const text = readFileSync(join(DOCS, 'threat-model.md'), 'utf8');
  expect(faultsOf(text)).toEqual([]);
  expect(text.match(/^\| .*\.test\.tsx?` \|$/gm)?.length).toBeGreaterThan(20);
});

test('red: a test that is not there, a claim without one, nothing said of what is open', () => {
  const open = '\n## What is not protected\n\nMuch.\n';
  const claim = (row: string) => `\n## What is protected\n\n${row}\n`;
  expect(faultsOf(claim('| a | b | c | `test/none.test.ts` |') + open)).toEqual([
    'test/none.test.ts',
  ]);
  expect(faultsOf(claim('| a | b | c | `src/base/ids.ts` |') + open)).toEqual([
    'a: claimed without a test',
  ]);
  expect(faultsOf(claim('| a | b | | `test/asvs.test.ts` |') + open)).toEqual(['a: by nothing']);
  expect(faultsOf(claim('| a | b | c | `test/asvs.test.ts` |'))).toEqual([
    'what is not protected is not said',
  ]);
  expect(faultsOf(claim('| a | b | c | `test/asvs.test.ts` |') + open)).toEqual([]);
});
