// The keys that sign, in a file outside the data folder and its backups. Read again whenever it changes.
// A key that signs no more keeps its public half, so that what it signed can be proved for ever.
import {
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  sign as signBytes,
} from 'node:crypto';
import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import type { PublicSigningKey, Signature, Signer } from './signer.ts';

interface KeyFile {
  /** The one that signs, with its private half in base64url. */
  readonly present: PublicSigningKey & { readonly d: string };
  readonly before: readonly PublicSigningKey[];
}

export class FileSigner implements Signer {
  readonly #path: string;
  #read: { readonly mark: string; readonly file: KeyFile; readonly key: KeyObject } | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  present(): string | undefined {
    return this.#keys()?.file.present.kid;
  }

  sign(bytes: Uint8Array): Signature | 'locked' {
    const keys = this.#keys();
    if (!keys) return 'locked';
    return { key: keys.file.present.kid, bytes: signBytes(null, bytes, keys.key) };
  }

  publicKeys(): readonly PublicSigningKey[] {
    const keys = this.#keys();
    return keys ? [publicOf(keys.file.present), ...keys.file.before] : [];
  }

  /** The file as it is now; undefined when it can't be read. */
  #keys() {
    try {
      const { mtimeNs, ino, size } = statSync(this.#path, { bigint: true });
      const mark = `${mtimeNs} ${ino} ${size}`;
      if (this.#read?.mark !== mark) {
        const file = readKeys(this.#path);
        const key = createPrivateKey({ key: { ...file.present }, format: 'jwk' });
        this.#read = { mark, file, key };
      }
      return this.#read;
    } catch {
      this.#read = undefined;
      return undefined;
    }
  }
}

/** Makes the file with its first key, unless there is one. */
export function ensureSigningKeys(path: string): void {
  if (!existsSync(path)) writeKeys(path, { present: newKey('sign-1'), before: [] });
}

/** Another key signs from now on. The private half of the one before it is gone. @returns its name */
export function addSigningKey(path: string): string {
  const { present, before } = readKeys(path);
  const kid = `sign-${before.length + 2}`;
  writeKeys(path, { present: newKey(kid), before: [publicOf(present), ...before] });
  return kid;
}

function newKey(kid: string): KeyFile['present'] {
  const { privateKey } = generateKeyPairSync('ed25519');
  const { x = '', d = '' } = privateKey.export({ format: 'jwk' });
  return { kty: 'OKP', crv: 'Ed25519', kid, x, d };
}

function publicOf({ kty, crv, kid, x }: PublicSigningKey): PublicSigningKey {
  return { kty, crv, kid, x };
}

function readKeys(path: string): KeyFile {
  return JSON.parse(readFileSync(path, 'utf8')) as KeyFile;
}

function writeKeys(path: string, file: KeyFile): void {
  writeFileSync(`${path}.new`, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
}
