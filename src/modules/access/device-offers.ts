// Codes of devices that want to be enrolled: made, shown, taken up. The code follows from the secret
// of the browser that shows it, so that a page loaded again shows the same one.
import { createHash, randomInt } from 'node:crypto';
import type { Database } from '#platform/db/database.ts';
import type { Transaction } from '#platform/db/transaction.ts';
import { hashOf, newToken } from '#platform/session/token.ts';
import { CODE_LENGTH, CODE_LETTERS } from './device-rules.ts';

/** The code that a browser shows, from its token. */
export function codeOf(token: string): string {
  const digest = createHash('sha256').update(`device code ${token}`).digest();
  // Four bytes a letter: none is likelier than another by more than one in a hundred million.
  return Array.from({ length: CODE_LENGTH }, (_, at) =>
    letter(digest.readUInt32BE(at * 4) % CODE_LETTERS.length),
  ).join('');
}

/** A code for a printer, by chance. */
export function newCode(): string {
  return Array.from({ length: CODE_LENGTH }, () => letter(randomInt(CODE_LETTERS.length))).join('');
}

/** A browser asks to be enrolled. @returns its token, or undefined when too many ask at once */
export async function offerDevice(database: Database): Promise<string | undefined> {
  const token = newToken();
  const [row] = await database.transaction((tx) =>
    tx.text<{ made: boolean }>('select access.offer_device($1, $2) as made', [
      hashOf(token),
      hashOf(codeOf(token)),
    ]),
  );
  return row?.made ? token : undefined;
}

/** How a browser that asked is doing; undefined: its code counts no more. */
export async function readOffer(
  database: Database,
  token: string,
): Promise<'waiting' | 'enrolled' | undefined> {
  const [row] = await database.transaction((tx) =>
    tx.text<{ state: 'waiting' | 'enrolled' | null }>(
      'select access.read_device_offer($1) as state',
      [token],
    ),
  );
  return row?.state ?? undefined;
}

/** The session of a browser that was enrolled: its token, once. */
export async function claimDevice(database: Database, token: string): Promise<string | undefined> {
  const session = newToken();
  const [row] = await database.transaction((tx) =>
    tx.text<{ claimed: boolean }>('select access.claim_device($1, $2) as claimed', [
      token,
      hashOf(session),
    ]),
  );
  return row?.claimed ? session : undefined;
}

/** Keeps the code that a printer was sent. */
export async function offerPrinter(
  tx: Transaction,
  code: string,
  at: { readonly centreId: string; readonly host: string; readonly port: number },
): Promise<void> {
  await tx.text('select access.offer_printer($1, $2, $3::inet, $4)', [
    hashOf(code),
    at.centreId,
    at.host,
    at.port,
  ]);
}

function letter(at: number): string {
  return CODE_LETTERS[at] ?? '';
}
