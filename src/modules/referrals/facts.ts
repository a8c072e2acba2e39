// What the rules of a referral know; `load-facts.ts` reads it.
import type { SharePurpose, ShareSection } from '../casefiles/consent-schema.ts';
import type { ReferralReason, ReferralState } from './schema.ts';

export interface Referral {
  readonly id: string;
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
  'id' | 'fromUnitId' | 'toUnitId' | 'state' | 'dueAt' | 'chased'
>;

export interface NewReferral extends Referral {
  readonly personId: string;
  readonly madeBy: string;
  readonly consentId: string;
  readonly subjectId: string;
  readonly language: string;
  readonly purpose: SharePurpose;
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
  readonly accept?: { readonly id: string; readonly dueAt: Temporal.Instant };
  readonly chase?: {
    readonly id: string;
    readonly chased: number;
    readonly dueAt: Temporal.Instant | null;
  };
}
