// The slip as a picture for an 80 mm printer: 576 dots wide, as long as it needs. It says what Slip
// (platform/ui/slip.tsx) says, in the same order, for paper without a browser.
import { qrPath } from '#platform/ui/qr.tsx';
import { drawn, loadLetters, paint, type Weight } from './letters.ts';
import { layText, type Line } from './lay-text.ts';

export interface SlipText {
  readonly rtl: boolean;
  readonly place: string;
  readonly when: string;
  readonly numberTitle: string;
  /** None: she need not wait. */
  readonly number?: string | undefined;
  readonly how: string;
  readonly routeTitle?: string | undefined;
  readonly stops: readonly {
    readonly time?: string | undefined;
    readonly title: string;
    readonly second?: string | undefined;
    readonly desk?: string | undefined;
  }[];
  readonly leave?: string | undefined;
  /** Times that are promised. */
  readonly bring?: readonly {
    readonly title: string;
    readonly text: string;
    readonly number: string;
  }[];
  readonly code?:
    | { readonly title: string; readonly typed: string; readonly text: string }
    | undefined;
  /** Leads to the ticket's page, by a camera. */
  readonly phone?:
    | { readonly url: string; readonly title: string; readonly text: string }
    | undefined;
  readonly free: string;
}

/** Dots of a line: 72 mm at 203 dots an inch. */
export const PAPER_DOTS = 576;
const EDGE = 8;
/** Dots of one module of a code for a camera. */
const CODE_DOTS = 7;
/** From one line to the next, in sizes. */
const LEADING = 1.3;
const FULL = PAPER_DOTS - 2 * EDGE;

/** One bit a dot, eight dots a byte, the leftmost the highest; 1 is black. */
export interface Bitmap {
  readonly width: number;
  readonly height: number;
  readonly bits: Uint8Array;
}

/** Draws the slip. */
export async function drawSlip(slip: SlipText): Promise<Bitmap> {
  await loadLetters();
  const sheet = new Sheet(slip.rtl);
  sheet.twoEnds(slip.place, slip.when, 24);
  sheet.gap(20);
  sheet.text(slip.numberTitle, 32, 800);
  if (slip.number) {
    sheet.figure(slip.number, slip.number.length > 3 ? 200 : 260);
    sheet.gap(8);
  }
  sheet.text(slip.how, 27, 500);
  if (slip.routeTitle) {
    sheet.rule();
    sheet.text(slip.routeTitle, 32, 800);
    sheet.gap(8);
  }
  for (const stop of slip.stops) sheet.stop(stop);
  if (slip.leave) sheet.text(slip.leave, 27, 500);
  for (const { title, text, number } of slip.bring ?? []) {
    sheet.rule();
    sheet.text(title, 30, 800);
    sheet.text(text, 27, 500);
    sheet.text(number, 27, 500);
  }
  if (slip.code) {
    sheet.rule();
    sheet.text(slip.code.title, 32, 800);
    sheet.text(slip.code.typed, 46, 800, { ltr: true });
    sheet.text(slip.code.text, 27, 500);
  }
  if (slip.phone) {
    sheet.rule();
    sheet.text(slip.phone.title, 32, 800);
    sheet.code(slip.phone.url);
    sheet.text(slip.phone.text, 27, 500);
  }
  sheet.gap(18);
  sheet.banner(slip.free);
  return toBitmap(sheet.svg());
}

/** A few lines for a printer that is being enrolled: what it is, and the code, large. */
export async function drawCode(
  title: string,
  code: string,
  hint: string,
  rtl: boolean,
): Promise<Bitmap> {
  await loadLetters();
  const sheet = new Sheet(rtl);
  sheet.text(title, 32, 800);
  sheet.gap(12);
  sheet.text(code, 76, 800, { ltr: true });
  sheet.gap(12);
  sheet.text(hint, 27, 500);
  return toBitmap(sheet.svg());
}

class Sheet {
  readonly #rtl: boolean;
  readonly #parts: string[] = [];
  #y = 12;

  constructor(rtl: boolean) {
    this.#rtl = rtl;
  }

