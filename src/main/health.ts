// Is the process alive, and may it acknowledge acts?
import type { Hono } from 'hono';
import { inCheckout } from '#platform/checkout.ts';
import type { Database } from '#platform/db/database.ts';
import type { ErasureLedger } from '#platform/erasure-ledger/ledger.ts';
import { listMigrations } from '#platform/db/migrate.ts';

export interface Durability {
  readonly fsync: string;
  readonly full_page_writes: string;
  readonly synchronous_commit: string;
}

/** What the application's own session has for the settings without which an acknowledged act may be lost. */
export async function readDurability(database: Database): Promise<Durability> {
  const [row] = await database.transaction((tx) =>
    tx.text<Durability>(`select current_setting('fsync') as fsync,
      current_setting('full_page_writes') as full_page_writes,
      current_setting('synchronous_commit') as synchronous_commit`),
  );
  return row as Durability;
}

/** Whether an acknowledged act survives a power cut. */
export function isDurable(durability: Durability): boolean {
  return (
    durability.fsync === 'on' &&
    durability.full_page_writes === 'on' &&
    ['on', 'local', 'remote_write', 'remote_apply'].includes(durability.synchronous_commit)
  );
}

/** Whether everybody whom the ledger calls erased is erased here, too. @throws LedgerDamaged */
export async function areErased(database: Database, ledger: ErasureLedger): Promise<boolean> {
  // One that is under way right now is the worker's.
  const known = ledger
    .erasures()
    .filter(({ entries }) => entries !== undefined)
    .map(({ erasure }) => erasure);
  if (known.length === 0) return true;
  const [row] = await database.transaction((tx) =>
    tx.text<{ done: boolean }>('select rights.are_done($1::uuid[]) as done', [known]),
  );
  return row?.done ?? false;
}

/** `/healthz`: alive. `/readyz`: database reachable, migrated to this version, durable, and without whom the ledger calls erased. */
export function health(app: Hono, database: Database, ledger?: ErasureLedger): void {
  // Once it is so it stays so: a backup is only restored into a database that nobody uses.
  let erased = ledger === undefined;
  const wanted = listMigrations(inCheckout('db', 'migrations'));
  app.get('/healthz', (c) => c.json({ alive: true }));
  app.get('/readyz', async (c) => {
    try {
      const applied = await database.transaction((tx) =>
        tx.text<{ name: string }>('select name from meta.migration'),
      );
      const known = new Set(applied.map(({ name }) => name));
      const migrated = wanted.every((name) => known.has(name));
      const durability = await readDurability(database);
      if (ledger) erased ||= await areErased(database, ledger);
      const ready = migrated && isDurable(durability) && erased;
      return c.json(
        { ready, database: 'reachable', migrated, durability, erased },
        ready ? 200 : 503,
      );
    } catch {
      return c.json({ ready: false, database: 'unreachable' }, 503);
    }
  });
}
