// The link behind the code that a desk shows to a telephone: 128 bits that nobody can work out without our
// key, the same however often the code is drawn. The database keeps its hash, and ends it with its use.
import type { Context } from 'hono';
import { drawLink } from '#modules/files/link-queries.ts';
import type { Transaction } from '#platform/db/transaction.ts';
import { hashOf } from '#platform/session/token.ts';
import { ownOrigin } from './own-origin.ts';
import type { Services } from './services.ts';

/** The token of a link. */
export function photoToken(keyring: Services['keyring'], linkId: string): string {
  const proof = keyring.proofOf(`photographs\n${linkId}`);
  return Buffer.from(proof, 'hex').subarray(0, 16).toString('base64url');
}

/** The address behind the code; undefined when the link takes no photographs any more. */
export async function linkOfPhotos(
  services: Services,
  c: Context,
  tx: Transaction,
  linkId: string,
): Promise<string | undefined> {
  const token = photoToken(services.keyring, linkId);
  const takes = await drawLink(tx, linkId, hashOf(token));
  return takes ? `${ownOrigin(services, c)}/h/${token}` : undefined;
}
