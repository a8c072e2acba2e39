// The first start: initdb, once.
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chownSync,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import type { Place } from './place.ts';
import type { Secrets } from './secrets.ts';

/** True when the place has a cluster. Throws when something else stands there. */
export function hasCluster({ cluster }: Place): boolean {
  if (existsSync(join(cluster, 'PG_VERSION'))) return true;
  if (!existsSync(cluster)) return false;
  throw new Error(`${cluster} exists and is no database. Move it away and start again.`);
}

/** Makes the cluster under another name first, so that an interrupted start leaves nothing half-made. */
export function makeCluster(binaries: Binaries, place: Place, secrets: Secrets): void {
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
