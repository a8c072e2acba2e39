// Files of a request: whether somebody may send them is asked before a byte is read, so many are read at once,
// each is looked through, and they are held in memory for the command that keeps them.
import type { Context } from 'hono';
import { type Problem, problem } from '#base/problem.ts';
import { Queue } from '#platform/http/queue.ts';
import type { Examined } from '#platform/uploads/examine.ts';
import { FILE_MAX, type Refused } from '#platform/uploads/kinds.ts';
import { readForm, type SentFile } from '#platform/uploads/read-form.ts';
import type { Services } from './services.ts';

/** Addresses to which files are sent: bodies there have limits of their own. */
const RECEIVES = /^\/(?:people\/[^/]+\/files|hand-in)$/;
/** Longest form with files: two photographs as large as may be, or more of the usual size. */
const FORM_MAX = 2 * FILE_MAX + 64 * 1024;
/**
 * Forms that are read at once, and those that wait: each may be in memory as a whole. Slow telephones keep
 * no desk from its own.
 */
const LINES = { phones: new Queue(8, 40), desks: new Queue(4, 20) } as const;

/** Whether files are sent to an address. */
export function receivesFiles(method: string | undefined, path: string): boolean {
  return method === 'POST' && RECEIVES.test(path);
}

export interface Received {
  readonly fields: FormData;
  readonly files: readonly SentFile[];
  /** Why they are not taken; nothing was kept then. */
  readonly refused: Problem | undefined;
}

/**
 * Reads and examines the files of a form, and has `then` run the command that keeps them.
 * @param field the name of the field, in the form and in what is said of it; @param most how many at once
 */
export async function receiveFiles(
  c: Context,
  { examiner, uploads }: Pick<Services, 'examiner' | 'uploads'>,
  asked: {
    readonly accountId: string;
    /** Who sends: they wait for their like alone. */
    readonly line: keyof typeof LINES;
    readonly field: string;
    readonly most: number;
    /** What is taken there. */
    readonly media: readonly Examined['media'][];
  },
  then: (received: Received) => Promise<Response>,
): Promise<Response> {
  const { accountId, line, field, most, media } = asked;
  const refused = (code: Refused | 'file-missing' | 'file-too-many' | 'file-cut-off') =>
    problem('invalid', 'invalid', {
      fields: { [field]: code === 'file-cut-off' ? 'file-broken' : code },
    });
  const nothing = (code: Parameters<typeof refused>[0], fields = new FormData()) =>
    then({ fields, files: [], refused: refused(code) });
  const leave = await LINES[line].enter();
  if (!leave) return nothing('file-busy');
  const held: (() => void)[] = [];
  try {
    const form = await readForm(c.req.raw, FORM_MAX, field);
    if (typeof form === 'string') return await nothing(form);
    const { fields, files } = form;
    if (files.length === 0) return await nothing('file-missing', fields);
    if (files.length > most) return await nothing('file-too-many', fields);
    for (const { bytes, digest } of files) {
      const found = await examiner.examine(bytes);
      if (typeof found === 'string') return await nothing(found, fields);
      if (!media.includes(found.media)) return await nothing('file-kind', fields);
      held.push(uploads.hold(accountId, digest, found));
    }
    return await then({ fields, files, refused: undefined });
  } finally {
    for (const letGo of held) letGo();
    leave();
  }
}

/** 413 where it is too large, so that a program understands it, too. */
export function statusOfFiles(found: Problem): 413 | undefined {
  return Object.values(found.fields ?? {}).includes('file-too-large') ? 413 : undefined;
}
