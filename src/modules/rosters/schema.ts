// A shift: one person, one office, one day, in the civil time of the centre's zone.

/** A stretch of a day: from `from` up to, and not including, `to`. */
export interface Span {
  readonly from: Temporal.PlainTime;
  readonly to: Temporal.PlainTime;
}

export interface Shift {
  readonly accountId: string;
  readonly centreId: string;
  readonly officeId: string;
  /** None for somebody who moves between desks, as a mediator does. */
  readonly deskId?: string;
  readonly date: Temporal.PlainDate;
  readonly works: Span;
  /** The break. */
  readonly rests?: Span;
  /** Only these services; none means whatever the office does. */
  readonly services?: readonly string[];
}

/** A shift with who does it, as colleagues see it. */
export interface StaffedShift extends Shift {
  readonly name: string;
  /** Languages as BCP 47 tags, best first. */
  readonly speaks: readonly string[];
}
