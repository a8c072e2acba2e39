// Files on their way from a request to the command that keeps them: looked through, in memory, found by whose
// they are and the fingerprint of what was sent. The log of commands has the fingerprint (in a keyed hash),
// so the same file sent again is the same act.
import { createHash } from 'node:crypto';
import type { Examined } from './examine.ts';

/** What a command finds of them. */
export interface UploadedFiles {
  /** @returns undefined when nothing of that kind was sent with this request */
  find(accountId: string, digest: string): Examined | undefined;
}

export const NO_UPLOADS: UploadedFiles = { find: () => undefined };

export class Uploads implements UploadedFiles {
  readonly #held = new Map<string, { readonly file: Examined; times: number }>();

  find(accountId: string, digest: string): Examined | undefined {
    return this.#held.get(`${accountId} ${digest}`)?.file;
  }

  /** Holds a file for a command. @returns what lets go of it */
  hold(accountId: string, digest: string, file: Examined): () => void {
    const key = `${accountId} ${digest}`;
    const held = this.#held.get(key) ?? { file, times: 0 };
    held.times++;
    this.#held.set(key, held);
    return () => {
      if (--held.times === 0) this.#held.delete(key);
    };
  }
}

/** The fingerprint of what was sent. */
export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
