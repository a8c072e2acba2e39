// What a device signs: 16 random bytes, when they end, and our own keyed hash over both, what they
// are for and which browser they were given to. Nothing is stored until one was answered.
import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

const MINUTES = 15;

export type ChallengePurpose = 'passkey-sign-in' | 'passkey-enrolment' | 'single-sign-on';

export class Challenges {
  readonly #key: Buffer;

  constructor(secret: string) {
    this.#key = Buffer.from(hkdfSync('sha256', secret, '', 'oneroof challenge 1', 32));
  }

  /** A new challenge, base64url. `holder` is a token that only this browser has. */
  make(purpose: ChallengePurpose, holder: string, now: Temporal.Instant): string {
    const head = Buffer.alloc(24);
    randomBytes(16).copy(head);
    head.writeBigInt64BE(BigInt(now.epochMilliseconds + MINUTES * 60_000), 16);
    return Buffer.concat([head, this.#proof(head, purpose, holder)]).toString('base64url');
  }

  /** Whether a challenge is ours, for this purpose and browser, and has not ended. */
  holds(
    challenge: string,
    purpose: ChallengePurpose,
    holder: string,
    now: Temporal.Instant,
  ): boolean {
    const bytes = Buffer.from(challenge, 'base64url');
    if (bytes.length !== 56) return false;
    const head = bytes.subarray(0, 24);
    return (
      timingSafeEqual(bytes.subarray(24), this.#proof(head, purpose, holder)) &&
      Number(head.readBigInt64BE(16)) > now.epochMilliseconds
    );
  }

  #proof(head: Buffer, purpose: string, holder: string): Buffer {
    return createHmac('sha256', this.#key).update(head).update(`${purpose}\0${holder}`).digest();
  }
}
