// A form with files, read as it comes and no further than it may be: one that says it is longer is refused
// before a byte is read, one that doesn't say is refused at the byte that is too much. What was cut off is
// gone with the request: nothing is put aside on a disk.
import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { Busboy, type BusboyHeaders } from '@fastify/busboy';
import { digestOf } from './uploads.ts';
import { harmlessName } from './file-name.ts';
import { FILE_MAX } from './kinds.ts';

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

/** More parts than any form of ours has. */
const PARTS_MAX = 40;

/** @param max longest body, in bytes; @param field the name under which files are sent */
export async function readForm(
  request: Request,
  max: number,
  field: string,
): Promise<SentForm | 'file-too-large' | 'file-cut-off'> {
  const type = request.headers.get('content-type') ?? '';
  const nothing = { fields: new FormData(), files: [] };
  if (!request.body || !/^multipart\/form-data;.*boundary=/i.test(type)) return nothing;
  if (Number(request.headers.get('content-length') ?? 0) > max) return 'file-too-large';
  let length = 0;
  let parser: Form;
  try {
    parser = parserOf(type, field);
  } catch {
    return 'file-cut-off';
  }
  try {
    for await (const piece of Readable.fromWeb(request.body as WebStream<Uint8Array>)) {
      length += (piece as Uint8Array).length;
      if (length > max || parser.tooLarge()) return 'file-too-large';
      parser.write(piece as Uint8Array);
    }
    return await parser.end();
  } catch {
    return 'file-cut-off';
  }
}

interface Form {
  write(piece: Uint8Array): void;
  /** One of its files is longer than a file may be. */
  tooLarge(): boolean;
  /** @throws Error when it was cut off */
  end(): Promise<SentForm | 'file-too-large'>;
}

function parserOf(type: string, field: string): Form {
  const fields = new FormData();
  const files: SentFile[] = [];
  let tooLarge = false;
  const parser = new Busboy({
    headers: { 'content-type': type } as BusboyHeaders,
    limits: { fileSize: FILE_MAX + 1, files: PARTS_MAX, parts: PARTS_MAX, fieldSize: 64 * 1024 },
  });
  const ended = new Promise<void>((done, fail) => {
    parser.on('finish', done);
    parser.on('error', fail);
  });
  ended.catch(() => {}); // looked at in the end
  parser.on('field', (name, value) => fields.append(name, value));
  parser.on('file', (name, stream, called) => {
    const pieces: Buffer[] = [];
    stream.on('data', (piece: Buffer) => pieces.push(piece));
    stream.on('limit', () => {
      tooLarge = true;
    });
    stream.on('end', () => {
      const bytes = Buffer.concat(pieces);
      // A field for a file that was left empty is sent as a file without a name.
      if (name !== field || (bytes.length === 0 && !called)) return;
      files.push({ bytes, digest: digestOf(bytes), name: harmlessName(called ?? '') });
    });
  });
  return {
    write: (piece) => void parser.write(piece),
    tooLarge: () => tooLarge,
    async end() {
      parser.end();
      await ended;
      return tooLarge ? 'file-too-large' : { fields, files };
    },
  };
}
