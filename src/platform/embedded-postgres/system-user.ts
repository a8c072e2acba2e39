// PostgreSQL refuses to run as root. Who it runs as then, and what that user can reach.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A user of this machine, by number. */
export type SystemUser = { name: string; uid: number; gid: number };

const OWN_USER = 'oneroof-pg';

/** True when this process has every right, so that PostgreSQL must be given a user of its own. */
export function runsAsRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * The user that PostgreSQL runs as when we are root: `oneroof-pg`, made when it is missing; where
 * no user can be made, one that every machine has. It needs a name in the machine's list of users,
 * or initdb refuses it.
 */
export function postgresUser(): SystemUser {
  const own = findUser(OWN_USER) ?? makeUser();
  const user = own ?? findUser('_postgres') ?? findUser('postgres') ?? findUser('nobody');
  if (!user) throw new Error('Running as root, and there is no other user to run PostgreSQL as.');
  return user;
}

/** The user with this number. */
export function userById(uid: number): SystemUser | undefined {
  return listUsers().find((user) => user.uid === uid);
}

/** True when this user can enter the folder (asked of the system itself: modes, groups and ACLs). */
export function canEnter(user: SystemUser, folder: string): boolean {
  const { uid, gid } = user;
  const shell = ['-c', 'cd -- "$1"', 'sh', folder];
  return spawnSync('/bin/sh', shell, { uid, gid, cwd: '/', stdio: 'ignore' }).status === 0;
}

function findUser(name: string): SystemUser | undefined {
  return listUsers().find((user) => user.name === name);
}

function listUsers(): SystemUser[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [name = '', , uid, gid] = line.split(':');
      return { name, uid: Number(uid), gid: Number(gid) };
    });
}

function makeUser(): SystemUser | undefined {
  const shell = [
    '--system',
    '--no-create-home',
    '--home-dir',
    '/nonexistent',
    '--shell',
    '/bin/false',
  ];
  spawnSync('useradd', [...shell, '--user-group', OWN_USER], { stdio: 'ignore' });
  return findUser(OWN_USER);
}
