// What a request passes before it costs anything: is there time for it, and has whoever sends it not
// sent too many? The numbers are explained in docs/operations/tls.md.
//
// ACC-52: requests are counted by network and by account, all sessions and tokens of an account
// together; a token whose account was not met yet stands for itself. Whatever else a client says of
// itself is ignored.
import type { Context, MiddlewareHandler } from 'hono';
import { setTimeout as sleep } from 'node:timers/promises';
import { clientNetwork, TrustedProxies } from './client-network.ts';
import { Overload } from './overload.ts';
import { Queue } from './queue.ts';
import { RateLimit } from './rate-limit.ts';

/** Why a request is refused unread: overload (503), or too many of one account or network (429). */
export type Refusal = 'overloaded' | 'too-many' | 'too-many-sign-ins';

export interface DefencesOptions {
  /** Addresses and networks of the proxies whose X-Forwarded-For we believe. */
  readonly trustedProxies?: readonly string[];
  /** Counts and sheds nothing: for a rehearsal, which plays a day in a minute. */
  readonly unlimited?: boolean;
  readonly limits?: Partial<DefencesLimits>;
}

export interface DefencesLimits {
  /** Requests of a network but its tries to get in: a whole house of workstations and phones may share one address. */
  readonly network: RateLimit;
  /** Requests of one account, with all its sessions and tokens together. */
  readonly account: RateLimit;
  /** Tries to get in, of a network. Each costs some 20 ms of a core. */
  readonly doors: RateLimit;
  /** Tries to get in that are worked on at the same moment, of everybody; and those that wait. */
  readonly line: Queue;
  /**
   * Milliseconds that whoever sent too many waits for her refusal, so that a storm without a pause is
   * as slow as its connections are few, instead of as fast as we refuse.
   */
  readonly hold: number;
}

export interface DefencesParts {
  readonly tokenOf: (c: Context) => string | undefined;
  /** Whose a token is, when that was seen before. */
  readonly accountOf?: (token: string) => string | undefined;
  /** Told of each refusal, for the log of security events. */
  readonly refused?: (why: Refusal, network: string) => void;
  readonly refuse: (c: Context, why: Refusal, seconds: number) => Response | Promise<Response>;
}

/** Refusals held back at once; beyond it they are told at once. */
const MOST_HELD = 1000;
/** Ways in, where a password, a PIN or a code is tried. */
const DOORS = /^\/(sign-in|first|lock\/open|recover|invitation|step-up)(\/|$)/;
/** Writes of anybody that open nothing. */
const HARMLESS = new Set(['/preferences', '/sign-out', '/lock']);
/** What stays open. */
const STREAMS = new Set(['/live', '/my-ticket/live']);
/** Never shed: what tells that we live, and a stream, which costs nothing while nothing happens. */
const EXEMPT = new Set(['/healthz', '/readyz', '/live', '/my-ticket/live']);

export class Defences {
  readonly #proxies: TrustedProxies;
  readonly #overload: Overload | undefined;
  readonly #limits: DefencesLimits;
  #held = 0;

  constructor({ trustedProxies = [], unlimited = false, limits = {} }: DefencesOptions = {}) {
    this.#proxies = new TrustedProxies(trustedProxies);
    this.#overload = unlimited ? undefined : new Overload();
    this.#limits = {
      network: new RateLimit({ burst: 3000, perSecond: 600 }),
      account: new RateLimit({ burst: 400, perSecond: 40 }),
      doors: new RateLimit({ burst: 120, perSecond: 1 }),
      line: new Queue(2, 60),
      hold: 1000,
      ...limits,
    };
  }

  /** The middleware. Requests that came by no socket (routes that are tried alone) pass. */
  guard({ tokenOf, accountOf, refuse, refused }: DefencesParts): MiddlewareHandler {
    return async (c, next) => {
      const overload = this.#overload;
      const network = overload && clientNetwork(c, this.#proxies);
      if (!overload || network === undefined) return next();
      const { path } = c.req;
      const token = tokenOf(c);
      const whose = token && (accountOf?.(token) ?? token);
      const turnAway = (why: Refusal, seconds: number) => {
        refused?.(why, network);
        return refuse(c, why, seconds);
      };
      const load = EXEMPT.has(path) ? 0 : overload.load();
      if (load === 2 || (load === 1 && !token)) return turnAway('overloaded', 2);
      const now = performance.now();
      const door = isDoor(c, token);
      const wait = door ? this.#limits.doors.take(network, now) : this.#wait(network, whose, now);
      if (wait > 0) await this.#hold();
      if (wait > 0) return turnAway(door ? 'too-many-sign-ins' : 'too-many', wait);
      const leave = door ? await this.#limits.line.enter() : () => {};
      if (!leave) return turnAway('overloaded', 1);
      const end = STREAMS.has(path) ? () => {} : overload.begin();
      try {
        await next();
      } finally {
        leave();
        end();
      }
    };
  }

  /** The network that a request comes from; `none` for one that came by no socket. */
  networkOf(c: Context): string {
    return clientNetwork(c, this.#proxies) ?? 'none';
  }

  async #hold(): Promise<void> {
    if (this.#limits.hold === 0 || this.#held >= MOST_HELD) return;
    this.#held++;
    await sleep(this.#limits.hold);
    this.#held--;
  }

  /** Tries to get in are not among these: a storm of them leaves room for whoever is signed in. */
  #wait(network: string, whose: string | undefined, now: number): number {
    const { network: ofNetwork, account } = this.#limits;
    return ofNetwork.take(network, now) || (whose === undefined ? 0 : account.take(whose, now));
  }

  stop(): void {
    this.#overload?.stop();
  }
}

/** A try to get in: a write at one of the doors, or one by nobody; a made-up token changes nothing. */
function isDoor(c: Context, token: string | undefined): boolean {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return false;
  return DOORS.test(c.req.path) || (token === undefined && !HARMLESS.has(c.req.path));
}
