// Pictures and PDFs for tests, made here: heads alone, whole ones, and hostile ones.
import { crc32, deflateSync } from 'node:zlib';

const u16 = (value: number) => [value >> 8, value & 255];
const u32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
};

/** A JPEG up to the segment that says its size, after one of another kind. */
export function jpegHead(width: number, height: number): Buffer {
  const maker = [0xff, 0xe0, ...u16(16), ...Buffer.from('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0];
  const parts = [1, 0x11, 0, 2, 0x11, 1, 3, 0x11, 1];
  const frame = [0xff, 0xc0, ...u16(17), 8, ...u16(height), ...u16(width), 3, ...parts];
  return Buffer.from([0xff, 0xd8, ...maker, ...frame]);
}

const PNG = Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1');

function chunk(type: string, data: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  return Buffer.concat([u32(data.length), named, u32(crc32(named))]);
}

/** A PNG up to the end of its head. */
export function pngHead(width: number, height: number): Buffer {
  const head = Buffer.concat([u32(width), u32(height), Buffer.from([8, 2, 0, 0, 0])]);
  return Buffer.concat([PNG, chunk('IHDR', head)]);
}

/** A whole PNG of one colour; `text` stands in it as what its maker said, `rows` packs other rows than it says. */
export function png(
  width: number,
  height: number,
  { colour = [200, 30, 30], text = '', rows = height } = {},
): Buffer {
  const line = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, Buffer.from(colour))]);
  const pixels = Buffer.concat(Array.from({ length: rows }, () => line));
  return Buffer.concat([
    pngHead(width, height),
    ...(text ? [chunk('tEXt', Buffer.from(`Comment\0${text}`, 'latin1'))] : []),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A PNG that says it is small, and unpacks to a thousand million bytes. */
export function pngBomb(): Buffer {
  const packed = deflateSync(Buffer.alloc(100 * 1024 * 1024));
  return Buffer.concat([
    pngHead(16, 16),
    ...Array.from({ length: 10 }, () => chunk('IDAT', packed)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The head of a WebP, in each of its three ways. */
export function webpHead(how: 'VP8 ' | 'VP8L' | 'VP8X', width: number, height: number): Buffer {
  const body = Buffer.alloc(18);
  if (how === 'VP8 ') {
    body.writeUInt16LE(width, 6);
    body.writeUInt16LE(height, 8);
  } else if (how === 'VP8L') {
    body[0] = 0x2f;
    body.writeUInt32LE(((width - 1) | ((height - 1) << 14)) >>> 0, 1);
  } else {
    body.writeUIntLE(width - 1, 4, 3);
    body.writeUIntLE(height - 1, 7, 3);
  }
  return Buffer.concat([
    Buffer.from('RIFF\0\0\0\0WEBP', 'latin1'),
    Buffer.from(how, 'latin1'),
    Buffer.alloc(4),
    body,
  ]);
}

/** Where and with what a photograph was taken, turned on its side: a segment of Exif with GPS. */
export function exifSegment(orientation: number, place: string): Buffer {
  const entry = (tag: number, type: number, count: number, value: Buffer) =>
    Buffer.concat([Buffer.from(u16(tag)), Buffer.from(u16(type)), u32(count), value]);
  // Twelve bytes an entry; the text stands after the two lists.
  const first = Buffer.concat([
    Buffer.from(u16(2)),
    entry(0x0112, 3, 1, Buffer.from([...u16(orientation), 0, 0])),
    entry(0x8825, 4, 1, u32(8 + 2 + 24 + 4)),
    u32(0),
  ]);
  const text = Buffer.from(`${place}\0`, 'latin1');
  const gps = Buffer.concat([
    Buffer.from(u16(1)),
    entry(0x001c, 2, text.length, u32(8 + first.length + 2 + 12 + 4)),
    u32(0),
  ]);
  const body = Buffer.concat([Buffer.from('Exif\0\0MM\0*', 'latin1'), u32(8), first, gps, text]);
  return Buffer.concat([Buffer.from([0xff, 0xe1]), Buffer.from(u16(body.length + 2)), body]);
}

/** A JPEG with a segment put behind its first two bytes. */
export function withSegment(jpeg: Uint8Array, segment: Buffer): Buffer {
  return Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2)]);
}

/** A small PDF; `objects` stand in it as they are. */
export function pdf(objects = ''): Buffer {
  return Buffer.from(
    `%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n${objects}\n` +
      'trailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n',
    'latin1',
  );
}

/** A PDF whose objects stand in a packed list. */
export function packedPdf(objects: string, filter = '/Filter /FlateDecode', line = '\n'): Buffer {
  const packed = deflateSync(Buffer.from(objects, 'latin1'));
  return pdf(
    `5 0 obj\n<< /Type /ObjStm ${filter} /Length ${packed.length} >>\nstream${line}${packed.toString('latin1')}\nendstream\nendobj`,
  );
}
