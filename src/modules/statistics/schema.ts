// What is counted, apart: acts, visits, persons; and whether one trip was enough. Pure types.

/** Counts of a period at one office, or of the whole house. */
export interface Counts {
  readonly acts: number;
  readonly visits: number;
  readonly persons: number;
}

/** The figures of a house over some days. */
export interface Figures extends Counts {
  readonly byOffice: ReadonlyMap<string, Counts>;
  /** Visits that ended, and those of them that ended with every need solved. */
  readonly ended: number;
  readonly solved: number;
}

/** Days from `from` to `to`, both included. */
export interface Days {
  readonly from: Temporal.PlainDate;
  readonly to: Temporal.PlainDate;
}
