// Where a link may send a browser after signing in.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localPath } from './local-path.ts';

test('a path of ours stays as it is, with its query and the part of the page', () => {
  expect(localPath('/desk')).toBe('/desk');
  expect(localPath('/figures/cnaim-lisboa?day=2026-03-09')).toBe(
    '/figures/cnaim-lisboa?day=2026-03-09',
  );
  expect(localPath('/rights?answer=7#7')).toBe('/rights?answer=7#7');
});

test('an address elsewhere, however written, is none', () => {
  const elsewhere = [
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https://evil.example',
  ];
  const odd = [
    '/\t/evil.example',
    '/a\nb',
    '/ evil',
    '',
    'desk',
    '/\\/evil.example',
    '/a\\b',
    '/..//evil.example',
    7,
    undefined,
  ];
  for (const wanted of [...elsewhere, ...odd])
    expect(localPath(wanted), String(wanted)).toBeUndefined();
});

test('whatever is let through is a place of the same origin', () => {
  const near = fc.string({
    unit: fc.constantFrom('/', '\\', '.', 'a', ':', '@', '?', '#', '\t', '%', '2', 'F'),
  });
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        near.map((text) => `/${text}`),
      ),
      (wanted) => {
        const path = localPath(wanted);
        if (path === undefined) return;
        expect(new URL(path, 'https://ours.example').origin).toBe('https://ours.example');
      },
    ),
    { numRuns: 5000 },
  );
});
