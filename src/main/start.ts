// `npm start`: brings up the database, its shape and its contents, then keeps web and worker running.
import { fork } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { migrate, MigrationError } from '#platform/db/migrate.ts';
import { type RoleUrls, withClient } from '#platform/embedded-postgres/roles.ts';
import { supervisePostgres } from '#platform/embedded-postgres/supervise-postgres.ts';
import { keepRunning, type KeptProcess } from '#platform/supervise/keep-running.ts';
import { birthOf, findLauncher, isAlive } from '#platform/supervise/processes.ts';
import { holdAlone } from '#platform/supervise/sole-holder.ts';
import { systemClock } from '#platform/clock.ts';
import { ErasureLedger, LedgerDamaged } from '#platform/erasure-ledger/ledger.ts';
import { ensureSigningKeys } from '#platform/vault/file-signer.ts';
import { ensureKeyFile } from '#platform/vault/file-vault.ts';
import { inCheckout } from '#platform/checkout.ts';
import {
  childEnvironment,
  type Config,
  ConfigError,
  externalDatabase,
  readConfig,
} from './config.ts';

import { issueFirstCode } from './first-code.ts';
import { forgetAtStart } from './forget-due.ts';
import { prepareJobs } from './jobs.ts';
import { keysOf } from './change-key.ts';
import { ensureProcessAccounts } from './process-accounts.ts';
import { hasPackages } from './note-packages.ts';
import { hasCompartments } from './renew-compartment-keys.ts';
import { renewKeys } from './renew-keys.ts';
import { replayErasures } from './replay-erasures.ts';

/** Something that the operator has to put right; told without a stack. */
class CannotStart extends Error {}

/** What must be undone at the end, last thing first. */
const undo: (() => void | Promise<void>)[] = [];
let ending = false;

async function start(config: Config): Promise<void> {
  const address = config.origin ?? `${config.tls ? 'https' : 'http'}://localhost:${config.port}`;
  mkdirSync(config.dataDir, { recursive: true });
  await holdDataFolder(config, address);
  refuseUnsafe(config);
  await refuseTakenPort(config);

  const database = await bringUpDatabase(config);
  const [secret = '', previousSecret] = keysOf(config);
  const migrated = await migrate(database.urls().owner, inCheckout('db', 'migrations'));
  if (migrated.length > 0) log(`database brought up to ${migrated.at(-1)}`);

  const env = () => childEnvironment({ ...database.urls(), secret, previousSecret });
  const isEmpty = await hasNoAccounts(database.urls().owner);
  if (isEmpty) {
    log(config.demo ? 'making the demonstration network' : 'making an empty network');
    if ((await runSeed(env())) !== 0)
      throw new CannotStart('The first contents could not be made.');
  }

  // Before any port is open: what was erased stays erased, whatever backup this is.
  const ledger = new ErasureLedger(config.erased);
  const erased = await replayErasures(database.urls().owner, ledger, systemClock.now());
  if (erased > 0) log(`${erased} erasures of ${config.erased} were carried out on this database`);
  // And nothing lives longer than its time because the machine slept or an older backup was brought back.
  await forgetAtStart(database.urls().owner, systemClock.now(), log);
  await ensureProcessAccounts(database.urls().owner, secret);
  const renewed = await renewKeys(database.urls().owner, secret, previousSecret);
  if (renewed) {
    log(
      `another key than before: ${renewed.sealed} authenticators were sealed anew, PINs have ended`,
    );
    if (renewed.lost > 0)
      log(
        `${renewed.lost} authenticators open with no key that is here: is this the secrets.json of this installation?`,
      );
  }
  if (!existsSync(config.keys) && (await hasCompartments(database.urls().owner)))
    log(`${config.keys} is not there: compartments stay shut until it is; all else works`);
  else ensureKeyFile(config.keys);
  if (!existsSync(config.signing) && (await hasPackages(database.urls().owner)))
    log(`${config.signing} is not there: no package goes to a partner until it is; all else works`);
  else ensureSigningKeys(config.signing);
  await prepareJobs(database.urls());
  const firstCode = await issueFirstCode(database.urls().owner);

  // The web needs no owner of the database: what it does not know, it can't give away.
  const serve = () => ({ ...env(), DATABASE_URL: undefined });
  const processes = ['web', 'worker'].map((name) => keep(name, serve));
  database.onMoved(() => processes.forEach((child) => child.restart()));
  undo.push(async () => {
    await Promise.all(processes.map((child) => child.stop()));
  });
  await Promise.all(processes.map((child) => child.ready));
  console.log(`\nOneroof is at ${address}\nStop it with Ctrl-C. Data: ${config.dataDir}\n`);
  if (firstCode)
    console.log(
      `Nobody is here yet. Open ${address}/first and enter this code once: ${firstCode}\n`,
    );
  if (!isEmpty) await runSeed(env()); // rosters of the days that have come near since the last start
}

