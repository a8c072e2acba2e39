// Files in quarantine are judged by the worker, one after the other: a scanner looks at them, or a setting lets
// pictures out that were made anew. Opened in memory only. Done twice, the second finds nothing waiting; while
// the scanner or the key is away, they wait for the next minute.
import { newId } from '#base/ids.ts';
import { judgeFile } from '#modules/files/commands/judge-file.ts';
import { findNextWaiting, openContent, type SealedContent } from '#modules/files/queries.ts';
import { type Checking, verdictOf } from '#modules/files/rules.ts';
import { type ClamdAddress, scan } from '#platform/clamav/clamd.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db/database.ts';
import type { Vault } from '#platform/vault/vault.ts';
import { workerRunner } from './worker-runner.ts';

export interface ScanParts {
  readonly clock: Clock;
  readonly secret: string;
  readonly vault: Vault;
  /** Undefined: there is no scanner. */
  readonly clamav?: ClamdAddress | undefined;
  /** Without a scanner: whether pictures that were made anew leave quarantine. */
  readonly unscanned: 'pictures' | 'hold';
}

const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** Judges what waits. @returns how many were judged */
export async function scanFiles(
  database: Database,
  token: string,
  parts: ScanParts,
): Promise<number> {
  const { clock, secret, clamav, unscanned } = parts;
  const checking: Checking = clamav ? 'scanner' : unscanned;
  if (checking === 'hold') return 0;
  const runner = workerRunner(database, { clock, secret });
  let judged = 0;
  for (let after = BEFORE_ALL; ; ) {
    const file = await database.transaction(async (tx) => {
      tx.text('select access.enter($1)', [token]).catch(() => {});
      return findNextWaiting(tx, after);
    });
    if (!file) return judged;
    after = file.id;
    const scanned = clamav && (await scanOne(file, parts.vault, clamav));
    if (scanned === 'away') return judged; // nobody answers for the others either
    const verdict = verdictOf(checking, file.media, scanned);
    if (!verdict) continue;
    const input = { fileId: file.id, verdict };
    const answer = await runner.run(judgeFile, { token, commandId: newId(), input });
    if (answer === 'unauthenticated') throw new Error('the session of the worker is over');
    if (answer.ok) judged++;
  }
}

/** What does not open can't be scanned: it stays where nobody reads it. */
async function scanOne(file: SealedContent, vault: Vault, clamav: ClamdAddress) {
  const bytes = await openContent(file, vault);
  if (bytes === 'locked') return 'away';
  return bytes === 'damaged' ? undefined : scan(clamav, bytes);
}
