// What the web process proves and seals with a key that the database does not have. All keys come
// from the installation's secret. After a change of the secret, what the one before it sealed still
// opens; everything new is sealed with the present one.
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** The witness's key: the database keeps its hash (src/main/process-accounts.ts). */
export function witnessKey(secret: string): string {
  return createHmac('sha256', secret).update('witness:web').digest('base64url');
}

export class Keyring {
  /** Shown to the database with what only the web could check. */
  readonly witness: string;
  readonly #seal: Buffer;
  readonly #sealedBefore: Buffer | undefined;
  readonly #pin: Buffer;
  readonly #papers: Buffer;
  readonly #papersBefore: Buffer | undefined;
  readonly #log: Buffer;
  readonly #drafts: Buffer;

  /** @param previous the secret before this one, for what was sealed with it */
  constructor(secret: string, previous?: string) {
    this.witness = witnessKey(secret);
    const derive = (from: string, use: string) =>
      Buffer.from(hkdfSync('sha256', from, '', `oneroof ${use} 1`, 32));
    this.#seal = derive(secret, 'seal');
    this.#sealedBefore = previous === undefined ? undefined : derive(previous, 'seal');
    this.#pin = derive(secret, 'pin');
    this.#log = derive(secret, 'log');
    this.#drafts = derive(secret, 'drafts');
    this.#papers = derive(secret, 'papers');
    this.#papersBefore = previous === undefined ? undefined : derive(previous, 'papers');
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
    const text = openWith(this.#seal, sealed, about);
    if (text !== undefined || !this.#sealedBefore) return text;
    return openWith(this.#sealedBefore, sealed, about);
  }

  /**
   * What an account's unsent texts are sealed with in her browser, in base64: told to her own live
   * session alone. After a change of the secret they are gone, as after their twelve hours.
   */
  draftsKeyOf(accountId: string): string {
    return createHmac('sha256', this.#drafts).update(accountId).digest('base64');
  }

  /** What stands in the log of security events for a name or a network: 16 bytes, in hexadecimal. */
  markOf(text: string): string {
    return createHmac('sha256', this.#log).update(text).digest('hex').slice(0, 32);
  }

  /** A PIN has few digits: without this key nobody can try them all on a copy of the database. */
  pepper(pin: string, accountId: string): string {
    return createHmac('sha256', this.#pin).update(`${accountId}:${pin}`).digest('base64');
  }

  /** What proves a paper of ours, in hexadecimal: the database alone can neither make one nor try any out. */
  proofOf(text: string): string {
    return createHmac('sha256', this.#papers).update(text).digest('hex');
  }

  /** All proofs that a paper may have: of the present key, and of the one before it. */
  proofsOf(text: string): readonly string[] {
    if (!this.#papersBefore) return [this.proofOf(text)];
    const before = createHmac('sha256', this.#papersBefore).update(text).digest('hex');
    return [this.proofOf(text), before];
  }
}

function openWith(key: Buffer, sealed: Buffer, about: string): string | undefined {
  try {
    const cipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
    cipher.setAAD(Buffer.from(about));
    cipher.setAuthTag(sealed.subarray(12, 28));
    return Buffer.concat([cipher.update(sealed.subarray(28)), cipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