/** Takes the data folder; one that is being given back right now is worth a moment of waiting. */
async function holdDataFolder(config: Config, address: string): Promise<void> {
  const path = join(config.dataDir, 'running.json');
  let held = holdAlone(path, address);
  for (let turn = 0; typeof held !== 'function' && turn < 25; turn++) {
    await sleep(200);
    held = holdAlone(path, address);
  }
  if (typeof held !== 'function') {
    throw new CannotStart(
      `Oneroof is running already on ${config.dataDir} (process ${held.pid}), at ${held.address}.\n` +
        'Stop that one first, or set ONEROOF_DATA and PORT for a second one.',
    );
  }
  undo.push(held);
}

/** A server without its defences is for measuring alone, on a folder marked for it. */
function refuseUnsafe({ unsafeCommit, unlimited, dataDir }: Config): void {
  if (!(unsafeCommit || unlimited) || existsSync(join(dataDir, 'bench'))) return;
  const why = unsafeCommit
    ? 'ONEROOF_UNSAFE_COMMIT=1 loses acts at a crash'
    : 'ONEROOF_UNLIMITED=1 lets anyone overload the server';
  throw new CannotStart(
    `${why}, and ${dataDir} is not marked for benchmarks (a file named “bench” in it).`,
  );
}

/** Our own PostgreSQL, kept running, or the server that the settings name. */
async function bringUpDatabase(
  config: Config,
): Promise<{ urls: () => RoleUrls; onMoved: (then: () => void) => void }> {
  const external = externalDatabase(config);
  if (external) return { urls: () => external, onMoved: () => {} };
  let moved = () => {};
  const postgres = await supervisePostgres(
    {
      dataDir: config.dataDir,
      log,
      settings: config.unsafeCommit ? { synchronous_commit: 'off' } : undefined,
    },
    () => moved(),
  );
  undo.push(() => postgres.stop());
  return {
    urls: () => postgres.current().urls,
    onMoved(then) {
      moved = then;
    },
  };
}

async function refuseTakenPort({ port, host }: Config): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const reason =
        error.code === 'EADDRINUSE'
          ? `Port ${port} is taken by another program. Choose another one: PORT=${port + 1} npm start`
          : error.code === 'EACCES'
            ? `This user may not listen on port ${port}. Choose one above 1024: PORT=3000 npm start`
            : `Oneroof can't listen on port ${port}: ${error.message}`;
      reject(new CannotStart(reason));
    });
    probe.listen({ port, host }, () => probe.close(() => resolve()));
  });
}

function hasNoAccounts(ownerUrl: string): Promise<boolean> {
  return withClient(ownerUrl, async (client) => {
    const found = await client.query("select 1 from access.account where kind = 'person' limit 1");
    return found.rowCount === 0;
  });
}

function keep(name: string, env: () => NodeJS.ProcessEnv): KeptProcess {
  const file = inCheckout('dist', 'main', `${name}.js`);
  return keepRunning({ name, file, env, log }, () => void end(1));
}

/** Runs the seed as a process of its own and returns its exit code. */
function runSeed(env: NodeJS.ProcessEnv): Promise<number | null> {
  const file = inCheckout('dist', 'main', 'seed.js');
  if (!existsSync(file)) throw new CannotStart(`${file} is missing: npm run build`);
  return new Promise((resolve) => {
    const seed = fork(file, { env }).on('exit', resolve);
    undo.push(() => void seed.kill());
  });
}

/** Undoes what was begun, in the opposite order, and ends the process. */
async function end(code: number): Promise<void> {
  if (ending) return;
  ending = true;
  for (const step of undo.reverse()) {
    try {
      await step();
    } catch (error) {
      console.error(error);
    }
  }
  process.exit(code);
}

/** npm may be killed without a chance to tell us; nobody would know then that we still run. */
function endWithLauncher(): void {
  const launcher = findLauncher();
  const birth = birthOf(launcher);
  setInterval(() => {
    if (!isAlive(launcher) || birthOf(launcher) !== birth) void end(0);
  }, 500).unref();
}

function log(line: string): void {
  console.log(line);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (!ending) log('stopping');
    void end(0);
  });
}
try {
  const config = readConfig();
  if (config.startedByNpm) endWithLauncher();
  await start(config);
} catch (error) {
  const plain = [CannotStart, ConfigError, MigrationError, LedgerDamaged].some(
    (kind) => error instanceof kind,
  );
  if (!ending) console.error(plain ? (error as Error).message : error);
  await end(1);
}
