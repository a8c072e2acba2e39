// The link on a paper: 128 bits that nobody can work out without our key, the same however often the
// same paper is drawn. The database keeps its hash, and ends it with the paper or the day.
import type { Context } from 'hono';
import { keepTicketLink } from '#modules/visits/own-ticket.ts';
import type { Transaction } from '#platform/db/transaction.ts';
import { hashOf } from '#platform/session/token.ts';
import { ownOrigin } from './own-origin.ts';
import { Keyring } from '#platform/session/keyring.ts';
import type { Services } from './services.ts';

/** The token of a paper: of its visit and its code, so that a new paper has another. */
export function ticketToken(
  keyring: Services['keyring'],
  { id, code }: { readonly id: string; readonly code: string },
): string {
  const proof = keyring.proofOf(`ticket\n${id}\n${code}`);
  return Buffer.from(proof, 'hex').subarray(0, 16).toString('base64url');
}

/** The address behind the code for a camera; from now on it leads somewhere. */
export async function linkOfTicket(
  services: Services,
  c: Context,
  tx: Transaction,
  ticket: { readonly id: string; readonly code: string },
): Promise<string> {
  const token = ticketToken(services.keyring, ticket);
  await keepTicketLink(tx, ticket.id, hashOf(token));
  return `${ownOrigin(services, c)}/t/${token}`;
}

/** Makes links for messages, which no request asks for; undefined while our own address isn't set. */
export function linksBy({
  secret,
  previousSecret,
  origin,
}: {
  readonly secret: string;
  readonly previousSecret?: string | undefined;
  readonly origin?: string | undefined;
}): ((tx: Transaction, visitId: string, code: string) => Promise<string>) | undefined {
  if (!origin) return undefined;
  const keyring = new Keyring(secret, previousSecret);
  return async (tx, id, code) => {
    const token = ticketToken(keyring, { id, code });
    await keepTicketLink(tx, id, hashOf(token));
    return `${origin}/t/${token}`;
  };
}
