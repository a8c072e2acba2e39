// What every way in has alike: the workstation's cookie, the change of sessions, the way on, and what
// becomes of a try that failed.
import type { Context } from 'hono';
import { localPath } from '#platform/http/local-path.ts';
import type { Try } from '#platform/session/failed-tries.ts';
import { browserThatKnows, rememberIn } from '#platform/session/known-browsers.ts';
import type { Opening } from '#platform/session/opening.ts';
import type { RefusalKind } from '#platform/session/refusal-log.ts';
import { lock } from '#platform/session/sign-in.ts';
import { newToken } from '#platform/session/token.ts';
import type { Services } from './services.ts';

export class Entrance {
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  /** What a session about to be opened needs; a browser that is no workstation yet becomes one. */
  opening(c: Context): Opening {
    const { keyring, clock, limits, stationCookie } = this.#services;
    const known = stationCookie.read(c);
    const station = known ?? newToken();
    if (!known) stationCookie.set(c, station);
    return { keyring, now: clock.now(), station, limits };
  }

  /** Who tries a password, from where, and at a browser that knows her or not. */
  tryOf(c: Context, login: string): Try {
    const { keyring, clock, knownCookie, defences } = this.#services;
    const browser = browserThatKnows(keyring, knownCookie.read(c), login, clock.now());
    return { login, network: defences.networkOf(c), browser };
  }

  /** A full sign-in by two factors: this browser knows her from now on. */
  remember(c: Context, login: string): void {
    const { keyring, clock, knownCookie } = this.#services;
    const more = { now: clock.now(), fresh: newToken() };
    knownCookie.set(c, rememberIn(keyring, knownCookie.read(c), login, more));
  }

  /** A try that was refused, for the log of security events. `subject`: a name or an account. */
  refused(c: Context, kind: RefusalKind, subject?: string): void {
    this.#services.refusals.note(kind, subject, this.#services.defences.networkOf(c));
  }

  /** A session begins: the one before it on this browser ends, and so does the half one. */
  async begin(c: Context, token: string): Promise<void> {
    const { database, cookie, halfCookie } = this.#services;
    const before = cookie.tokenOf(c);
    if (before) await lock(database, before);
    if (halfCookie.read(c)) halfCookie.clear(c);
    cookie.set(c, token);
  }

  /** Begins a session and goes on, to a path of ours. */
  async enter(c: Context, token: string, next: unknown): Promise<Response> {
    await this.begin(c, token);
    return c.redirect(localPath(next) ?? '/', 303);
  }
}
