// Where the cluster (PostgreSQL's own files) lives, and as whom it runs.
import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { canEnter, postgresUser, runsAsRoot, type SystemUser, userById } from './system-user.ts';

/** `home` holds the cluster in `cluster`; `user` is set when PostgreSQL must run as somebody else. */
export type Place = { home: string; cluster: string; user: SystemUser | undefined };

/** What we remember from one start to the next, in `<dataDir>/postgres.json`. */
type Remembered = { home?: string; port?: number };

/**
 * Decides the place, once: the data folder itself, or, when root keeps it where PostgreSQL's user
 * may not go, a folder outside, whose path is kept in `<dataDir>/postgres.json`.
 * Throws in plain words when the cluster belongs to another user.
 */
export function choosePlace(dataDir: string, log: (line: string) => void): Place {
  mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  const remembered = recall(dataDir).home;
  if (!runsAsRoot()) {
    const home = remembered ?? resolve(dataDir);
    refuseForeign(join(home, 'postgres'));
    return { home, cluster: join(home, 'postgres'), user: undefined };
  }
  if (remembered) return place(remembered);
  const home = resolve(dataDir);
  if (canEnter(postgresUser(), home)) return place(home);
  const outside = makeHomeOutside();
  remember(dataDir, { home: outside });
  log(`PostgreSQL's user can't enter ${home}: the database lives in ${outside}`);
  return place(outside);
}

/** The port of last time, so that addresses stay the same. */
export function rememberedPort(dataDir: string): number | undefined {
  return recall(dataDir).port;
}

/** Keeps something for the next start. Writes only what is new: the disk may be full. */
export function remember(dataDir: string, facts: Remembered): void {
  const known = recall(dataDir);
  const next = { ...known, ...facts };
  if (JSON.stringify(next) === JSON.stringify(known)) return;
  writeFileSync(join(dataDir, 'postgres.json'), `${JSON.stringify(next, null, 2)}\n`);
}

function recall(dataDir: string): Remembered {
  const path = join(dataDir, 'postgres.json');
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
}

/** As root: whoever owns the cluster already, so that a plain user's folder stays usable to both. */
function place(home: string): Place {
  const cluster = join(home, 'postgres');
  const owner = existsSync(cluster) ? statSync(cluster).uid : 0;
  return { home, cluster, user: (owner !== 0 && userById(owner)) || postgresUser() };
}

function makeHomeOutside(): string {
  const user = postgresUser();
  const parent = ['/var/lib', tmpdir()].find(
    (folder) => isWritable(folder) && canEnter(user, folder),
  );
  if (!parent)
    throw new Error('No folder was found where PostgreSQL can keep its files. Set ONEROOF_DATA.');
  const home = join(parent, `oneroof-${randomBytes(6).toString('hex')}`);
  mkdirSync(home, { mode: 0o711 });
  chownSync(home, user.uid, user.gid);
  return home;
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function refuseForeign(cluster: string): void {
  const uid = process.getuid?.();
  const owner = statSync(cluster, { throwIfNoEntry: false })?.uid;
  if (uid === undefined || owner === undefined || owner === uid) return;
  throw new Error(
    `The database in ${dirname(cluster)} was made by another user. ` +
      'Start Oneroof as that user, or set ONEROOF_DATA to a folder of your own.',
  );
}
