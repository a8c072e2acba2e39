// What the rules of a house's end of day know. Plain values, without a name.
import type { PeriodChange } from './facts.ts';
import type { StopState } from './schema.ts';

/** A stop that has not ended. */
export interface HeldStop {
  readonly id: string;
  readonly state: StopState;
  readonly officeId: string;
  readonly unitId: string;
  readonly needId: string | null;
  readonly subjectId: string;
}

/** An open visit, held. */
export interface HeldVisit {
  readonly visitId: string;
  readonly personId: string;
  readonly hostUnitId: string;
  readonly day: Temporal.PlainDate;
  readonly number: number;
  /** Since when her time goes to what it goes to now. */
  readonly since: Temporal.Instant;
  readonly needs: number;
  readonly solved: number;
  readonly stops: readonly HeldStop[];
}

/** The open session of a desk, held. */
export interface HeldDesk {
  readonly id: string;
  readonly deskId: string;
  readonly officeId: string;
  readonly unitId: string;
  readonly accountId: string;
  readonly openedAt: Temporal.Instant;
  /** Somebody is called or served there. */
  readonly busy: boolean;
}

/** What may have been left on the floor. */
export interface Standing {
  readonly kind: 'visit' | 'called' | 'serving' | 'parked';
  readonly visitId: string;
  readonly number: number;
  readonly officeId: string | null;
  readonly deskId: string | null;
  readonly since: Temporal.Instant;
}

/** What is written when a house is put right. */
export interface HouseChange {
  readonly stops: readonly {
    readonly id: string;
    readonly state: StopState;
    readonly at: Temporal.Instant;
  }[];
  readonly periods: readonly PeriodChange[];
  readonly close: readonly { readonly id: string; readonly at: Temporal.Instant }[];
  readonly desks: readonly { readonly id: string; readonly at: Temporal.Instant }[];
}
