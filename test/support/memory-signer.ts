// A signer that is no file. It can be shut.
import { generateKeyPairSync, sign } from 'node:crypto';
import type { PublicSigningKey, Signature, Signer } from '#platform/vault/signer.ts';

export class MemorySigner implements Signer {
  readonly #key = generateKeyPairSync('ed25519').privateKey;
  isShut = false;

  present(): string | undefined {
    return this.isShut ? undefined : 'memory';
  }

  sign(bytes: Uint8Array): Signature | 'locked' {
    return this.isShut ? 'locked' : { key: 'memory', bytes: sign(null, bytes, this.#key) };
  }

  publicKeys(): readonly PublicSigningKey[] {
    const { x = '' } = this.#key.export({ format: 'jwk' });
    return [{ kty: 'OKP', crv: 'Ed25519', kid: 'memory', x }];
  }
}
