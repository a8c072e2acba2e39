// What the erasure ledger says was erased, this database forgets, too, before any port is open: a backup
// from before comes up still erased. As the owner of the database, who alone is there at the start.
import type pg from 'pg';
import { dropErasure, endErasure, type Keeper, rewriteTraces } from '#modules/rights/carry-out.ts';
import {
  type ErasureLedger,
  LedgerDamaged,
  type LedgerErasure,
} from '#platform/erasure-ledger/ledger.ts';
import { withClient } from '#platform/embedded-postgres/roles.ts';

/**
 * Replays what this database does not know to be erased.
 * @returns how many erasures were carried out again, or to their end
 * @throws LedgerDamaged when the ledger is not the one that this database wrote to
 */
export function replayErasures(
  ownerUrl: string,
  ledger: ErasureLedger,
  now: Temporal.Instant,
): Promise<number> {
  return withClient(ownerUrl, async (client) => {
    const lines = ledger.read();
    await refuseOther(client, ledger.path, lines);
    const keeper: Keeper = {
      async text(text, values) {
        return (await client.query(text, [...values])).rows;
      },
      // Nothing else runs yet.
      async alone(work) {
        return work();
      },
    };
    const { missing, forbidden } = await missingOf(client, ledger.erasures());
    for (const { erasure } of forbidden) await dropErasure(keeper, ledger, erasure, now);
    for (const { erasure, persons, claim } of missing) {
      await keeper.text('select rights.resume_erasure($1, $2::uuid[], $3)', [
        erasure,
        persons,
        claim ?? null,
      ]);
      await keeper.text('select rights.erase_rows($1, $2::timestamptz)', [erasure, now.toString()]);
    }
    const ids = missing.map(({ erasure }) => erasure);
    await rewriteTraces(keeper, ids);
    for (const id of ids) await endErasure(keeper, ledger, id, now);
    return missing.length;
  });
}

/**
 * Those that were not carried out here, or not to their end; and apart those that were begun and stopped before
 * the first row went, and that a hold, an open visit or a word taken back forbids now: the worker has them again
 * once it may.
 */
async function missingOf(client: pg.ClientBase, known: readonly LedgerErasure[]) {
  const { rows } = await client.query<{ id: string }>(
    'select id from rights.erasure where id = any ($1) and done_at is not null',
    [known.map(({ erasure }) => erasure)],
  );
  const done = new Set(rows.map(({ id }) => id));
  const missing = known.filter(({ erasure }) => !done.has(erasure));
  const begun = missing.filter(({ entries }) => entries === undefined);
  const found = await client.query<{ id: string }>('select id from rights.forbidden($1) id', [
    begun.map(({ erasure }) => erasure),
  ]);
  const kept = new Set(found.rows.map(({ id }) => id));
  return {
    missing: missing.filter(({ erasure }) => !kept.has(erasure)),
    forbidden: missing.filter(({ erasure }) => kept.has(erasure)),
  };
}

async function refuseOther(
  client: pg.ClientBase,
  path: string,
  lines: readonly { readonly hash: string }[],
): Promise<void> {
  const { rows } = await client.query<{ lines: number; hash: string }>(
    'select lines, hash from rights.ledger_head',
  );
  const [head] = rows;
  if (!head || lines[head.lines - 1]?.hash === head.hash) return;
  throw new LedgerDamaged(
    `${path} is not the erasure ledger of this database, which knows of ${head.lines} lines; ` +
      `there ${lines.length === 1 ? 'is 1' : `are ${lines.length}`}. Bring the newest copy of it: without it, people who were erased would be back.`,
  );
}
