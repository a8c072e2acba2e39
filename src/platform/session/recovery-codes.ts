// Ten codes that each stand in for the second factor once. 79 random bits each: a plain hash is enough.
import { createHash } from 'node:crypto';
import { cleanSpelledCode, newSpelledCode } from './spelled-code.ts';

const COUNT = 10;
const LENGTH = 16;

/** New codes such as `k3mp-92xz-7qrt-bn4w`. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: COUNT }, () => newSpelledCode(LENGTH));
}

/** What was typed as it is hashed; undefined when it can't be a code. */
export function cleanRecoveryCode(typed: string): string | undefined {
  return cleanSpelledCode(typed, LENGTH);
}

/** What is kept of codes: bound to their account. */
export function recoveryCodeHashes(codes: readonly string[], accountId: string): Buffer[] {
  return codes.map((code) =>
    createHash('sha256')
      .update(accountId + (cleanRecoveryCode(code) ?? ''))
      .digest(),
  );
}
