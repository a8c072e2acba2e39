// Starts the PostgreSQL that npm brought, on a data folder of ours, or takes over one that runs there.
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from '../supervise/processes.ts';
import { type Binaries, prepareBinaries } from './binaries.ts';
import { choosePlace, type Place, remember, rememberedPort } from './place.ts';
import {
  endRemains,
  isServerOf,
  type Postmaster,
  readPidFile,
  removePidFile,
  startPostmaster,
  stopPostmaster,
} from './postmaster.ts';
import { ensureRoles, type RoleUrls, roleUrls, superuserUrl, withClient } from './roles.ts';
import { loadSecrets, type Secrets } from './secrets.ts';
import { type Settings, settingsText } from './settings.ts';

export type PostgresOptions = {
  /** The data folder of the installation; secrets.json and (mostly) the cluster are in it. */
  dataDir: string;
  /** Told in one line whatever the operator should know. */
  log?: (line: string) => void;
  /** Settings that win over ours. */
  settings?: Settings;
};

export type RunningPostgres = {
  port: number;
  pid: number;
  /** True when the server ran already: its parent was killed. */
  adopted: boolean;
  /** The folder that holds the cluster: the data folder, unless PostgreSQL's user can't enter it. */
  home: string;
  urls: RoleUrls;
  superuserUrl: string;
  /** Settles when the server is gone, for whatever reason. */
  gone: Promise<void>;
  stop(): Promise<void>;
};

/**
 * Brings PostgreSQL up: makes the cluster at the first start, adopts a server that still runs, sweeps
 * up after one that was killed, makes the database and its roles.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const { dataDir, log = () => {} } = options;
  const place = choosePlace(dataDir, log);
  const binaries = prepareBinaries(place.home, place.user, log);
  const isNew = !existsSync(join(place.cluster, 'PG_VERSION'));
  if (isNew && existsSync(place.cluster)) {
    throw new Error(`${place.cluster} exists and is no database. Move it away and start again.`);
  }
  const secrets = loadSecrets(dataDir);
  if (isNew) initialise(binaries, place, secrets);

  const running = await findRunning(binaries, place, secrets, log);
  const server = running ?? (await startAnew(binaries, place, options, log));
  try {
    remember(dataDir, { port: server.port });
    await ensureRoles(superuserUrl(server.port, secrets), secrets);
  } catch (error) {
    await stopPostmaster(binaries, place.cluster, server.pid);
    throw explain(error, dataDir, place);
  }
  const { promise: gone, resolve: tellGone } = Promise.withResolvers<void>();
  watch(server.pid, tellGone);
  return {
    port: server.port,
    pid: server.pid,
    adopted: running !== undefined,
    home: place.home,
    urls: roleUrls(server.port, secrets),
    superuserUrl: superuserUrl(server.port, secrets),
    gone,
    async stop() {
      await stopPostmaster(binaries, place.cluster, server.pid);
      tellGone();
    },
  };
}

function explain(error: unknown, dataDir: string, place: Place): unknown {
  const wrongPassword = '28P01';
  if ((error as { code?: string }).code !== wrongPassword) return error;
  return new Error(
    `The passwords in ${join(dataDir, 'secrets.json')} are not those of the database in ${place.cluster}. ` +
      'Put back the secrets.json that belongs to it.',
    { cause: error },
  );
}

/** Makes the cluster under another name first, so that an interrupted start leaves nothing half-made. */
function initialise(binaries: Binaries, place: Place, secrets: Secrets): void {
  const unfinished = `${place.cluster}.new`;
  const passwordFile = join(place.home, 'password.new');
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(passwordFile, secrets.postgres, { mode: 0o600 });
  const { user } = place;
  if (user) for (const path of [unfinished, passwordFile]) chownSync(path, user.uid, user.gid);
  const options = {
    pgdata: unfinished,
    username: 'postgres',
    pwfile: passwordFile,
    auth: 'scram-sha-256',
    encoding: 'UTF8',
    // Letters of all scripts have their case, in the same order on every machine.
    'locale-provider': 'builtin',
    'builtin-locale': 'C.UTF-8',
    locale: 'C',
  };
  const flags = Object.entries(options).map(([name, value]) => `--${name}=${value}`);
  const result = spawnSync(binaries.initdb, [...flags, '--data-checksums', '--no-instructions'], {
    cwd: place.home,
    encoding: 'utf8',
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
    uid: user?.uid,
    gid: user?.gid,
  });
  rmSync(passwordFile, { force: true });
  if (result.status !== 0) {
    rmSync(unfinished, { recursive: true, force: true });
    throw new Error(
      `The database could not be made: ${result.error?.message ?? result.stderr.trim()}`,
    );
  }
  appendFileSync(join(unfinished, 'postgresql.conf'), "\ninclude_if_exists = 'oneroof.conf'\n");
  renameSync(unfinished, place.cluster);
}

