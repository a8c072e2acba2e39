// Words of a hand-over: its kinds and states, the reasons of those that end otherwise than done, and what
// a command may be given.
import { z } from 'zod';
import { idField, slugField, textField } from '#base/fields.ts';
import { SHARE_PURPOSES, SHARE_SECTIONS } from '../casefiles/consent-schema.ts';

/**
 * The four hand-overs. *referral*: another unit is asked to do something. *transfer*: another unit carries
 * the case from now on. *request*: another unit, where she is at home, is asked for sections of her file.
 * *assignment*: a colleague of one's own unit is named for the case.
 */
export const HANDOVER_KINDS = ['referral', 'transfer', 'request', 'assignment'] as const;
export type HandoverKind = (typeof HANDOVER_KINDS)[number];

/**
 * A hand-over in words. *requested* until its addressee *accepts* or *declines* it; what was accepted is
 * *done*, or was tried and *not possible*; whoever sent it, or the person herself, takes it back:
 * *withdrawn*. A transfer or an assignment is *passed on* when the next one is accepted. Each is counted
 * apart.
 */
export const REFERRAL_STATES = [
  'requested',
  'accepted',
  'done',
  'declined',
  'not-possible',
  'withdrawn',
  'passed-on',
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

/** Of a referral, and of a transfer: both go by an agreement, with what the next needs to know. */
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
export const requestFileInput = z.strictObject({
  personId: idField(),
  purpose: z.enum(SHARE_PURPOSES),
  subjectId: slugField(),
  sections: z.array(z.enum(SHARE_SECTIONS)).min(1).max(SHARE_SECTIONS.length),
  /** Its last day. */
  until: z.iso.date(),
  /** Why it is needed, for whoever holds the file. */
  body: textField({ max: 1000, multiline: true }),
});
export const assignFileInput = z.strictObject({
  personId: idField(),
  /** For which of her units, where whoever assigns works for several. */
  unitId: slugField().optional(),
  toAccountId: idField(),
  /** Who may answer and act in her place. */
  standInId: idField().optional(),
  /** Until when, before it is looked at again; half a year when left out. */
  until: z.iso.date().optional(),
  /** What she needs to know. */
  body: textField({ max: 1000, multiline: true }),
});
export const acceptReferralInput = z.strictObject({
  referralId: idField(),
  /** Of a request: the entry of the ledger by which what was asked for is opened. */
  consentId: idField().optional(),
});
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
