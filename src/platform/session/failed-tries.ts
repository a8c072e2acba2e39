// Slows down whoever guesses passwords. In the memory of each process, the same for names that exist
// and names that don't.
//
// ACC-51: wrong passwords are counted for a name in one network, for a name from everywhere, and for a
// network; whoever guesses from one network runs into the first, from ever new ones into the second.
// The name's owner is not kept out: she is in another network, or at a browser that has seen a full
// sign-in of hers, which waits for its own wrong tries alone and spares her no factor.
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
