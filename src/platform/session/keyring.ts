// What the web process proves and seals with a key that the database does not have. All keys come
// from the installation's secret.
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** The witness's key: the database keeps its hash (src/main/process-accounts.ts). */
export function witnessKey(secret: string): string {
  return createHmac('sha256', secret).update('witness:web').digest('base64url');
}

export class Keyring {
  /** Shown to the database with what only the web could check. */
  readonly witness: string;
  readonly #seal: Buffer;
  readonly #pin: Buffer;
  readonly #papers: Buffer;

  constructor(secret: string) {
    this.witness = witnessKey(secret);
    this.#seal = Buffer.from(hkdfSync('sha256', secret, '', 'oneroof seal 1', 32));
    this.#pin = Buffer.from(hkdfSync('sha256', secret, '', 'oneroof pin 1', 32));
    this.#papers = Buffer.from(hkdfSync('sha256', secret, '', 'oneroof papers 1', 32));
  }

  /** Encrypts (AES-256-GCM). `about` binds it to its owner: it opens for nobody else. */
  seal(text: string, about: string): Buffer {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#seal, nonce);
    cipher.setAAD(Buffer.from(about));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
  }

  /** @returns what was sealed; undefined when it was changed, or sealed for another or elsewhere */
  open(sealed: Buffer, about: string): string | undefined {
    try {
      const cipher = createDecipheriv('aes-256-gcm', this.#seal, sealed.subarray(0, 12));
      cipher.setAAD(Buffer.from(about));
      cipher.setAuthTag(sealed.subarray(12, 28));
      return Buffer.concat([cipher.update(sealed.subarray(28)), cipher.final()]).toString('utf8');
    } catch {
      return undefined;
    }
  }

  /** A PIN has few digits: without this key nobody can try them all on a copy of the database. */
  pepper(pin: string, accountId: string): string {
    return createHmac('sha256', this.#pin).update(`${accountId}:${pin}`).digest('base64');
  }

  /** What proves a paper of ours, in hexadecimal: the database alone can neither make one nor try any out. */
  proofOf(text: string): string {
    return createHmac('sha256', this.#papers).update(text).digest('hex');
  }
}