  svg(): string {
    const height = Math.ceil(this.#y + 12);
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${PAPER_DOTS}" height="${height}">${this.#parts.join('')}</svg>`;
  }

  gap(dots: number): void {
    this.#y += dots;
  }

  text(text: string, size: number, weight: Weight, more: { ltr?: boolean } = {}): void {
    const rtl = this.#rtl && !more.ltr;
    for (const line of layText(text, FULL, { size, weight, rtl }))
      this.#line(line, { size, weight, start: 0 });
  }

  /** A number as high as its digits: they have nothing below the line. */
  figure(number: string, size: number): void {
    const [line] = layText(number, FULL, { size, weight: 800, rtl: false });
    this.#y += size * 0.7;
    if (line) this.#words(line, this.#from(0, line.width), this.#y, size, 800, '#000');
    this.#y += 16;
  }

  /** Two texts at both ends of a line; on two lines when they don't fit. */
  twoEnds(first: string, last: string, size: number): void {
    const style = { size, weight: 500, rtl: this.#rtl } as const;
    const begin = layText(first, FULL, style);
    const [end] = layText(last, FULL, style);
    const fits = begin.length === 1 && (begin[0]?.width ?? 0) + (end?.width ?? 0) + size < FULL;
    const top = this.#y;
    for (const line of begin) this.#line(line, { ...style, start: 0 });
    if (fits) this.#y = top;
    if (end) this.#line(end, { ...style, start: fits ? FULL - end.width : 0 });
  }

  /** A code for a camera; eight dots a module, so that a cheap camera reads it from thermal paper. */
  code(text: string): void {
    const { path, modules } = qrPath(text);
    const side = modules * CODE_DOTS;
    const x = this.#rtl ? PAPER_DOTS - EDGE - side : EDGE;
    this.#y += 14;
    this.#parts.push(
      `<path transform="translate(${x} ${this.#y}) scale(${CODE_DOTS})" d="${path}"/>`,
    );
    this.#y += side + 14;
  }

  rule(): void {
    this.#y += 18;
    this.#parts.push(`<rect x="${EDGE}" y="${this.#y}" width="${FULL}" height="3"/>`);
    this.#y += 18;
  }

  stop({ time, title, second, desk }: SlipText['stops'][number]): void {
    const rtl = this.#rtl;
    const top = this.#y;
    const bold = { size: 30, weight: 800, rtl } as const;
    const small = { size: 23, weight: 500, rtl } as const;
    const indent = time ? 96 : 0;
    const plaque = desk ? layText(desk, FULL, { size: 44, weight: 800, rtl: false })[0] : undefined;
    const plaqueWidth = plaque ? Math.max(76, plaque.width + 28) : 0;
    const room = FULL - indent - (plaque ? plaqueWidth + 18 : 0);
    for (const line of time ? layText(time, indent, bold) : [])
      this.#line(line, { ...bold, start: 0 });
    this.#y = top;
    for (const line of layText(title, room, bold)) this.#line(line, { ...bold, start: indent });
    // The house's own words are in the house's direction, whatever the paper's.
    for (const line of second ? layText(second, room, { ...small, rtl: false }) : [])
      this.#line(line, { ...small, start: indent });
    if (plaque) {
      const x = this.#from(FULL - plaqueWidth, plaqueWidth);
      this.#parts.push(`<rect x="${x}" y="${top}" width="${plaqueWidth}" height="60" rx="6"/>`);
      this.#words(plaque, x + (plaqueWidth - plaque.width) / 2, top + 46, 44, 800, '#fff');
    }
    this.#y = Math.max(this.#y, plaque ? top + 60 : 0) + 16;
  }

  /** White on black. */
  banner(text: string): void {
    const style = { size: 28, weight: 800, rtl: this.#rtl } as const;
    const lines = layText(text, FULL - 40, style);
    const height = lines.length * 28 * LEADING + 28;
    this.#parts.push(
      `<rect x="${EDGE}" y="${this.#y}" width="${FULL}" height="${height}" rx="6"/>`,
    );
    this.#y += 12;
    for (const line of lines) this.#line(line, { ...style, start: 20, fill: '#fff' });
    this.#y += 16;
  }

  #line(line: Line, at: { size: number; weight: Weight; start: number; fill?: string }): void {
    const { size, weight, start, fill = '#000' } = at;
    this.#words(line, this.#from(start, line.width), this.#y + size, size, weight, fill);
    this.#y += size * LEADING;
  }

  /** The left end, in dots, of something `width` wide that begins `start` dots after the line does. */
  #from(start: number, width: number): number {
    return this.#rtl ? PAPER_DOTS - EDGE - start - width : EDGE + start;
  }

  #words(line: Line, x: number, y: number, size: number, weight: Weight, fill: string): void {
    for (const word of line.words)
      this.#parts.push(
        drawn(word.text, {
          x: round(x + word.x),
          y: round(y),
          family: word.family,
          weight,
          size,
          fill,
        }),
      );
  }
}

function round(dots: number): number {
  return Math.round(dots * 10) / 10;
}

function toBitmap(svg: string): Bitmap {
  const { width, height, pixels } = paint(svg);
  const bytes = Math.ceil(width / 8);
  const bits = new Uint8Array(bytes * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if ((pixels[(y * width + x) * 4] ?? 255) < 140) {
        const at = y * bytes + (x >> 3);
        bits[at] = (bits[at] ?? 0) | (0x80 >> (x & 7));
      }
  return { width, height, bits };
}
