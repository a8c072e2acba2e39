// The clock port: the only place where the server asks what time it is, so that a day can be
// rehearsed and a test can stand on any date.

/** Tells the present instant. */
export interface Clock {
  now(): Temporal.Instant;
}

/** The machine's own time, in the database's resolution so that both sides compare alike. */
export const systemClock: Clock = { now: () => Temporal.Now.instant().round('microsecond') };

/** A clock that stands still until it is moved; for rehearsals and tests. */
export class DrivenClock implements Clock {
  #now: Temporal.Instant;

  constructor(start: Temporal.Instant) {
    this.#now = start;
  }

  now(): Temporal.Instant {
    return this.#now;
  }

  /** Moves forward to `instant`; an earlier one is ignored, because time never runs back. */
  moveTo(instant: Temporal.Instant): void {
    if (Temporal.Instant.compare(instant, this.#now) > 0) this.#now = instant;
  }
}
