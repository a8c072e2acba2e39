// One file, looked through: what it is, and what of it is kept. Runs in a thread of its own
// (examine-thread.ts), since unpacking takes seconds and what is unpacked is hostile until proved otherwise.
import { lookAt, type Refused } from './kinds.ts';
import { refusePdf } from './pdf.ts';
import { remake } from './remake.ts';

/** What is kept of a file. */
export interface Examined {
  readonly media: 'image/jpeg' | 'application/pdf';
  readonly bytes: Uint8Array;
  /** In points; nought for a document. */
  readonly width: number;
  readonly height: number;
}

export async function examine(bytes: Uint8Array): Promise<Examined | Refused> {
  const look = lookAt(bytes);
  if (typeof look === 'string') return look;
  const { kind, width, height } = look;
  if (kind === 'pdf') {
    const refused = refusePdf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    return refused ?? { media: 'application/pdf', bytes, width, height };
  }
  const picture = await remake(bytes, { kind, width, height });
  return picture ? { media: 'image/jpeg', ...picture } : 'file-broken';
}
