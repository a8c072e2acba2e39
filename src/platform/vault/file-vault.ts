// The keys that wrap, in a file outside the data folder and its backups. Read again whenever it changes,
// so that a running process follows a change of keys; without it nothing opens, and all else goes on.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { decrypt, encrypt } from './seal.ts';
import type { Unopened, Vault, WrappedKey } from './vault.ts';

/** What is in the file: each key by its name, in base64url; `present` wraps what is new. */
interface KeyFile {
  readonly present: string;
  readonly keys: Readonly<Record<string, string>>;
}

export class FileVault implements Vault {
  readonly #path: string;
  #read: { readonly mark: string; readonly file: KeyFile } | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  async wrap(dataKey: Buffer, about: string): Promise<WrappedKey | 'locked'> {
    const file = this.#file();
    const key = file && keyOf(file, file.present);
    if (!file || !key) return 'locked';
    return { wrappedWith: file.present, wrapped: encrypt(key, dataKey, about) };
  }

  async unwrap({ wrappedWith, wrapped }: WrappedKey, about: string): Promise<Buffer | Unopened> {
    const file = this.#file();
    const key = file && keyOf(file, wrappedWith);
    if (!key) return 'locked';
    return decrypt(key, wrapped, about) ?? 'damaged';
  }

  /** The file as it is now; undefined when it can't be read. */
  #file(): KeyFile | undefined {
    try {
      const { mtimeNs, ino, size } = statSync(this.#path, { bigint: true });
      const mark = `${mtimeNs} ${ino} ${size}`;
      if (this.#read?.mark !== mark) this.#read = { mark, file: readKeys(this.#path) };
      return this.#read.file;
    } catch {
      this.#read = undefined;
      return undefined;
    }
  }
}

/** Makes the file with its first key, unless there is one. */
export function ensureKeyFile(path: string): void {
  if (existsSync(path)) return;
  const name = nextName([]);
  writeKeys(path, { present: name, keys: { [name]: newKey() } });
}

/** Puts another key before the present one, which stays: what it wrapped still opens. @returns its name */
export function addKey(path: string): string {
  const { keys } = readKeys(path);
  const name = nextName(Object.keys(keys));
  writeKeys(path, { present: name, keys: { ...keys, [name]: newKey() } });
  return name;
}

/** Forgets every key but the present one. @returns the names of those that are gone */
export function forgetOldKeys(path: string): string[] {
  const { present, keys } = readKeys(path);
  const kept = keys[present];
  if (kept === undefined) return [];
  writeKeys(path, { present, keys: { [present]: kept } });
  return Object.keys(keys).filter((name) => name !== present);
}

/** The name of the key that wraps what is new. */
export function presentKey(path: string): string {
  return readKeys(path).present;
}

function readKeys(path: string): KeyFile {
  return JSON.parse(readFileSync(path, 'utf8')) as KeyFile;
}

function writeKeys(path: string, file: KeyFile): void {
  writeFileSync(`${path}.new`, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
}

function keyOf({ keys }: KeyFile, name: string): Buffer | undefined {
  const key = Object.hasOwn(keys, name) ? Buffer.from(keys[name] ?? '', 'base64url') : undefined;
  return key?.length === 32 ? key : undefined;
}

function newKey(): string {
  return randomBytes(32).toString('base64url');
}

/** `file-1`, `file-2`, …: a key that was replaced is never called like another again. */
function nextName(names: readonly string[]): string {
  const last = Math.max(0, ...names.map((name) => Number(/^file-(\d+)$/.exec(name)?.[1] ?? 0)));
  return `file-${last + 1}`;
}
