// Passwords by argon2id (RFC 9106), Node's own implementation. Parameters follow OWASP's password
// storage advice: 19 MiB, 2 passes, 1 lane.
//
// The database keeps a recipe (parameters and nonce, the PHC string without its last part) and the
// SHA-256 of the tag that the recipe makes of the password. Only the tag opens a session, and the
// database checks it: whoever speaks to the database as the application still needs the password.
import { argon2, createHash, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(argon2);
const COST = { memory: 19456, passes: 2, parallelism: 1 } as const;
const TAG_LENGTH = 32;
const RECIPE = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)$/;

/** What is kept of a password. */
export interface KeptPassword {
  readonly recipe: string;
  /** SHA-256 of the tag, 32 bytes. */
  readonly verifier: Buffer;
}

/** A recipe with a nonce of its own. */
export function newRecipe(nonce: Uint8Array = randomBytes(16)): string {
  const base64 = Buffer.from(nonce).toString('base64').replace(/=+$/, '');
  return `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${base64}`;
}

/** What a recipe makes of a password: 32 bytes; about 20 ms of one core. */
export async function tagOf(password: string, recipe: string): Promise<Buffer> {
  const parts = RECIPE.exec(recipe);
  if (!parts) throw new Error('a password is kept under a recipe that is not argon2id');
  const [, memory, passes, lanes, nonce] = parts as unknown as string[];
  return (await derive('argon2id', {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(lanes),
    tagLength: TAG_LENGTH,
    nonce: Buffer.from(nonce as string, 'base64'),
    message: password.normalize('NFC'),
  })) as Buffer;
}

/** What to keep of a new password. */
export async function keepPassword(password: string): Promise<KeptPassword> {
  const recipe = newRecipe();
  const tag = await tagOf(password, recipe);
  return { recipe, verifier: createHash('sha256').update(tag).digest() };
}
