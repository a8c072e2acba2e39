// Whether a PDF is nothing but pages. It is kept as it came, so whatever acts when it is opened refuses the
// whole: scripts, programs, files inside, forms that send, ways to other files. Names are read as a reader
// reads them (#xx), in packed lists of objects, too; what is locked can't be looked into. Runs in the thread
// of its file. Why it is not made anew: docs/decisions/0077.
import { inflateSync } from 'node:zlib';
import type { Refused } from './kinds.ts';

/** Names that have no place in a document that is only read; each is long enough not to stand there by chance. */
const ACTIVE =
  /\/(JavaScript|Launch|EmbeddedFiles?|FileAttachment|RichMedia|XFA|SubmitForm|ImportData|GoToR|GoToE|Rendition)(?![A-Za-z0-9_.-])/;
const LOCKED = /\/Encrypt(?![A-Za-z0-9_.-])/;
/** Longest that one packed list of objects may become, and all of them together, in bytes. */
const LIST_MAX = 8 * 1024 * 1024;
const LISTS_MAX = 32 * 1024 * 1024;
/** The end of a packed folder (ZIP): a reader of those finds it wherever it stands. */
const END_OF_ZIP = 'PK\u0005\u0006';

/** Why it is not taken, or nothing. */
export function refusePdf(bytes: Buffer): Refused | undefined {
  const text = bytes.toString('latin1');
  const end = text.lastIndexOf('%%EOF');
  if (end < 0) return 'file-broken';
  // Nothing may follow but ends of lines: a second file would.
  if (/[^\s\0]/.test(text.slice(end + 5)) || text.includes(END_OF_ZIP)) return 'file-mixed';
  const lists = unpackLists(bytes, text);
  if (lists === undefined) return 'file-broken';
  const read = asRead(text + lists);
  if (LOCKED.test(read)) return 'file-locked';
  return ACTIVE.test(read) ? 'file-active' : undefined;
}

/** Where a stream begins: a lone end of line of the old kind, too, though it should not. */
const STREAM = /(?<!end)stream(?:\r\n?|\n)/g;
const LIST = /\/ObjStm(?![A-Za-z0-9_.-])/g;
/** Only the usual way of packing: what is packed otherwise, or twice, is not looked into, so not taken. */
const USUAL = /\/Filter\s*(?:\[\s*\/FlateDecode\s*\]|\/FlateDecode(?=\s*[/>]))/;

/**
 * Lists of objects, unpacked; undefined when one can't be, they grow beyond what is reasonable, or one is
 * named that was not found where lists begin.
 */
function unpackLists(bytes: Buffer, text: string): string | undefined {
  let lists = '';
  let unpacked = 0;
  for (const found of text.matchAll(STREAM)) {
    const head = asRead(text.slice(Math.max(0, text.lastIndexOf('obj', found.index)), found.index));
    if (!head.includes('/ObjStm')) continue;
    const from = found.index + found[0].length;
    const to = text.indexOf('endstream', from);
    // Said twice, a reader may follow the other one.
    const isOnce = head.match(/\/Filter/g)?.length === 1;
    if (to < 0 || !isOnce || !USUAL.test(head) || head.includes('/DecodeParms')) return undefined;
    try {
      const list = inflateSync(bytes.subarray(from, to), { maxOutputLength: LIST_MAX });
      lists += ` ${list.toString('latin1')}`;
    } catch {
      return undefined;
    }
    if (lists.length > LISTS_MAX) return undefined;
    unpacked++;
  }
  const named = asRead(text).match(LIST)?.length ?? 0;
  return named === unpacked ? lists : undefined;
}

function asRead(text: string): string {
  return text.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
