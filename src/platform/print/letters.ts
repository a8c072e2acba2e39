// Draws pictures of text without a browser, and measures words as they will be drawn: shaped, joined.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { inCheckout } from '../checkout.ts';

export type Weight = 500 | 800;

/** Where the ink of a word lies, in parts of its size, from the point where it is put. */
export interface Ink {
  readonly from: number;
  readonly width: number;
}

const FAMILIES = {
  'Oneroof Slips with Latin': 'latin',
  'Oneroof Slip in Cyrillic': 'cyrillic',
  'Noto Sans Arabic': 'arabic',
} as const;
export type Family = keyof typeof FAMILIES;

/** Size at which words are measured, in pixels. */
const SIZE = 100;
/** Words remembered at once. */
const MOST = 4000;

/** By family and weight. */
const fonts = new Map<string, Uint8Array>();
let ready: Promise<void> | undefined;
const measured = new Map<string, Ink>();

/** Loads the renderer and its letters, once. */
export function loadLetters(): Promise<void> {
  ready ??= (async () => {
    const wasm = createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm');
    await initWasm(readFileSync(wasm));
    for (const [family, script] of Object.entries(FAMILIES))
      for (const weight of [500, 800])
        fonts.set(
          `${family}/${weight}`,
          readFileSync(inCheckout('src/platform/print/fonts', `${script}-${weight}.ttf`)),
        );
  })();
  return ready;
}

/** Parts of a word that are of one script each: no file of letters has those of two. */
export function partsByScript(word: string): string[] {
  return (
    word.match(
      /[\u0400-\u04ff]+|[\u0600-\u06ff\u200c\u200d]+|[^\u0400-\u04ff\u0600-\u06ff\u200c\u200d]+/g,
    ) ?? []
  );
}

/** The family that has the letters of a part. */
export function familyOf(part: string): Family {
  if (/[\u0400-\u04ff]/.test(part)) return 'Oneroof Slip in Cyrillic';
  return /[\u0600-\u06ff]/.test(part) ? 'Noto Sans Arabic' : 'Oneroof Slips with Latin';
}

/** Measures a word; letters must be loaded. */
export function inkOf(word: string, family: Family, weight: Weight): Ink {
  const font = `${family}/${weight}`;
  const key = `${font}/${word}`;
  const known = measured.get(key);
  if (known) return known;
  const picture = open(
    `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">${drawn(word, { x: 0, y: 0, family, weight, size: SIZE })}</svg>`,
    [fonts.get(font)],
  );
  const box = picture.getBBox();
  const ink = { from: (box?.x ?? 0) / SIZE, width: (box?.width ?? 0) / SIZE };
  box?.free();
  picture.free();
  if (measured.size >= MOST) measured.clear();
  measured.set(key, ink);
  return ink;
}

/** One word as SVG. */
export function drawn(
  word: string,
  at: {
    readonly x: number;
    readonly y: number;
    readonly family: Family;
    readonly weight: Weight;
    readonly size: number;
    readonly fill?: string;
  },
): string {
  const text = word.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const { x, y, family, weight, size, fill = '#000' } = at;
  return `<text x="${x}" y="${y}" font-family="${family}" font-weight="${weight}" font-size="${size}" fill="${fill}">${text}</text>`;
}

/** Draws an SVG on white; letters must be loaded. @returns RGBA, four bytes a pixel */
export function paint(svg: string): { width: number; height: number; pixels: Uint8Array } {
  const picture = open(svg, [...fonts.values()]);
  const image = picture.render();
  const { width, height } = image;
  const pixels = image.pixels.slice();
  image.free();
  picture.free();
  return { width, height, pixels };
}

/** Only the letters that are needed: each picture reads its fonts anew. */
function open(svg: string, letters: readonly (Uint8Array | undefined)[]) {
  const fontBuffers = letters.filter((font) => font !== undefined);
  if (fontBuffers.length === 0) throw new Error('loadLetters comes first');
  return new Resvg(svg, { background: '#fff', font: { fontBuffers } });
}
