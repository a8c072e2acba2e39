// A whole house for a test: a seeded copy of the demonstration network, the web application over
// it, and a clock that the test drives. Everything is real but the time.
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import type { AddressInfo } from 'node:net';
import { newId } from '#base/ids.ts';
import { COMMANDS } from '#main/commands.ts';
import { ensureProcessAccounts } from '#main/process-accounts.ts';
import { makeRehearsal } from '#main/rehearsal.ts';
import { seed } from '#main/seed/seed.ts';
import { makeServices, type Services } from '#main/services.ts';
import { webApp } from '#main/app.tsx';
import { DrivenClock } from '#platform/clock.ts';
import type { Outcome } from '#platform/run-command/command.ts';
import type { Answer } from '#platform/run-command/runner.ts';
import { signInAsPersona, listPersonas } from '#platform/session/sign-in.ts';
import { MemorySigner } from './memory-signer.ts';
import { MemoryVault } from './memory-vault.ts';
import { cloneDatabase, type TestDatabase } from './database.ts';

/** A Monday at nine in Lisbon. */
export const MORNING = Temporal.Instant.from('2026-03-09T09:00:00Z');
export const SECRET = 'a secret of tests, thirty-two long';

export interface House {
  readonly app: Hono;
  readonly services: Services;
  readonly database: TestDatabase;
  readonly clock: DrivenClock;
  /** The token of a demonstration persona, by the start of her name: `Iryna`. */
  tokenOf(name: string): Promise<string>;
  /** A Cookie header of a persona. */
  signIn(name: string): Promise<string>;
  /** The token of anyone, by login; made by the owner, as no way in would. */
  tokenOfLogin(login: string): Promise<string>;
  /** Runs a command as whoever holds the token. */
  run(token: string, name: string, input: unknown, commandId?: string): Promise<Answer>;
  /** As `run`, and fails unless it worked. */
  done(
    token: string,
    name: string,
    input: unknown,
  ): Promise<Record<string, never> & Record<string, string | number | boolean>>;
  /** Moves the clock. */
  wait(minutes: number): void;
  /** Serves on a port of its own. */
  listen(): Promise<string>;
  close(): Promise<void>;
}

/** Fills a migrated database with the demonstration network of that Monday. */
export async function furnish(ownerUrl: string): Promise<void> {
  const date = MORNING.toZonedDateTimeISO('Europe/Lisbon').toPlainDate();
  await seed({ ownerUrl, date });
  await ensureProcessAccounts(ownerUrl, SECRET);
  await makeRehearsal(ownerUrl);
}

export interface HouseOptions {
  readonly assets?: Services['assets'];
  readonly connections?: number;
  readonly database?: TestDatabase;
  readonly linkWays?: Services['linkWays'];
  /** What opens the keys of compartments; one in memory when not given. */
  readonly vault?: Services['vault'];
  /** What signs packages; a key in memory when not given. */
  readonly signer?: Services['signer'];
  /** Nobody is slowed down, however much she asks. */
  readonly unlimited?: boolean;
}

/** Opens the house, on a copy of its own unless a furnished `database` is given. `assets`: the built files, for tests in a browser. */
export async function openHouse(options: HouseOptions = {}): Promise<House> {
  const database =
    options.database ??
    (await cloneDatabase({ name: 'house', prepare: ({ owner }) => furnish(owner) }));
  const clock = new DrivenClock(MORNING);
  const services = await makeServices({
    appUrl: database.urls.app,
    clock,
    secret: SECRET,
    rehearsal: true,
    assets: options.assets ?? { css: [], js: [] },
    connections: options.connections ?? 4,
    ...(options.linkWays && { linkWays: options.linkWays }),
    unlimited: options.unlimited ?? false,
    vault: options.vault ?? new MemoryVault(),
    signer: options.signer ?? new MemorySigner(),
  });
  const app = webApp(services);
  const servers: { close(): void; closeAllConnections?(): void }[] = [];

  const house: House = {
    app,
    services,
    database,
    clock,
    async tokenOf(name) {
      const persona = (await listPersonas(services.database)).find((one) =>
        one.name.startsWith(name),
      );
      const token = persona && (await signInAsPersona(services.database, persona.accountId));
      if (!token) throw new Error(`there is no persona ${name}`);
      return token;
    },
    async signIn(name) {
      return `oneroof=${await house.tokenOf(name)}`;
    },
    async tokenOfLogin(login) {
      const token = `test-${newId()}-${newId()}`;
      const made = await database.owner(
        `insert into access.session (account_id, token_hash, kind, method, expires_at)
         select id, sha256(convert_to($2, 'UTF8')), 'browser', 'password', now() + interval '1 hour'
         from access.account where login = $1
         returning id`,
        [login, token],
      );
      if (made.length !== 1) throw new Error(`there is no account ${login}`);
      return token;
    },
    async run(token, name, input, commandId = newId()) {
      const command = COMMANDS.find((one) => one.name === name);
      if (!command) throw new Error(`there is no command ${name}`);
      return services.runner.run(command, { token, commandId, input });
    },
    async done(token, name, input) {
      const answer = (await house.run(token, name, input)) as Outcome;
      if (!answer.ok) throw new Error(`${name} was refused: ${JSON.stringify(answer)}`);
      return answer.result as never;
    },
    wait(minutes) {
      clock.moveTo(clock.now().add({ seconds: Math.round(minutes * 60) }));
    },
    async listen() {
      const server = createAdaptorServer({ fetch: app.fetch });
      servers.push(server as never);
      await new Promise<void>((ready) => server.listen(0, '127.0.0.1', () => ready()));
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    },
    async close() {
      for (const server of servers) {
        server.closeAllConnections?.();
        server.close();
      }
      await services.close();
      await database.drop();
    },
  };
  return house;
}
