// A form with files, read as it comes and no further than it may be: one that says it is longer is refused
// before a byte is read, one that doesn't say is refused at the byte that is too much. What was cut off is
// gone with the request.
import { digestOf } from './uploads.ts';
import { harmlessName } from './file-name.ts';

/** A file as it was sent. */
export interface SentFile {
  readonly bytes: Uint8Array;
  readonly digest: string;
  /** What it was called, made harmless. */
  readonly name: string;
}

export interface SentForm {
  readonly fields: FormData;
  readonly files: readonly SentFile[];
}

/** @param max longest body, in bytes; @param field the name under which files are sent */
export async function readForm(
  request: Request,
  max: number,
  field: string,
): Promise<SentForm | 'file-too-large' | 'file-cut-off'> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^multipart\/form-data;/i.test(type)) return { fields: new FormData(), files: [] };
  if (Number(request.headers.get('content-length') ?? 0) > max) return 'file-too-large';
  const body = await readBody(request, max);
  if (typeof body === 'string') return body;
  const fields = await new Response(body, { headers: { 'content-type': type } })
    .formData()
    .catch(() => undefined);
  if (!fields) return 'file-cut-off';
  const files: SentFile[] = [];
  for (const value of fields.getAll(field)) {
    // A field for a file that was left empty is sent as a file without a name.
    if (typeof value === 'string' || (value.size === 0 && value.name === '')) continue;
    const bytes = new Uint8Array(await value.arrayBuffer());
    files.push({ bytes, digest: digestOf(bytes), name: harmlessName(value.name) });
  }
  return { fields, files };
}

async function readBody(
  request: Request,
  max: number,
): Promise<Blob | 'file-too-large' | 'file-cut-off'> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  if (!reader) return new Blob();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return new Blob(pieces);
      length += value.length;
      if (length > max) return 'file-too-large';
      pieces.push(value);
    }
  } catch {
    return 'file-cut-off';
  } finally {
    reader.releaseLock();
  }
}
