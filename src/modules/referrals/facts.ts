// What the rules of a hand-over know; `load-facts.ts` reads it.
import type { SharePurpose, ShareSection } from '../casefiles/consent-schema.ts';
import type { HandoverKind, ReferralReason, ReferralState } from './schema.ts';

export interface Referral {
  readonly id: string;
  readonly kind: HandoverKind;
  readonly fromUnitId: string;
  readonly homeUnitId: string;
  readonly toUnitId: string;
  /** Null: anyone of the unit. */
  readonly toAccountId: string | null;
  readonly standInId: string | null;
  readonly state: ReferralState;
  /** Its last day. */
  readonly expiresOn: Temporal.PlainDate;
  readonly dueAt: Temporal.Instant | null;
  /** How often it was chased: overdue, then escalated. */
  readonly chased: number;
  /** Undefined before it was accepted, for its addressee. */
  readonly personId: string | undefined;
}

/** What the worker knows of a referral: no person, no subject. */
export type DueReferral = Pick<
  Referral,
  'id' | 'kind' | 'fromUnitId' | 'toUnitId' | 'state' | 'dueAt' | 'chased'
>;

/** One that ends with another: it rests on it, or the other takes its place. Of nobody. */
export type TiedReferral = Pick<Referral, 'id' | 'kind' | 'fromUnitId' | 'toUnitId' | 'state'>;

/** One that is answered or taken back, with what ends with it. */
export interface HeldReferral extends Referral {
  /** What rests on it and is not over: assignments within the unit that has her by it. */
  readonly resting: readonly TiedReferral[];
}

export interface NewReferral extends Referral {
  readonly personId: string;
  readonly madeBy: string;
  /** Null: of a request, whose entry is named by whoever accepts it, and of an assignment. */
  readonly consentId: string | null;
  /** Null: of an assignment. */
  readonly subjectId: string | null;
  readonly language: string;
  readonly purpose: SharePurpose | null;
  /** Of an assignment: by which hand-over the unit has her; null where she is at home. */
  readonly restsOn?: string | null;
  readonly sections: readonly ShareSection[];
  readonly body: string;
}

/** What a command about a referral writes. */
export interface ReferralChange {
  readonly add?: NewReferral;
  readonly end?: readonly {
    readonly id: string;
    readonly state: ReferralState;
    readonly reason: ReferralReason | null;
  }[];
  readonly accept?: {
    readonly id: string;
    readonly dueAt: Temporal.Instant;
    /** Of a request: by what it is opened. */
    readonly consentId?: string;
  };
  readonly chase?: {
    readonly id: string;
    readonly chased: number;
    readonly dueAt: Temporal.Instant | null;
  };
}
