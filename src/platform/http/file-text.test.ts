// What Excel writes is read, whichever of its alphabets it took.
import { expect, test } from 'vitest';
import { textOfFile } from './file-text.ts';

const ZE = 'José Conceição; 9h–13h €';

test('UTF-8 with and without a mark, UTF-16, and Windows-1252 give the same text', () => {
  const utf8 = new TextEncoder().encode(ZE);
  expect(textOfFile(utf8)).toBe(ZE);
  expect(textOfFile(new Uint8Array([0xef, 0xbb, 0xbf, ...utf8]))).toBe(ZE);
  const utf16 = Buffer.from(`\ufeff${ZE}`, 'utf16le');
  expect(textOfFile(utf16)).toBe(ZE);
  expect(textOfFile(Buffer.from(utf16).swap16())).toBe(ZE);
  const old = ZE.replace('–', '\u0096').replace('€', '\u0080');
  expect(textOfFile(Buffer.from(old, 'latin1'))).toBe(ZE);
});
