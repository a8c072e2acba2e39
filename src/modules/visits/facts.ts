// What rules of a visit know. Plain values, so that a browser, a simulator and a property test can
// make them; `load-facts.ts` reads them from the database.
import type { ActOutcome, BackReason, Interpreter, Mode, PeriodKind, StopState } from './schema.ts';
import type { NeedState } from '../casefiles/schema.ts';

export interface Visit {
  readonly id: string;
  readonly personId: string;
  readonly centreId: string;
  /** The unit that receives people in this house. */
  readonly hostUnitId: string;
  readonly day: Temporal.PlainDate;
  readonly number: number;
  readonly language: string;
  readonly priority: number;
  readonly state: 'open' | 'closed';
}

export interface Stop {
  readonly id: string;
  readonly visitId: string;
  readonly personId: string;
  readonly centreId: string;
  readonly officeId: string;
  readonly unitId: string;
  readonly hostUnitId: string;
  readonly needId: string | null;
  readonly subjectId: string;
  readonly serviceId: string;
  readonly number: number;
  readonly language: string;
  /** 0 comes in her turn, a higher number before it (VIS-40). */
  readonly priority: number;
  /** Place in the route, from 1. */
  readonly rank: number;
  /** Needs of the visit that are seen to before this stop waits in its queue. */
  readonly afterNeeds: readonly string[];
  readonly state: StopState;
  /** How often she was called and did not come. */
  readonly misses: number;
  readonly day: Temporal.PlainDate;
  readonly queuedAt: Temporal.Instant | null;
  readonly servedAt: Temporal.Instant | null;
  readonly deskId: string | null;
  readonly accountId: string | null;
}

/** The period that is still open: since when, and what for. */
export interface OpenPeriod {
  readonly since: Temporal.Instant;
  readonly kind: PeriodKind;
}

/** A stop, the period of its visit, and whether its unit must be shown the paper. */
export interface StopFacts {
  readonly stop: Stop;
  readonly period: OpenPeriod;
  /** Other offices at which she stands in the queue. */
  readonly elsewhere: readonly string[];
  /** The unit has a direct enforcement link. */
  readonly fenced: boolean;
  /** The person showed her paper at a desk of the unit today. */
  readonly presented: boolean;
  /** When the last act was recorded at this stop, if there was one. */
  readonly lastActAt?: Temporal.Instant | undefined;
  /** Too many wrong codes: no code is right until the paper is printed anew. */
  readonly locked?: boolean;
  /** The office offers the service that the act is said to be of; without a say when none is named. */
  readonly offered?: boolean;
}

/** A stop with all of its visit, once the unit may see it. */
export interface VisitFacts extends StopFacts {
  readonly visit: Visit;
  /** All stops of the visit, this one too, in order of their ids. */
  readonly stops: readonly Stop[];
  /** Behind the fence those of others are without an id, and solved or open. */
  readonly needs: readonly { readonly id: string | null; readonly state: NeedState }[];
}

/** One act, ready to be written. */
export interface Act {
  readonly id: string;
  readonly stop: Stop;
  readonly accountId: string;
  readonly serviceId: string;
  readonly mode: Mode;
  readonly outcome: ActOutcome;
  readonly detail?: string | undefined;
  readonly nextOn?: string | undefined;
  readonly forwardedTo?: string | undefined;
  readonly language: string;
  readonly interpreter: Interpreter;
  readonly minutes: number;
}

/** Columns of a stop that a transition sets. */
export interface StopUpdate {
  readonly id: string;
  readonly state: StopState;
  readonly afterNeeds?: readonly string[];
  readonly misses?: number;
  readonly queuedAt?: Temporal.Instant;
  readonly calledAt?: Temporal.Instant;
  readonly servedAt?: Temporal.Instant;
  readonly endedAt?: Temporal.Instant;
  readonly deskId?: string | null;
  readonly accountId?: string | null;
  readonly outcome?: ActOutcome | 'forwarded';
}

/** What follows the open period at `at`: another kind, or nothing when the visit ends. */
export interface PeriodChange {
  readonly visitId: string;
  readonly at: Temporal.Instant;
  /** Without a stop while she waits: she waits in all her queues. */
  readonly next: null | {
    readonly kind: PeriodKind;
    readonly stopId: string | null;
    readonly deskId: string | null;
  };
}

/** Everything that an act at a desk may change; `apply-change.ts` writes it. */
export interface VisitChange {
  readonly stops?: readonly StopUpdate[];
  readonly newStop?: Stop & { readonly fromStopId: string };
  readonly period?: PeriodChange;
  readonly closeVisit?: { readonly id: string; readonly at: Temporal.Instant };
  readonly act?: Act;
  readonly need?: { readonly id: string; readonly state: NeedState };
  readonly note?: { readonly id: string; readonly stop: Stop; readonly body: string };
  /** What the unit of the next stop is told. */
  readonly handover?: {
    readonly id: string;
    readonly from: Stop;
    readonly to: Stop;
    readonly body: string;
  };
  /** She goes back to reception, and why. */
  readonly back?: {
    readonly id: string;
    readonly stop: Stop;
    readonly why: BackReason;
    readonly note: string | undefined;
    readonly at: Temporal.Instant;
  };
  /** Serving starts: the officer may see the person until it ends. */
  readonly serving?: { readonly stop: Stop };
  /** Serving ends. */
  readonly served?: { readonly stopId: string };
}
