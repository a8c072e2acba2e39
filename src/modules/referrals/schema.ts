// Words of a referral: its states, the reasons of those that end otherwise than done, and what a
// command may be given.
import { z } from 'zod';
import { idField, slugField, textField } from '#base/fields.ts';
import { SHARE_SECTIONS } from '../casefiles/consent-schema.ts';

/**
 * A referral in words. *requested* until its addressee *accepts* or *declines* it; what was accepted is
 * *done*, or was tried and *not possible*; whoever sent it, or the person herself, takes it back:
 * *withdrawn*. Each is counted apart.
 */
export const REFERRAL_STATES = [
  'requested',
  'accepted',
  'done',
  'declined',
  'not-possible',
  'withdrawn',
] as const;
export type ReferralState = (typeof REFERRAL_STATES)[number];

export const DECLINE_REASONS = [
  'not-our-subject',
  'no-room',
  'something-missing',
  'conflict-of-interest',
] as const;
export const NOT_POSSIBLE_REASONS = [
  'not-reached',
  'she-did-not-come',
  'nothing-to-be-had',
] as const;
export const WITHDRAW_REASONS = ['no-longer-needed', 'mistake'] as const;
export type ReferralReason =
  | (typeof DECLINE_REASONS)[number]
  | (typeof NOT_POSSIBLE_REASONS)[number]
  | (typeof WITHDRAW_REASONS)[number]
  | 'consent-withdrawn';

export const sendReferralInput = z.strictObject({
  personId: idField(),
  /** The entry of the ledger that allows it. */
  consentId: idField(),
  toUnitId: slugField(),
  /** The only one who may answer; anyone of the unit when left out. */
  toAccountId: idField().optional(),
  /** Who may answer in her place. */
  standInId: idField().optional(),
  subjectId: slugField(),
  /** All that was agreed when left out. */
  sections: z.array(z.enum(SHARE_SECTIONS)).max(SHARE_SECTIONS.length).optional(),
  /** Its last day; that of the agreement when left out. */
  until: z.iso.date().optional(),
  /** What is asked, for whoever accepts. */
  body: textField({ max: 1000, multiline: true }),
});
export const acceptReferralInput = z.strictObject({ referralId: idField() });
export const declineReferralInput = z.strictObject({
  referralId: idField(),
  reason: z.enum(DECLINE_REASONS),
});
export const completeReferralInput = z.strictObject({
  referralId: idField(),
  outcome: z.enum(['done', 'not-possible']),
  /** Why not. */
  reason: z.enum(NOT_POSSIBLE_REASONS).optional(),
});
export const withdrawReferralInput = z.strictObject({
  referralId: idField(),
  reason: z.enum(WITHDRAW_REASONS).default('no-longer-needed'),
});
export const chaseReferralInput = z.strictObject({ referralId: idField() });
