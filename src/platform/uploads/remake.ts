// A picture made anew: unpacked by a decoder inside WebAssembly, upright, no larger than is needed to read a
// paper, on white, and packed as JPEG. Nothing of the file that came is left but what can be seen: no place
// where it was taken, no camera, no second file behind it.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import decodeJpeg, { init as startJpegDecoder } from '@jsquash/jpeg/decode.js';
import encodeJpeg, { init as startJpegEncoder } from '@jsquash/jpeg/encode.js';
import decodePng, { init as startPngDecoder } from '@jsquash/png/decode.js';
import decodeWebp, { init as startWebpDecoder } from '@jsquash/webp/decode.js';
import type { Kind, Look } from './kinds.ts';

/** Longest side of what is kept, in points: a page of A4 at two hundred to the inch. */
export const SIDE_KEPT = 2400;
const QUALITY = 82;

export interface Picture {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** As decoders give it: red, green, blue and how opaque, a byte each. */
interface Points {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

const require = createRequire(import.meta.url);
const codec = (path: string) => new WebAssembly.Module(readFileSync(require.resolve(path)));
/** Their descriptions leave the second argument out: where they say that something is wrong. */
type Start = (module: WebAssembly.Module, options: object) => Promise<void>;
const silent = { print() {}, printErr() {} };

const DECODERS: Readonly<
  Record<Exclude<Kind, 'pdf'>, (bytes: ArrayBuffer) => Promise<Points | null>>
> = {
  async jpeg(bytes) {
    await (startJpegDecoder as Start)(codec('@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm'), silent);
    return decodeJpeg(bytes, { preserveOrientation: true });
  },
  async png(bytes) {
    await startPngDecoder(codec('@jsquash/png/codec/pkg/squoosh_png_bg.wasm'));
    return decodePng(bytes);
  },
  async webp(bytes) {
    await (startWebpDecoder as Start)(codec('@jsquash/webp/codec/dec/webp_dec.wasm'), silent);
    return decodeWebp(bytes);
  },
};

/** Makes a picture anew. @returns undefined when it can't be unpacked, or is not what its head said */
export async function remake(
  bytes: Uint8Array,
  look: Look & { readonly kind: Exclude<Kind, 'pdf'> },
): Promise<Picture | undefined> {
  const own = new Uint8Array(bytes).buffer;
  const points = await DECODERS[look.kind](own).catch(() => null);
  if (!points || !isAsSaid(points, look)) return undefined;
  const { data, width, height } = shrunkOnWhite(points, SIDE_KEPT);
  await (startJpegEncoder as Start)(codec('@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm'), silent);
  const made = await encodeJpeg({ data, width, height, colorSpace: 'srgb' } as ImageData, {
    quality: QUALITY,
    baseline: true,
    progressive: false,
  });
  return { bytes: new Uint8Array(made), width, height };
}

/** The head said how large it is; turned upright, the two sides may have changed places. */
function isAsSaid({ data, width, height }: Points, said: Look): boolean {
  const same =
    (width === said.width && height === said.height) ||
    (width === said.height && height === said.width);
  return same && data.length === width * height * 4;
}

/** Each point of the smaller picture is the mean of those that it stands for, laid on white. */
export function shrunkOnWhite({ data, width, height }: Points, longest: number): Points {
  const factor = Math.max(1, Math.max(width, height) / longest);
  const [columns, rows] = [width, height].map((side) => Math.max(1, Math.round(side / factor)));
  if (columns === undefined || rows === undefined) throw new Error('a picture has two sides');
  const out = new Uint8ClampedArray(columns * rows * 4);
  for (let row = 0; row < rows; row++) {
    const [top, bottom] = span(row, rows, height);
    for (let column = 0; column < columns; column++) {
      const [left, right] = span(column, columns, width);
      let [red, green, blue] = [0, 0, 0];
      for (let y = top; y < bottom; y++) {
        for (let at = (y * width + left) * 4, end = (y * width + right) * 4; at < end; at += 4) {
          const opaque = data[at + 3] as number;
          const white = 255 * (255 - opaque);
          red += (data[at] as number) * opaque + white;
          green += (data[at + 1] as number) * opaque + white;
          blue += (data[at + 2] as number) * opaque + white;
        }
      }
      const all = (bottom - top) * (right - left) * 255;
      out.set([red / all, green / all, blue / all, 255], (row * columns + column) * 4);
    }
  }
  return { data: out, width: columns, height: rows };
}

/** Which points of `from` the one at `index` of `to` stands for: at least one. */
function span(index: number, to: number, from: number): readonly [start: number, end: number] {
  const start = Math.floor((index * from) / to);
  return [start, Math.max(start + 1, Math.floor(((index + 1) * from) / to))];
}
