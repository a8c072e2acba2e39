// What passkeys need of a request: the origin that people type, and its host.
import type { Context } from 'hono';
import { type PasskeyParts, partyOf } from '#platform/session/passkeys.ts';
import type { Services } from './services.ts';

/** Undefined where a browser allows none: an address in numbers, or a name without TLS. */
export function passkeyParts(c: Context, services: Services): PasskeyParts | undefined {
  const { database, challenges, origin } = services;
  const party = partyOf(origin ?? new URL(c.req.url).origin);
  return party && { database, challenges, party };
}
