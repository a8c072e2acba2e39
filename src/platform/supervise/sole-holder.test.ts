// One process holds a folder; one that has ended does not.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { birthOf } from './processes.ts';
import { holdAlone } from './sole-holder.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'oneroof-holder-'));
  path = join(folder, 'running.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('the second one is told who holds the folder and where it answers', () => {
  expect(holdAlone(path, 'http://localhost:3000')).toBeTypeOf('function');
  expect(holdAlone(path, 'http://localhost:4000')).toMatchObject({
    pid: process.pid,
    address: 'http://localhost:3000',
  });
});

test('what was given back can be taken', () => {
  const giveBack = holdAlone(path, '');
  if (typeof giveBack === 'function') giveBack();
  expect(holdAlone(path, '')).toBeTypeOf('function');
});

test.each([
  ['a process that has ended', { pid: 2 ** 22 + 1, birth: '1', address: '' }],
  [
    'a number that a stranger has now',
    { pid: process.pid, birth: `${birthOf(process.pid)}0`, address: '' },
  ],
])('the mark of %s is taken over', (_, holder) => {
  writeFileSync(path, JSON.stringify(holder));
  expect(holdAlone(path, '')).toBeTypeOf('function');
});

test('a mark that was half-written is taken over', () => {
  writeFileSync(path, '{"pid": 1');
  expect(holdAlone(path, '')).toBeTypeOf('function');
});
