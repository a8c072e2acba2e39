// Whether there is more to do than can be done. The event loop's delay tells it before people do:
// a loop that is late by half a second answers everybody late. Then strangers are told to come back,
// and when that is not enough everybody is, in a moment instead of never.
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** 0: all is well. 1: no strangers. 2: nobody. */
export type Load = 0 | 1 | 2;

export interface OverloadLimits {
  /** Mean delay of the event loop, in milliseconds, at which strangers and everybody are shed. */
  readonly delay: readonly [strangers: number, everybody: number];
  /** Requests in progress, likewise; each waits for one of some sixteen database connections. */
  readonly inProgress: readonly [strangers: number, everybody: number];
}

export const OVERLOAD_LIMITS: OverloadLimits = { delay: [150, 400], inProgress: [128, 384] };

/** How finely the delay is measured, and over how long a time, in milliseconds. */
const RESOLUTION = 10;
const WINDOW = 250;

/** The load that these measures are. */
export function loadOf(
  delay: number,
  inProgress: number,
  limits: OverloadLimits = OVERLOAD_LIMITS,
): Load {
  if (delay > limits.delay[1] || inProgress >= limits.inProgress[1]) return 2;
  return delay > limits.delay[0] || inProgress >= limits.inProgress[0] ? 1 : 0;
}

export class Overload {
  readonly #delays = monitorEventLoopDelay({ resolution: RESOLUTION });
  readonly #timer: NodeJS.Timeout;
  /** Mean delays of this window and the one before: one long turn alone sheds nobody. */
  #before = 0;
  #lately = 0;
  #inProgress = 0;

  constructor() {
    this.#delays.enable();
    let since = performance.now();
    this.#timer = setInterval(() => {
      const now = performance.now();
      // A loop that stood still for the whole window has nothing to tell but that.
      const mean = this.#delays.count > 0 ? this.#delays.mean / 1e6 - RESOLUTION : now - since;
      this.#delays.reset();
      since = now;
      this.#before = this.#lately;
      this.#lately = Math.max(0, mean);
    }, WINDOW).unref();
  }

  load(): Load {
    return loadOf(Math.min(this.#before, this.#lately), this.#inProgress);
  }

  /** Counts a request in progress. @returns what to call when it is over */
  begin(): () => void {
    this.#inProgress++;
    return () => void this.#inProgress--;
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#delays.disable();
  }
}
