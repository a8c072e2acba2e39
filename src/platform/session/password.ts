// Passwords as argon2id (RFC 9106) in the PHC string form, by Node's own implementation.
// Parameters follow OWASP's password storage advice: 19 MiB, 2 passes, 1 lane.
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(argon2);
const COST = { memory: 19456, passes: 2, parallelism: 1, tagLength: 32 } as const;
const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** Hashes a password; about 20 ms of one core. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = (await derive('argon2id', {
    ...COST,
    nonce,
    message: password.normalize('NFC'),
  })) as Buffer;
  const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
  return `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${base64(nonce)}$${base64(tag)}`;
}

/** Whether a password belongs to a hash; a malformed hash belongs to none. */
export async function passwordMatches(password: string, hash: string): Promise<boolean> {
  const parts = PHC.exec(hash);
  if (!parts) return false;
  const [, memory, passes, lanes, nonce, tag] = parts as unknown as string[];
  const expected = Buffer.from(tag as string, 'base64');
  const actual = (await derive('argon2id', {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(lanes),
    tagLength: expected.length,
    nonce: Buffer.from(nonce as string, 'base64'),
    message: password.normalize('NFC'),
  })) as Buffer;
  return timingSafeEqual(actual, expected);
}
