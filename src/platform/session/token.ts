// Opaque session tokens: 256 random bits for the browser, a SHA-256 of them for the database.
import { createHash, randomBytes } from 'node:crypto';

/** A new token in base64url, 43 characters. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

// Part of what is hashed, so a token without its mark is another token, which nobody has.
const MACHINE_MARK = 'machine_';

/** A new bearer token for a machine: as `newToken`, with a mark that says what it is. */
export function newMachineToken(): string {
  return MACHINE_MARK + newToken();
}

/** Whether a token says that it is a machine's, which no browser may carry. */
export function isMachineToken(token: string): boolean {
  return token.startsWith(MACHINE_MARK);
}

/** What is stored of a token (or one-time code). */
export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token, 'utf8').digest();
}
