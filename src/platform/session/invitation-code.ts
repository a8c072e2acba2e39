// The code beside an invitation's link, handed over by another administrator (ACC-60). 59 random bits,
// which are worth nothing without the link's 256.
import { hashOf } from './token.ts';
import { cleanSpelledCode, newSpelledCode } from './spelled-code.ts';

const LENGTH = 12;

/** A new code such as `k3mp-92xz-7qrt`. */
export function newInvitationCode(): string {
  return newSpelledCode(LENGTH);
}

/** What was typed as it is hashed; empty when it can't be a code. */
export function cleanInvitationCode(typed: string): string {
  return cleanSpelledCode(typed, LENGTH) ?? '';
}

/** What is kept of a code, in hexadecimal; undefined when it can't be one. */
export function invitationCodeHash(typed: string): string | undefined {
  const code = cleanInvitationCode(typed);
  return code ? hashOf(code).toString('hex') : undefined;
}
