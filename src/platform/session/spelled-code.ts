// Codes that people write down, read out and type: random letters and digits in groups of four.
import { randomInt } from 'node:crypto';

/** No letters that look alike: 31 of them, nearly five random bits each. */
const LETTERS = '23456789abcdefghjkmnpqrstuvwxyz';

/** A new code such as `k3mp-92xz-7qrt`, of that many letters. */
export function newSpelledCode(length: number): string {
  return Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)])
    .join('')
    .replaceAll(/(.{4})(?!$)/g, '$1-');
}

/** What was typed as it is hashed; undefined when it can't be a code of that length. */
export function cleanSpelledCode(typed: string, length: number): string | undefined {
  const code = typed.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return code.length === length ? code : undefined;
}
