// A browser remembers, sealed, whose full sign-ins it has seen. That exempts them there from waiting
// for what others tried elsewhere (failed-tries.ts), and does nothing else: no factor is spared.
import { createHash } from 'node:crypto';
import type { Keyring } from './keyring.ts';

/** People remembered by one browser: those of a shared workstation. */
const MOST = 12;
/** Days after which a browser that was not used forgets. */
const DAYS = 180;
const ABOUT = 'known browser';

interface Known {
  /** Random, the same as long as the cookie lives. */
  readonly browser: string;
  /** Hash of a name that signs in, and the day when it last did. */
  readonly people: readonly (readonly [name: string, day: number])[];
}

/** What tells this browser from others when it knows the name; undefined when it does not. */
export function browserThatKnows(
  keyring: Keyring,
  cookie: string | undefined,
  login: string,
  now: Temporal.Instant,
): string | undefined {
  const known = read(keyring, cookie, now);
  return known?.people.some(([name]) => name === markOf(login)) ? known.browser : undefined;
}

/** The cookie of a browser that has seen one more full sign-in. `fresh`: of a browser without one. */
export function rememberIn(
  keyring: Keyring,
  cookie: string | undefined,
  login: string,
  { now, fresh }: { readonly now: Temporal.Instant; readonly fresh: string },
): string {
  const known = read(keyring, cookie, now) ?? { browser: fresh, people: [] };
  const name = markOf(login);
  const others = known.people.filter(([other]) => other !== name);
  const people = [[name, dayOf(now)], ...others].slice(0, MOST);
  return keyring.seal(JSON.stringify({ ...known, people }), ABOUT).toString('base64url');
}

function read(
  keyring: Keyring,
  cookie: string | undefined,
  now: Temporal.Instant,
): Known | undefined {
  const text = cookie && keyring.open(Buffer.from(cookie, 'base64url'), ABOUT);
  if (!text) return undefined;
  const known = JSON.parse(text) as Known;
  return { ...known, people: known.people.filter(([, day]) => dayOf(now) - day <= DAYS) };
}

function dayOf(now: Temporal.Instant): number {
  return Math.floor(now.epochMilliseconds / 86_400_000);
}

/** Short: it stands sealed, and only names that were typed are compared with it. */
function markOf(login: string): string {
  return createHash('sha256').update(login).digest('base64url').slice(0, 16);
}
