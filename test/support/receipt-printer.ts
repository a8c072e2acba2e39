// A receipt printer on a real socket: takes jobs as one does, decodes its pictures and keeps them.
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { crc32, deflateSync } from 'node:zlib';
import type { Bitmap } from '#platform/print/slip-picture.ts';

export interface Printed extends Bitmap {
  readonly cut: boolean;
}

export interface ReceiptPrinter {
  readonly port: number;
  readonly printed: Printed[];
  close(): Promise<void>;
}

/** Opens a printer. `stalled`: it takes the call and then nothing, as one without paper. */
export async function openPrinter(options: { stalled?: boolean } = {}): Promise<ReceiptPrinter> {
  const printed: Printed[] = [];
  const calls = new Set<Socket>();
  const server: Server = createServer({ allowHalfOpen: true }, (socket) => {
    calls.add(socket);
    const chunks: Buffer[] = [];
    socket.on('error', () => {});
    if (options.stalled) return;
    socket.on('data', (chunk) => chunks.push(Buffer.from(chunk)));
    socket.on('end', () => {
      printed.push(decodeJob(Buffer.concat(chunks)));
      socket.end();
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', () => ready()));
  return {
    port: (server.address() as AddressInfo).port,
    printed,
    close() {
      for (const socket of calls) socket.destroy();
      return new Promise((done) => server.close(() => done()));
    },
  };
}

/** Reads a job byte by byte, and fails at whatever a printer would print as rubbish. */
export function decodeJob(job: Buffer): Printed {
  const bands: Buffer[] = [];
  let width = 0;
  let cut = false;
  let at = 0;
  const next = (count: number) => job.subarray(at, (at += count));
  while (at < job.length) {
    const command = next(2).toString('hex');
    if (command === '1b40') continue;
    else if (command === '1b64') next(1);
    else if (command === '1d56') cut = next(2)[0] === 66;
    else if (command === '1d76') {
      const [zero, mode, ...size] = next(6);
      if (zero !== 0x30 || mode !== 0) throw new Error('a raster of another kind');
      const [xl = 0, xh = 0, yl = 0, yh = 0] = size;
      width = (xl + 256 * xh) * 8;
      const band = next((width / 8) * (yl + 256 * yh));
      if (band.length !== (width / 8) * (yl + 256 * yh)) throw new Error('a raster is cut short');
      bands.push(band);
    } else throw new Error(`no command of a printer: ${command} at ${at}`);
  }
  const bits = Buffer.concat(bands);
  return { width, height: bits.length / (width / 8), bits, cut };
}

/** The picture as a PNG, to be looked at. */
export function pngOf({ width, height, bits }: Bitmap): Buffer {
  const bytes = Math.ceil(width / 8);
  const rows = Buffer.alloc((bytes + 1) * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < bytes; x++)
      rows[y * (bytes + 1) + 1 + x] = ~(bits[y * bytes + x] ?? 0) & 255;
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 1; // one bit a dot, grey
  const chunk = (kind: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(kind), data]);
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(data.length, 0);
    ends.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
  };
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** How much of a stretch of rows is black, from 0 to 1. */
export function inkOfRows({ width, height, bits }: Bitmap, from = 0, to = height): number {
  let black = 0;
  for (let at = (from * width) / 8; at < (to * width) / 8; at++)
    for (let byte = bits[at] ?? 0; byte > 0; byte &= byte - 1) black++;
  return black / (width * (to - from));
}