/** A server that runs on this cluster and answers us; one that does not answer is stopped. */
async function findRunning(
  binaries: Binaries,
  place: Place,
  secrets: Secrets,
  log: (line: string) => void,
): Promise<Postmaster | undefined> {
  const found = readPidFile(place.cluster);
  if (!found) return undefined;
  if (!isAlive(found.pid)) {
    removePidFile(place.cluster);
    return undefined;
  }
  if (await answers(found, place, secrets)) {
    log('PostgreSQL was still running: taking it over');
    return found;
  }
  if (isServerOf(place.cluster, found.pid)) {
    log('PostgreSQL was still running and did not answer: stopping it');
    await stopPostmaster(binaries, place.cluster, found.pid);
  } else if (isAlive(found.pid) && process.platform !== 'win32') {
    removePidFile(place.cluster);
  }
  return undefined;
}

/** True when the server on that port is the one of this cluster. Waits while it starts or reads its log. */
async function answers(found: Postmaster, place: Place, secrets: Secrets): Promise<boolean> {
  const deadline = performance.now() + 30_000;
  while (isAlive(found.pid) && performance.now() < deadline) {
    try {
      const [row] = await withClient(
        superuserUrl(found.port, secrets),
        async (client) =>
          (
            await client.query<{ folder: string }>(
              "select current_setting('data_directory') as folder",
            )
          ).rows,
      );
      return row?.folder === place.cluster;
    } catch (error) {
      const cannotConnectNow = '57P03';
      if ((error as { code?: string }).code !== cannotConnectNow) return false;
      await sleep(100);
    }
  }
  return false;
}

/** Starts a server; when a killed one left processes behind, waits for them and then ends them. */
async function startAnew(
  binaries: Binaries,
  place: Place,
  options: PostgresOptions,
  log: (line: string) => void,
): Promise<Postmaster> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort(rememberedPort(options.dataDir));
    writeSettings(place, settingsText(place.cluster, port, options.settings));
    const server = await startPostmaster(binaries, place);
    if ('pid' in server) return server;
    if (server.reason === 'other' && attempt >= 2) {
      throw new Error(`PostgreSQL does not start:\n${server.log}`);
    }
    if (attempt >= 40) throw new Error(`PostgreSQL's old processes do not end:\n${server.log}`);
    if (attempt === 1) log('waiting for what a killed PostgreSQL left behind');
    if (attempt >= 3) endRemains(place.cluster, attempt < 15 ? 'SIGQUIT' : 'SIGKILL');
    await sleep(100);
  }
}

/** Writes only when something changed: a restart must work on a full disk. */
function writeSettings(place: Place, text: string): void {
  const path = join(place.cluster, 'oneroof.conf');
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return;
  writeFileSync(path, text, { mode: 0o600 });
  if (place.user) chownSync(path, place.user.uid, place.user.gid);
}

/** The wished port when nobody has it, else one that is free. */
async function freePort(wished = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (wished !== 0 && error.code === 'EADDRINUSE') freePort().then(resolve, reject);
      else reject(error);
    });
    probe.listen({ host: '127.0.0.1', port: wished }, () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

/** Tells when the process is gone; does not keep us alive. */
function watch(pid: number, tellGone: () => void): void {
  const timer = setInterval(() => {
    if (isAlive(pid)) return;
    clearInterval(timer);
    tellGone();
  }, 50);
  timer.unref();
}
