// The rules of files, without a database: what opens, what a verdict is, what is named and destroyed, when a
// link takes photographs.
import { describe, expect, test } from 'vitest';
import {
  type FileState,
  isOpen,
  refuseDiscard,
  refuseMore,
  refuseName,
  stateOfLink,
  verdictOf,
} from './rules.ts';
import { CHECKED, FILES_MAX } from './schema.ts';

const file = (more: Partial<FileState> = {}): FileState => ({
  checked: 'clean',
  documentId: null,
  discarded: false,
  ...more,
});

test('FIL-1: nothing opens before it was judged, and nothing that is destroyed', () => {
  expect(CHECKED.filter((checked) => isOpen(file({ checked })))).toEqual(['clean', 'unchecked']);
  expect(isOpen(file({ discarded: true }))).toBe(false);
});

describe('verdicts', () => {
  test('FIL-2: what the scanner says counts, and it is waited for', () => {
    for (const media of ['image/jpeg', 'application/pdf'] as const) {
      expect(verdictOf('scanner', media, 'clean')).toBe('clean');
      expect(verdictOf('scanner', media, 'harmful')).toBe('harmful');
      expect(verdictOf('scanner', media, 'away')).toBeUndefined();
    }
  });
  test('FIL-3: without one a picture leaves by the setting alone, and a PDF never', () => {
    expect(verdictOf('pictures', 'image/jpeg', undefined)).toBe('unchecked');
    expect(verdictOf('pictures', 'application/pdf', undefined)).toBeUndefined();
    expect(verdictOf('hold', 'image/jpeg', undefined)).toBeUndefined();
    expect(verdictOf('hold', 'application/pdf', undefined)).toBeUndefined();
  });
});

test('FIL-4: it is said what a file is once it can be seen, and put right by saying it again', () => {
  expect(refuseName(file(), 'passport')).toBeUndefined();
  expect(refuseName(file({ documentId: 'means' }), 'passport')).toBeUndefined();
  expect(refuseName(file({ documentId: 'passport' }), 'passport')?.code).toBe('file-named');
  expect(refuseName(file({ checked: 'waiting' }), 'passport')?.code).toBe('file-not-checked');
  expect(refuseName(file({ checked: 'harmful' }), 'passport')?.code).toBe('file-gone');
  expect(refuseName(file({ discarded: true }), 'passport')?.code).toBe('file-gone');
});

test('FIL-5: a file is destroyed whatever it is by then, once', () => {
  for (const checked of ['waiting', 'clean', 'unchecked'] as const)
    expect(refuseDiscard(file({ checked, documentId: 'passport' }))).toBeUndefined();
  expect(refuseDiscard(file({ discarded: true }))?.code).toBe('file-gone');
  expect(refuseDiscard(file({ checked: 'harmful' }))?.code).toBe('file-gone');
});

test('FIL-6: sixty files of one person are the most', () => {
  expect(refuseMore(FILES_MAX - 2, 2)).toBeUndefined();
  expect(refuseMore(FILES_MAX - 1, 2)?.code).toBe('files-enough');
});

test('FIL-7: a link takes photographs once, for its time, while she is served', () => {
  const at = (minutes: number) => Temporal.Instant.fromEpochMilliseconds(minutes * 60_000);
  const link = { usedAt: null, endedAt: null, endsAt: at(10), serving: true };
  expect(stateOfLink(link, at(9.9))).toBe('open');
  expect(stateOfLink(link, at(10))).toBe('over');
  expect(stateOfLink({ ...link, endedAt: at(3) }, at(4))).toBe('over');
  expect(stateOfLink({ ...link, serving: false }, at(4))).toBe('over');
  expect(stateOfLink({ ...link, usedAt: at(3), serving: false }, at(4))).toBe('used');
});
