// Files looked through in a thread of their own: pictures are made anew, upright and without a word of where
// they were taken; what hides a second file, unpacks to a thousand million bytes or never ends is refused, and
// the thread that answers everybody is not late for it.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Examined } from './examine.ts';
import { Examiner } from './examiner.ts';
import { lookAt } from './kinds.ts';
import { refusePdf } from './pdf.ts';
import {
  exifSegment,
  packedPdf,
  pdf,
  png,
  pngBomb,
  pngHead,
  withSegment,
} from './pictures.fixture.ts';
import { shrunkOnWhite } from './remake.ts';

const examiner = new Examiner();
const kept = async (bytes: Uint8Array) => {
  const found = await examiner.examine(bytes);
  expect(typeof found, String(found)).toBe('object');
  return found as Examined;
};
let jpeg: Uint8Array;
beforeAll(async () => {
  jpeg = (await kept(png(90, 60))).bytes;
});

describe('pictures', () => {
  test('a PNG becomes a JPEG without what its maker said', async () => {
    const { media, bytes, width, height } = await kept(png(120, 80, { text: 'canary of a maker' }));
    expect({ media, width, height }).toEqual({ media: 'image/jpeg', width: 120, height: 80 });
    expect(lookAt(bytes)).toEqual({ kind: 'jpeg', width: 120, height: 80 });
    expect(Buffer.from(bytes).includes('canary')).toBe(false);
  });

  test('the place where a photograph was taken is gone, and it stands upright', async () => {
    const photograph = withSegment(jpeg, exifSegment(6, '38.7223N 9.1393W'));
    expect(photograph.includes('38.7223N')).toBe(true);
    const { bytes, width, height } = await kept(photograph);
    expect({ width, height }).toEqual({ width: 60, height: 90 });
    expect(Buffer.from(bytes).includes('38.7223N')).toBe(false);
    expect(Buffer.from(bytes).includes('Exif')).toBe(false);
  });

  test('what was hidden behind a picture is not in what is kept', async () => {
    const both = Buffer.concat([
      jpeg,
      Buffer.from('PK\u0003\u0004 <script>canary</script>', 'latin1'),
    ]);
    const { bytes } = await kept(both);
    expect(Buffer.from(bytes).includes('canary')).toBe(false);
  });

  test('what can’t be unpacked, or is not what its head said, is refused', async () => {
    const broken = {
      'a head alone': pngHead(40, 40),
      'fewer rows than it says': png(40, 40, { rows: 3 }),
      'half of it': png(400, 400, { colour: [1, 2, 3] }).subarray(0, 120),
      'no more than the start of a JPEG': jpeg.subarray(0, 40),
    };
    for (const [name, bytes] of Object.entries(broken))
      expect(await examiner.examine(bytes), name).toBe('file-broken');
  });

  test('a bomb is defused, and nobody else is late', async () => {
    const bomb = pngBomb();
    const delay = monitorEventLoopDelay({ resolution: 10 });
    delay.enable();
    const found = await examiner.examine(bomb);
    delay.disable();
    // Either refused, or unpacked no further than the picture goes.
    if (typeof found === 'string') expect(found).toBe('file-broken');
    else expect(found.width * found.height).toBe(256);
    expect(delay.max / 1e6).toBeLessThan(200);
  });

  test('what never ends is ended', async () => {
    expect(await new Examiner(1).examine(jpeg)).toBe('file-broken');
  });

  test('made smaller, each point is the mean of those that it stands for, on white', () => {
    const data = new Uint8ClampedArray([0, 0, 0, 255, 200, 200, 200, 255, 9, 9, 9, 0, 9, 9, 9, 0]);
    const { data: out, width, height } = shrunkOnWhite({ data, width: 4, height: 1 }, 2);
    expect({ width, height }).toEqual({ width: 2, height: 1 });
    expect([...out]).toEqual([100, 100, 100, 255, 255, 255, 255, 255]);
  });
});

describe('PDFs', () => {
  test('pages are kept as they are', async () => {
    const page = pdf('3 0 obj\n<< /Type /Page /OpenAction [3 0 R /Fit] >>\nendobj');
    const { media, bytes } = await kept(page);
    expect(media).toBe('application/pdf');
    expect(Buffer.from(bytes).equals(page)).toBe(true);
    expect(refusePdf(packedPdf('<< /Type /Page >>'))).toBeUndefined();
  });

  test('whatever acts when it is opened is refused, however it is written', () => {
    const active = {
      'a script': pdf('<< /S /JavaScript /JS (app.alert\\(1\\)) >>'),
      'a script in another spelling': pdf('<< /S /J#61va#53cript >>'),
      'a program': pdf('<< /S /Launch /F (calc.exe) >>'),
      'a file inside': pdf('<< /Type /EmbeddedFile /Length 3 >>'),
      'a form that sends': pdf('<< /S /SubmitForm >>'),
      'a script in a packed list': packedPdf('<< /S /JavaScript >>'),
      'a script behind a stream that is none': pdf('% stream\n<< /S /JavaScript >>'),
    };
    for (const [name, bytes] of Object.entries(active))
      expect(refusePdf(bytes), name).toBe('file-active');
  });

  test('what can’t be looked into is refused', () => {
    expect(refusePdf(pdf('<< /Encrypt 9 0 R >>'))).toBe('file-locked');
    expect(refusePdf(packedPdf('<< /S /X >>', '/Filter /LZWDecode'))).toBe('file-broken');
    expect(refusePdf(packedPdf('<< /S /X >>', '/Filter [/ASCII85Decode /FlateDecode]'))).toBe(
      'file-broken',
    );
    expect(refusePdf(Buffer.from('%PDF-1.7\nno end'))).toBe('file-broken');
  });

  test('a list of objects is found and unpacked, or the whole is refused', () => {
    const script = '<< /S /JavaScript >>';
    const usual = '/Filter [ /FlateDecode ]';
    // The word after which a head begins stands inside the head.
    expect(refusePdf(packedPdf(script, '/Filter /FlateDecode /X (obj)'))).toBe('file-broken');
    // Packed twice: what unpacks once is letters and digits.
    const hex = `${Buffer.from(script).toString('hex')}>`;
    expect(refusePdf(packedPdf(hex, '/Filter [/FlateDecode /ASCIIHexDecode]'))).toBe('file-broken');
    const twice = '/Filter /FlateDecode /Filter [/FlateDecode /ASCIIHexDecode]';
    expect(refusePdf(packedPdf(hex, twice))).toBe('file-broken');
    // Begun by the old end of a line.
    expect(refusePdf(packedPdf(script, usual, '\r'))).toBe('file-active');
    // Begun by none.
    expect(refusePdf(packedPdf(script, usual, ' '))).toBe('file-broken');
    expect(refusePdf(packedPdf('<< /Type /Page >>', usual))).toBeUndefined();
  });

  test('a list that unpacks to more than is reasonable is refused', () => {
    expect(refusePdf(packedPdf(' '.repeat(9 * 1024 * 1024)))).toBe('file-broken');
  });

  test('a second file behind or inside is refused', () => {
    expect(refusePdf(Buffer.concat([pdf(), Buffer.from('<script>alert(1)</script>')]))).toBe(
      'file-mixed',
    );
    expect(refusePdf(pdf('PK\u0005\u0006'))).toBe('file-mixed');
  });
});
