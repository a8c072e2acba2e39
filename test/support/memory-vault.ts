// A vault that is no file: its key never leaves it, as with a key service. It can be shut.
import { randomBytes } from 'node:crypto';
import { decrypt, encrypt } from '#platform/vault/seal.ts';
import type { Unopened, Vault, WrappedKey } from '#platform/vault/vault.ts';

export class MemoryVault implements Vault {
  readonly #key = randomBytes(32);
  isShut = false;

  async wrap(dataKey: Buffer, about: string): Promise<WrappedKey | 'locked'> {
    if (this.isShut) return 'locked';
    return { wrappedWith: 'memory', wrapped: encrypt(this.#key, dataKey, about) };
  }

  async unwrap({ wrapped }: WrappedKey, about: string): Promise<Buffer | Unopened> {
    if (this.isShut) return 'locked';
    return decrypt(this.#key, wrapped, about) ?? 'damaged';
  }
}
