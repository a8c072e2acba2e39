// The way into the read log for pages and queries: who is about to see whose data, with the parts and
// the article that belong to screen and purpose.
import type { Transaction } from '#platform/db/transaction.ts';
import { noteReads } from '#platform/session/enter.ts';
import { readingOf } from './readings.ts';

/**
 * Notes a reading in the transaction that read. If it can't be written, nothing is shown.
 * @param purpose why, one of PURPOSES; @param screen where, one of SCREENS
 */
export function noteReading(
  tx: Transaction,
  personIds: readonly string[],
  purpose: string,
  screen: string,
): Promise<void> {
  return noteReads(tx, personIds, purpose, screen, readingOf(purpose, screen));
}
