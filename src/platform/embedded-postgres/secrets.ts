// The passwords of the database's roles, made at the first start and kept in the data folder.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One password for each role of the database, and the key of keyed hashes (base64url, 32 bytes). */
export type Secrets = {
  postgres: string;
  owner: string;
  app: string;
  jobs: string;
  stats: string;
  key: string;
  /** The key before a change: what it sealed still opens. */
  previousKey?: string;
};

const NAMES = ['postgres', 'owner', 'app', 'jobs', 'stats', 'key'] as const;

/** Reads `<dataDir>/secrets.json`, making what is missing. Only its owner may read the file. */
export function loadSecrets(dataDir: string): Secrets {
  const path = join(dataDir, 'secrets.json');
  const known: Partial<Secrets> = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
  if (NAMES.every((name) => known[name])) return known as Secrets;
  const secrets = { ...known } as Secrets;
  for (const name of NAMES) secrets[name] ??= newSecret();
  mkdirSync(dataDir, { recursive: true });
  writeSecrets(path, secrets);
  return secrets;
}

/** Another key in place of the present one, which becomes the previous one; counts from the next start. */
export function rotateKey(dataDir: string): void {
  const { key, ...others } = loadSecrets(dataDir);
  writeSecrets(join(dataDir, 'secrets.json'), { ...others, key: newSecret(), previousKey: key });
}

/** 32 random bytes in base64url. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

function writeSecrets(path: string, secrets: Secrets): void {
  writeFileSync(`${path}.new`, `${JSON.stringify(secrets, null, 2)}\n`, {
    mode: 0o600,
    flush: true,
  });
  renameSync(`${path}.new`, path);
}
