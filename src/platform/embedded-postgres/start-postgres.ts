// Starts the PostgreSQL that npm brought, on a data folder of ours, or takes over one that runs there.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from '../supervise/processes.ts';
import { findRunning, reconfigure } from './adopt.ts';
import { type Binaries, prepareBinaries } from './binaries.ts';
import { freePort } from './free-port.ts';
import { hasCluster, makeCluster } from './make-cluster.ts';
import { choosePlace, type Place, remember, rememberedPort } from './place.ts';
import { endRemains, type Postmaster, startPostmaster, stopPostmaster } from './postmaster.ts';
import { ensureRoles, type RoleUrls, roleUrls, superuserUrl } from './roles.ts';
import { loadSecrets } from './secrets.ts';
import { type Settings, settingsText, writeSettings } from './settings.ts';

export type PostgresOptions = {
  /** The data folder of the installation; secrets.json and (mostly) the cluster are in it. */
  dataDir: string;
  /** Told in one line whatever the operator should know. */
  log?: (line: string) => void;
  /** Settings that win over ours. */
  settings?: Settings | undefined;
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
  const secrets = loadSecrets(dataDir);
  if (!hasCluster(place)) makeCluster(binaries, place, secrets);

  const running = await findRunning(binaries, place, secrets, log);
  if (running) await reconfigure(running, place, options.settings, secrets);
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

/** Tells when the process is gone; does not keep us alive. */
function watch(pid: number, tellGone: () => void): void {
  const timer = setInterval(() => {
    if (isAlive(pid)) return;
    clearInterval(timer);
    tellGone();
  }, 50);
  timer.unref();
}
