// Opaque session tokens: 256 random bits for the browser, a SHA-256 of them for the database.
import { createHash, randomBytes } from 'node:crypto';

/** A new token in base64url, 43 characters. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a token (or one-time code). */
export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token, 'utf8').digest();
}
