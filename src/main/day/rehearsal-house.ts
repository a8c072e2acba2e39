// A house in which a day is rehearsed: the real product on a database of its own, with a clock that
// is driven. Nothing of it is left when it closes.
import { createAdaptorServer } from '@hono/node-server';
import type { AddressInfo } from 'node:net';
import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import { DrivenClock } from '#platform/clock.ts';
import { Database } from '#platform/db/database.ts';
import { migrate } from '#platform/db/migrate.ts';
import { type RoleUrls, withClient } from '#platform/embedded-postgres/roles.ts';
import { startScratchPostgres } from '#platform/embedded-postgres/scratch-postgres.ts';
import { hashOf, newToken } from '#platform/session/token.ts';
import type { Assets } from '#platform/ui/document.tsx';
import { inCheckout } from '#platform/checkout.ts';
import { webApp } from '../app.tsx';
import { prepareJobs } from '../jobs.ts';
import { ensureProcessAccounts, processToken } from '../process-accounts.ts';
import { drain, keepReading } from '../readers.ts';
import { makeRehearsal } from '../rehearsal.ts';
import { seed } from '../seed/seed.ts';
import { makeServices, type Services } from '../services.ts';

export interface RehearsalHouse {
  readonly services: Services;
  readonly clock: DrivenClock;
  /** Where it is served, such as `http://127.0.0.1:3210`. */
  readonly origin: string;
  readonly urls: RoleUrls;
  /** Opens a session for each account, as no way in would. @returns tokens by account */
  openSessions(accountIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Sessions of those who look after a house: its coordinator, its security, who protects people. */
  openKeepers(centreId: string): Promise<Keepers>;
  /** Lets the readers of the log read all that waits. */
  drain(): Promise<void>;
  /** Lets them read from now on, as the worker does, until the house closes. */
  keepReading(): void;
  close(): Promise<void>;
}

/** Tokens of sessions. */
export type Keepers = Readonly<Record<'coordinator' | 'guard' | 'duty', string>>;

/** An empty database server and the key of a house. */
interface Ground {
  readonly urls: RoleUrls;
  readonly secret: string;
  release(): Promise<void>;
}

export interface RehearsalOptions {
  readonly date: Temporal.PlainDate;
  /** 0: any port that is free. */
  readonly port: number;
  readonly assets: Assets;
}

/** Builds the house on a PostgreSQL of its own, in a temporary folder. */
export async function openRehearsal(options: RehearsalOptions): Promise<RehearsalHouse> {
  const postgres = await startScratchPostgres();
  const ground: Ground = {
    urls: postgres.urls,
    secret: randomBytes(32).toString('base64url'),
    release: () => postgres.stop(),
  };
  try {
    await migrate(ground.urls.owner, inCheckout('db', 'migrations'));
    await seed({ ownerUrl: ground.urls.owner, date: options.date });
    await furnish(ground);
    return await serve(ground, options);
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

/** The same on a seeded database that is there already; a test lets go of it by itself. */
export async function openRehearsalOn(
  urls: RoleUrls,
  options: RehearsalOptions,
): Promise<RehearsalHouse> {
  const secret = randomBytes(32).toString('base64url');
  const ground: Ground = { urls, secret, release: async () => {} };
  await furnish(ground);
  return serve(ground, options);
}

async function furnish({ urls, secret }: Ground): Promise<void> {
  await ensureProcessAccounts(urls.owner, secret);
  await prepareJobs(urls);
  await makeRehearsal(urls.owner);
}

async function serve(ground: Ground, options: RehearsalOptions): Promise<RehearsalHouse> {
  const { urls, secret } = ground;
  const midnight = options.date.toZonedDateTime('UTC').toInstant();
  const clock = new DrivenClock(midnight);
  const services = await makeServices({
    appUrl: urls.app,
    clock,
    secret,
    assets: options.assets,
    rehearsal: true,
    unlimited: true,
    connections: 8,
  });
  const server = createAdaptorServer({ fetch: webApp(services).fetch }) as Server;
  await new Promise<void>((ready, failed) => {
    server.once('error', failed);
    server.listen(options.port, '127.0.0.1', ready);
  });
  const worker = new Database({
    url: urls.jobs,
    connections: 2,
    applicationName: 'oneroof-day-readers',
    rehearsalClock: clock,
  });
  const token = processToken(secret, 'worker');
  const ending = new AbortController();
  let reading: Promise<void> | undefined;
  return {
    services,
    clock,
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    urls,
    openSessions: (accountIds) => openSessions(urls.owner, accountIds),
    openKeepers: (centreId) => openKeepers(urls.owner, centreId),
    async drain() {
      await drain(worker, token);
    },
    keepReading() {
      reading ??= keepReading(worker, token, ending.signal);
    },
    async close() {
      ending.abort();
      await reading;
      server.closeAllConnections();
      server.close();
      await Promise.all([services.close(), worker.close()]);
      await ground.release();
    },
  };
}

/** One session for each of today's staff: a rehearsal can't ask them for passwords. */
async function openSessions(
  ownerUrl: string,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const tokens = new Map(accountIds.map((id) => [id, newToken()]));
  await withClient(ownerUrl, (client) =>
    client.query(
      `insert into access.session (account_id, token_hash, kind, method, label, expires_at)
       select account, hash, 'token', 'issued', 'rehearsal', now() + interval '1 day'
       from unnest($1::uuid[], $2::bytea[]) as s (account, hash)`,
      [[...tokens.keys()], [...tokens.values()].map(hashOf)],
    ),
  );
  return tokens;
}

/** Falls back on the coordinator where a house has no security of its own, or nobody on duty. */
async function openKeepers(ownerUrl: string, centreId: string): Promise<Keepers> {
  const [found] = await withClient(ownerUrl, async (client) => {
    const asked = await client.query<Record<'coordinator' | 'guard' | 'duty', string>>(
      `with who as (
         select min(a.id::text) filter (where m.role = 'centre-coordinator') as coordinator,
                min(a.id::text) filter (where m.role = 'security-guard') as guard
         from access.membership m join access.account a on a.id = m.account_id
         where m.centre_id = $1)
       select coordinator, coalesce(guard, coordinator) as guard,
              coalesce((select min(account_id::text) from access.protection_duty
                        where centre_id = $1), coordinator) as duty
       from who where coordinator is not null`,
      [centreId],
    );
    return asked.rows;
  });
  if (!found) throw new Error(`${centreId} has no coordinator`);
  const tokens = await openSessions(ownerUrl, [...new Set(Object.values(found))]);
  const token = (who: keyof Keepers) => tokens.get(found[who]) ?? '';
  return { coordinator: token('coordinator'), guard: token('guard'), duty: token('duty') };
}
