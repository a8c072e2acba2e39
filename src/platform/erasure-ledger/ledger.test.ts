// The erasure ledger: what was written comes back; whatever is changed, taken out, put in or swapped in the
// file is found; a line that was cut off by a crash does not count and is written over.
import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { newId } from '#base/ids.ts';
import { ErasureLedger, LedgerDamaged } from './ledger.ts';

const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
const path = join(folder, 'kept', 'erased');
const ledger = new ErasureLedger(path);
const NOW = Temporal.Instant.from('2026-03-09T09:00:00Z');

beforeEach(() => rmSync(path, { force: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Three erasures: one done, one dropped, one that something stopped. */
function filled() {
  const [done, dropped, open] = [newId(), newId(), newId()];
  const persons = [newId(), newId()];
  ledger.append({ step: 'begin', erasure: done, claim: newId(), persons }, NOW);
  ledger.append({ step: 'done', erasure: done, entries: 3, entriesHash: 'ab' }, NOW);
  ledger.append({ step: 'begin', erasure: dropped, persons: [newId()] }, NOW);
  ledger.append({ step: 'dropped', erasure: dropped }, NOW);
  ledger.append({ step: 'begin', erasure: open, persons: [newId()] }, NOW);
  return { done, open, persons };
}

test('there is none at first; what was written comes back, for its owner alone to read', () => {
  expect(ledger.read()).toEqual([]);
  const { done, open, persons } = filled();
  expect(ledger.erasures().map(({ erasure }) => erasure)).toEqual([done, open]);
  expect(ledger.erasures()[0]).toMatchObject({ persons, entries: 3, entriesHash: 'ab' });
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o077).toBe(0);
});

test('a line that was cut off was never acted upon: the next one takes its place', () => {
  const { open } = filled();
  appendFileSync(path, '{"n":6,"step":"be');
  expect(ledger.read()).toHaveLength(5);
  ledger.append({ step: 'done', erasure: open, entries: 0, entriesHash: '' }, NOW);
  expect(ledger.read()).toHaveLength(6);
});

test('red: any change of a byte, line taken out, doubled or swapped is found', () => {
  filled();
  const text = readFileSync(path, 'utf8');
  const lines = text.split('\n').slice(0, -1);
  const faults = fc.oneof(
    fc.nat(text.length - 2).map((at) => {
      const other = text[at] === 'x' ? 'y' : 'x';
      return text.slice(0, at) + other + text.slice(at + 1);
    }),
    // The last line may be gone: the database tells that (src/main/replay-erasures.ts).
    fc.nat(lines.length - 2).map((at) => `${lines.toSpliced(at, 1).join('\n')}\n`),
    fc.nat(lines.length - 1).map((at) => `${lines.toSpliced(at, 0, lines[at] ?? '').join('\n')}\n`),
    fc
      .nat(lines.length - 2)
      .map((at) => `${lines.toSpliced(at, 2, lines[at + 1] ?? '', lines[at] ?? '').join('\n')}\n`),
  );
  fc.assert(
    fc.property(faults, (damaged) => {
      writeFileSync(path, damaged);
      expect(() => ledger.read()).toThrow(LedgerDamaged);
    }),
  );
});
