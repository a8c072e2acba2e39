// What a request passes before it costs anything: is there time for it, and has whoever sends it not
// sent too many? Counted by network and by session; whatever else a client says of itself is ignored.
// The numbers are explained in docs/operations/tls.md.
import type { Context, MiddlewareHandler } from 'hono';
import { clientNetwork, TrustedProxies } from './client-network.ts';
import { Overload } from './overload.ts';
import { RateLimit } from './rate-limit.ts';

/** Why a request is refused unread: overload (503), or too many of one session or network (429). */
export type Refusal = 'overloaded' | 'too-many' | 'too-many-sign-ins';

export interface DefencesOptions {
  /** Addresses and networks of the proxies whose X-Forwarded-For we believe. */
  readonly trustedProxies?: readonly string[];
  /** Counts and sheds nothing: for a rehearsal, which plays a day in a minute. */
  readonly unlimited?: boolean;
  readonly limits?: Partial<DefencesLimits>;
}

export interface DefencesLimits {
  /** All requests of a network: a whole house of workstations and phones may share one address. */
  readonly network: RateLimit;
  /** Requests with the same session or machine token. */
  readonly session: RateLimit;
  /** Tries to get in, of a network. Each costs some 20 ms of a core. */
  readonly doors: RateLimit;
  /** Tries to get in that are worked on at the same moment, of everybody. */
  readonly doorsAtOnce: number;
}

export interface DefencesParts {
  readonly tokenOf: (c: Context) => string | undefined;
  readonly refuse: (c: Context, why: Refusal, seconds: number) => Response | Promise<Response>;
}

/** Ways in, where a password, a PIN or a code is tried. */
const DOORS = /^\/(sign-in|first|lock\/open|recover|reset|invitation|enrol)(\/|$)/;
/** Never shed: what tells that we live, and a stream, which costs nothing while nothing happens. */
const EXEMPT = new Set(['/healthz', '/readyz', '/live']);

export class Defences {
  readonly #proxies: TrustedProxies;
  readonly #overload: Overload | undefined;
  readonly #limits: DefencesLimits;
  #atDoors = 0;

  constructor({ trustedProxies = [], unlimited = false, limits = {} }: DefencesOptions = {}) {
    this.#proxies = new TrustedProxies(trustedProxies);
    this.#overload = unlimited ? undefined : new Overload();
    this.#limits = {
      network: new RateLimit({ burst: 1000, perSecond: 100 }),
      session: new RateLimit({ burst: 300, perSecond: 30 }),
      doors: new RateLimit({ burst: 120, perSecond: 1 }),
      doorsAtOnce: 16,
      ...limits,
    };
  }

  /** The middleware. Requests that came by no socket (routes that are tried alone) pass. */
  guard({ tokenOf, refuse }: DefencesParts): MiddlewareHandler {
    return async (c, next) => {
      const overload = this.#overload;
      const network = overload && clientNetwork(c, this.#proxies);
      if (!overload || network === undefined) return next();
      const { path } = c.req;
      const token = tokenOf(c);
      const load = EXEMPT.has(path) ? 0 : overload.load();
      if (load === 2 || (load === 1 && !token)) return refuse(c, 'overloaded', 2);
      const now = performance.now();
      const wait =
        this.#limits.network.take(network, now) ||
        (token === undefined ? 0 : this.#limits.session.take(token, now));
      if (wait > 0) return refuse(c, 'too-many', wait);
      const end = path === '/live' ? () => {} : overload.begin();
      try {
        if (!isDoor(c, token)) return await next();
        const closed = this.#limits.doors.take(network, now);
        if (closed > 0) return await refuse(c, 'too-many-sign-ins', closed);
        if (this.#atDoors >= this.#limits.doorsAtOnce) return await refuse(c, 'overloaded', 1);
        this.#atDoors++;
        try {
          return await next();
        } finally {
          this.#atDoors--;
        }
      } finally {
        end();
      }
    };
  }

  stop(): void {
    this.#overload?.stop();
  }
}

/** A try to get in: a write at one of the doors, or one by nobody; a made-up token changes nothing. */
function isDoor(c: Context, token: string | undefined): boolean {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return false;
  return token === undefined || DOORS.test(c.req.path);
}
