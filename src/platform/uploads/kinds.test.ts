// What is taken and what is refused by its head alone, before anything is unpacked; names made harmless.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { harmlessName } from './file-name.ts';
import { FILE_MAX, lookAt } from './kinds.ts';
import { jpegHead, pngHead, webpHead } from './pictures.fixture.ts';

describe('by its head', () => {
  test('the four kinds, with the size of a picture', () => {
    expect(lookAt(jpegHead(4000, 3000))).toEqual({ kind: 'jpeg', width: 4000, height: 3000 });
    expect(lookAt(pngHead(640, 480))).toEqual({ kind: 'png', width: 640, height: 480 });
    for (const how of ['VP8 ', 'VP8L', 'VP8X'] as const)
      expect(lookAt(webpHead(how, 300, 200)), how).toEqual({
        kind: 'webp',
        width: 300,
        height: 200,
      });
    expect(lookAt(Buffer.from('%PDF-1.7\n'))).toEqual({ kind: 'pdf', width: 0, height: 0 });
  });

  test('whatever else it is called, it is refused by what it is', () => {
    const others = {
      svg: '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
      page: '<!doctype html><script>alert(1)</script>',
      zip: 'PK\u0003\u0004 and more',
      gif: 'GIF89a and more',
      program: 'MZ\u0090 and more',
      'a PDF that begins late': '\n%PDF-1.7',
    };
    for (const [name, text] of Object.entries(others))
      expect(lookAt(Buffer.from(text, 'latin1')), name).toBe('file-kind');
    expect(lookAt(Buffer.from('\0\0\0\u0018ftypheic\0\0\0\0mif1heic', 'latin1'))).toBe('file-heic');
    expect(lookAt(new Uint8Array())).toBe('file-empty');
    expect(lookAt(new Uint8Array(FILE_MAX + 1))).toBe('file-too-large');
  });

  test('20,000 × 20,000 points, and a ribbon, are refused by their head', () => {
    for (const head of [
      jpegHead(20_000, 20_000),
      pngHead(20_000, 20_000),
      pngHead(60_000, 2),
      pngHead(8000, 8000),
      webpHead('VP8X', 16_383, 16_383),
    ])
      expect(lookAt(head)).toBe('file-too-many-pixels');
    expect(lookAt(pngHead(0, 10))).toBe('file-broken');
  });

  test('no bytes make it fail: it is a kind, or it is refused', () => {
    const starts = [jpegHead(8, 8), pngHead(8, 8), webpHead('VP8X', 8, 8), Buffer.from('%PDF-')];
    const bytes = fc.tuple(
      fc.constantFrom(...starts),
      fc.uint8Array({ maxLength: 60 }),
      fc.nat(40),
    );
    fc.assert(
      fc.property(bytes, ([start, more, cut]) => {
        const look = lookAt(Buffer.concat([start.subarray(0, cut), more]));
        return typeof look === 'string' || look.width >= 0;
      }),
    );
  });
});

describe('names', () => {
  test('paths, controls and marks that turn the writing round are gone', () => {
    expect(harmlessName('../../etc/passwd')).toBe('passwd');
    expect(harmlessName('C:\\Users\\me\\título.jpg')).toBe('título.jpg');
    expect(harmlessName('invoice\u202Egpj.exe')).toBe('invoicegpj.exe');
    expect(harmlessName('a\0b\r\nSet-Cookie: x=1')).toBe('abSet-Cookie_ x=1');
    expect(harmlessName('=HYPERLINK("http://x")')).toBe('x_)');
    expect(harmlessName('...')).toBe('');
    expect(harmlessName('جواز السفر.pdf')).toBe('جواز السفر.pdf');
    expect([...harmlessName('é'.repeat(500))]).toHaveLength(80);
  });

  test('whatever it was, what is left has nothing in it that acts', () => {
    const sign = fc.nat(0x10ffff).map((point) => String.fromCodePoint(point));
    fc.assert(
      fc.property(fc.string({ unit: sign, maxLength: 100 }), (said) => {
        const name = harmlessName(said);
        return !/[\p{Cc}\p{Cf}\p{Cs}/\\:*?"<>|]/u.test(name) && !name.startsWith('.');
      }),
    );
  });
});
