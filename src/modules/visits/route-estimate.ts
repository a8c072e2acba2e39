// What is told of a route before the ticket is issued: its stops in the order in which they will
// probably be called, with their times. A forecast from what is seen now; nothing is promised by it.
import type { WaitRange } from '../planning/rules/ranges.ts';

/** A stop that is asked for. */
export interface AskedStop {
  readonly officeId: string;
  readonly serviceId: string;
  readonly subjectId: string;
  /** How long the service usually takes. */
  readonly serviceMinutes: number;
}

export interface RouteLeg extends AskedStop {
  /** People in the office's queue now. */
  readonly ahead: number;
  /** No desk of the office is open yet: the wait counts as if one were. */
  readonly unstaffed: boolean;
  readonly waitMinutes: number;
  readonly starts: Temporal.Instant;
  readonly ends: Temporal.Instant;
  /** When it will be over, at the earliest and at the latest that is likely; whole five minutes. */
  readonly over: { readonly from: Temporal.Instant; readonly to: Temporal.Instant };
}

export interface RouteEstimate {
  readonly legs: readonly RouteLeg[];
  readonly waitMinutes: number;
  readonly serviceMinutes: number;
  readonly ends: Temporal.Instant;
  /** Minutes from now until she is first called. */
  readonly firstCall: WaitRange;
  /** When she will be free, at the earliest and at the latest that is likely; whole five minutes. */
  readonly free: { readonly from: Temporal.Instant; readonly to: Temporal.Instant };
}
