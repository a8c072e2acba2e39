// A server that runs already, because its parent was killed: taken over when it answers, else stopped.
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from '../supervise/processes.ts';
import type { Binaries } from './binaries.ts';
import type { Place } from './place.ts';
import {
  isServerOf,
  type Postmaster,
  readPidFile,
  removePidFile,
  stopPostmaster,
} from './postmaster.ts';
import { superuserUrl, withClient } from './roles.ts';
import type { Secrets } from './secrets.ts';
import { type Settings, settingsText, writeSettings } from './settings.ts';

/** A server that runs on this cluster and answers us; one that does not answer is stopped. */
export async function findRunning(
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

/** A server that runs since another version, or with other settings, takes ours as far as it can. */
export async function reconfigure(
  server: Postmaster,
  place: Place,
  settings: Settings | undefined,
  secrets: Secrets,
): Promise<void> {
  if (!writeSettings(place, settingsText(place.cluster, server.port, settings))) return;
  await withClient(superuserUrl(server.port, secrets), (client) =>
    client.query('select pg_reload_conf()'),
  );
}
