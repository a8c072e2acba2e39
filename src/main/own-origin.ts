// The address under which people reach us, for links that somebody carries away.
import type { Context } from 'hono';
import type { Services } from './services.ts';

/** As ONEROOF_ORIGIN says; without it as the request was addressed, which whoever sends it chooses. */
export function ownOrigin(
  { origin, secure }: Pick<Services, 'origin' | 'secure'>,
  c: Context,
): string {
  const url = new URL(c.req.url);
  return origin ?? `${secure ? 'https:' : url.protocol}//${url.host}`;
}
