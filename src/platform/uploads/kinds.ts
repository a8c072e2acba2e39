// What a file is, by its own first bytes and never by its name or what the browser says of it; and how large
// a picture is, before anything of it is unpacked. Pure.

/** The list of what is taken. */
export type Kind = 'jpeg' | 'png' | 'webp' | 'pdf';

/** Why a file is not taken; each is a sentence in `data/messages/<language>/problem.json`. */
export type Refused =
  | 'file-empty'
  | 'file-too-large'
  | 'file-kind'
  | 'file-heic'
  | 'file-too-many-pixels'
  | 'file-broken'
  | 'file-mixed'
  | 'file-active'
  | 'file-locked'
  | 'file-busy';

/** Longest file that is taken, in bytes: a photograph of twelve million points has four to eight million. */
export const FILE_MAX = 12 * 1024 * 1024;
/** Longest PDF: it is kept as it came, and written in one short transaction. */
export const PDF_MAX = 8 * 1024 * 1024;
/** Points of a picture, and the length of a side: unpacked, a point takes four bytes. */
export const PIXELS_MAX = 52_000_000;
const SIDE_MAX = 16_000;

export interface Look {
  readonly kind: Kind;
  /** In points; nought for a document. */
  readonly width: number;
  readonly height: number;
}

/** Looks at the head of a file. */
export function lookAt(bytes: Uint8Array): Look | Refused {
  if (bytes.length === 0) return 'file-empty';
  if (bytes.length > FILE_MAX) return 'file-too-large';
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (textAt(bytes, 0, 5) === '%PDF-')
    return bytes.length > PDF_MAX ? 'file-too-large' : { kind: 'pdf', width: 0, height: 0 };
  if (textAt(bytes, 4, 4) === 'ftyp' && /^(hei[cxms]|hev[cx]|mif1|msf1)$/.test(textAt(bytes, 8, 4)))
    return 'file-heic';
  const kind = kindOf(bytes);
  if (!kind) return 'file-kind';
  const size = SIZES[kind](view);
  if (!size || size.width === 0 || size.height === 0) return 'file-broken';
  return size.width * size.height > PIXELS_MAX || Math.max(size.width, size.height) > SIDE_MAX
    ? 'file-too-many-pixels'
    : { kind, ...size };
}

type Picture = Exclude<Kind, 'pdf'>;
interface Size {
  readonly width: number;
  readonly height: number;
}

function kindOf(bytes: Uint8Array): Picture | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg';
  if (textAt(bytes, 0, 8) === '\u0089PNG\r\n\u001a\n') return 'png';
  return textAt(bytes, 0, 4) === 'RIFF' && textAt(bytes, 8, 4) === 'WEBP' ? 'webp' : undefined;
}

const SIZES: Readonly<Record<Picture, (view: DataView) => Size | undefined>> = {
  jpeg: sizeOfJpeg,
  png: (view) =>
    view.byteLength >= 33 && view.getUint32(12) === 0x49484452
      ? { width: view.getUint32(16), height: view.getUint32(20) }
      : undefined,
  webp: sizeOfWebp,
};

/** From segment to segment until the one that says the size of the frame. */
function sizeOfJpeg(view: DataView): Size | undefined {
  let at = 2;
  while (at + 9 < view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1; // padding
    } else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += 2; // a marker alone
    } else if (marker >= 0xc0 && marker <= 0xcf && !NO_FRAME.has(marker)) {
      return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    } else {
      at += 2 + view.getUint16(at + 2);
    }
  }
  return undefined;
}
/** Between the frames' markers, those that are none: tables and the reserved one. */
const NO_FRAME: ReadonlySet<number> = new Set([0xc4, 0xc8, 0xcc]);

function sizeOfWebp(view: DataView): Size | undefined {
  if (view.byteLength < 30) return undefined;
  const at24 = (at: number) => view.getUint16(at, true) + view.getUint8(at + 2) * 65_536;
  switch (view.getUint32(12)) {
    case 0x56503820: // 'VP8 '
      return {
        width: view.getUint16(26, true) & 0x3fff,
        height: view.getUint16(28, true) & 0x3fff,
      };
    case 0x5650384c: {
      // 'VP8L'
      const bits = view.getUint32(21, true);
      return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
    }
    case 0x56503858: // 'VP8X'
      return { width: 1 + at24(24), height: 1 + at24(27) };
    default:
      return undefined;
  }
}

function textAt(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}
