// How late the thread that answers everybody was by its own work: the longest time between two turns of its
// loop (as `monitorEventLoopDelay` measures it), less what the machine gave to others meanwhile. A test that
// measures on a busy machine would otherwise measure the machine.
import { monitorEventLoopDelay } from 'node:perf_hooks';

export class Lateness {
  readonly #delay = monitorEventLoopDelay({ resolution: 5 });
  #longest = 0;
  #turn: NodeJS.Timeout | undefined;
  #used = process.threadCpuUsage();

  /** Begins to measure, from nought. */
  begin(): void {
    this.#longest = 0;
    this.#used = process.threadCpuUsage();
    this.#delay.reset();
    this.#delay.enable();
    this.#turn ??= setInterval(() => this.#look(), 5);
  }

  /** @returns milliseconds */
  end(): number {
    this.#look();
    this.#delay.disable();
    clearInterval(this.#turn);
    this.#turn = undefined;
    return Math.min(this.#longest, this.#delay.max / 1e6);
  }

  /** What this thread has worked since the turn before. */
  #look(): void {
    const { user, system } = process.threadCpuUsage(this.#used);
    this.#used = process.threadCpuUsage();
    this.#longest = Math.max(this.#longest, (user + system) / 1000);
  }
}
