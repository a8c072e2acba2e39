// Is the process alive, and may it acknowledge acts?
import type { Hono } from 'hono';
import { inCheckout } from '#platform/checkout.ts';
import type { Database } from '#platform/db/database.ts';
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

/** `/healthz`: alive. `/readyz`: database reachable, migrated to this version, and durable. */
export function health(app: Hono, database: Database): void {
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
      const ready = migrated && isDurable(durability);
      return c.json({ ready, database: 'reachable', migrated, durability }, ready ? 200 : 503);
    } catch {
      return c.json({ ready: false, database: 'unreachable' }, 503);
    }
  });
}
