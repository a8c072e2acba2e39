// The language of receipt printers (ESC/POS): a picture, a cut. Pictures, because no printer has code
// pages for all our languages and none joins Arabic letters.
import type { Bitmap } from './slip-picture.ts';

/** Rows sent at once; printers with small buffers lose longer pictures. */
const BAND_ROWS = 128;
/** ESC @: as after switching on. */
const BEGIN = Uint8Array.of(0x1b, 0x40);
/** ESC d 4: four lines on, past the knife; GS V 66 0: cut. */
const END = Uint8Array.of(0x1b, 0x64, 4, 0x1d, 0x56, 66, 0);

/** All that is sent to print one picture and cut it off. */
export function printJob({ width, height, bits }: Bitmap): Uint8Array {
  const bytes = Math.ceil(width / 8);
  const parts: Uint8Array[] = [BEGIN];
  for (let row = 0; row < height; row += BAND_ROWS) {
    const rows = Math.min(BAND_ROWS, height - row);
    // GS v 0 m xL xH yL yH: a raster, x in bytes, y in dots.
    parts.push(Uint8Array.of(0x1d, 0x76, 0x30, 0, bytes & 255, bytes >> 8, rows & 255, rows >> 8));
    parts.push(bits.subarray(row * bytes, (row + rows) * bytes));
  }
  return Buffer.concat([...parts, END]);
}
