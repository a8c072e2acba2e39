// Slows down whoever guesses passwords without keeping their owner out. Failures are counted in
// three places: a name from one network, a name from everywhere, and a network. Whoever guesses runs
// into the first from one network and into the second from many; the owner is in another network, or
// at a browser that knows her (known-browsers.ts), which is counted apart. In the memory of each
// process, the same for names that exist and names that don't.
import { RateLimit } from '../http/rate-limit.ts';
import { SlowDown } from './slow-down.ts';

/** Where a try comes from. */
export interface Try {
  readonly login: string;
  readonly network: string;
  /** What tells this browser from others, when the name has signed in in full there before. */
  readonly browser: string | undefined;
}

/** Failures of one name in one network (or one browser that knows it), and for how long they count. */
const OF_ONE = { most: 5, seconds: 60 } as const;
/** Failures of all names in a network. */
const OF_NETWORK = { most: 100, seconds: 600 } as const;
/** Failures of one name from everywhere: so many at once, then one each half minute. */
const OF_NAME = { burst: 30, perSecond: 1 / 30 } as const;

export class FailedTries {
  readonly #of = new SlowDown(OF_ONE.most, OF_ONE.seconds);
  readonly #networks = new SlowDown(OF_NETWORK.most, OF_NETWORK.seconds);
  readonly #names = new RateLimit(OF_NAME);

  /** Whether a try is to be refused unread. */
  refuses({ login, network, browser }: Try, now: Temporal.Instant): boolean {
    if (browser !== undefined) return this.#of.refuses(`${browser} ${login}`, now);
    return (
      this.#of.refuses(`${network} ${login}`, now) ||
      this.#networks.refuses(network, now) ||
      this.#names.isEmpty(login, now.epochMilliseconds)
    );
  }

  failed({ login, network, browser }: Try, now: Temporal.Instant): void {
    this.#of.failed(`${browser ?? network} ${login}`, now);
    if (browser !== undefined) return;
    this.#networks.failed(network, now);
    this.#names.take(login, now.epochMilliseconds);
  }

  worked({ login, network, browser }: Try): void {
    this.#of.worked(`${browser ?? network} ${login}`);
  }
}
