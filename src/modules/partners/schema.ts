// Words of packages for partners without accounts, and what their commands may be given.
import { z } from 'zod';
import { idField, slugField, textField } from '#base/fields.ts';
import { UI_LANGUAGES } from '#base/languages.ts';
import { SHARE_SECTIONS, type ShareSection } from '../casefiles/consent-schema.ts';
import { namesField } from '../directory/inputs.ts';
import type { Names } from '../directory/schema.ts';
import { DECLINE_REASONS, NOT_POSSIBLE_REASONS, type ReferralState } from '../referrals/schema.ts';

/** What a partner may say of what it was asked. */
export const PARTNER_ANSWERS = ['accepted', 'declined', 'done', 'not-possible'] as const;
export type PartnerAnswer = (typeof PARTNER_ANSWERS)[number];

/**
 * Why a link leads nowhere any more: another was sent; too many wrong codes; the referral is over; the partner has
 * another address, or is none any more.
 */
export type PackageEnd = 'replaced' | 'locked' | 'over' | 'moved' | 'partner-ended';

/** A package as those who sent it follow it. */
export interface SentPackage {
  readonly id: string;
  readonly madeAt: Temporal.Instant;
  readonly endsAt: Temporal.Instant;
  /** Whether a mail server took the letter; null: not known yet, or nothing sends mail here. */
  readonly mail: 'delivered' | 'failed' | null;
  readonly mailAt: Temporal.Instant | null;
  readonly openedAt: Temporal.Instant | null;
  readonly receivedAt: Temporal.Instant | null;
  readonly endedAt: Temporal.Instant | null;
  readonly ended: PackageEnd | null;
  readonly linkHash: Buffer | null;
  readonly digest: Buffer;
  readonly signedWith: string;
}

/** What is known of a package to whoever came by its link, and what the rules of its answers know. */
export interface PackageStand {
  readonly id: string;
  readonly referralId: string;
  readonly fromUnitId: string;
  readonly toUnitId: string;
  /** Of its referral. */
  readonly state: ReferralState;
  readonly expiresOn: Temporal.PlainDate;
  readonly openedAt: Temporal.Instant | null;
  readonly receivedAt: Temporal.Instant | null;
}

/** What a package says, in the partner's language, as it was when it was sent: this is what is signed. */
export interface PackageContent {
  readonly format: 'oneroof-package-1';
  readonly id: string;
  readonly madeAt: string;
  readonly language: string;
  readonly from: string;
  readonly to: string;
  readonly title: string;
  /** Subject, purpose, what allows it, until when. */
  readonly facts: readonly { readonly label: string; readonly text: string }[];
  /** What is asked, as it was written. */
  readonly asked: string;
  readonly parts: readonly {
    readonly section: ShareSection;
    readonly title: string;
    readonly lines: readonly { readonly label: string; readonly text: string }[];
  }[];
}

export const sendPackageInput = z.strictObject({
  personId: idField(),
  /** The entry of the ledger that allows it. */
  consentId: idField(),
  toUnitId: slugField(),
  subjectId: slugField(),
  /** All that was agreed when left out. */
  sections: z.array(z.enum(SHARE_SECTIONS)).max(SHARE_SECTIONS.length).optional(),
  /** Its last day; that of the agreement when left out. */
  until: z.iso.date().optional(),
  /** What is asked of the partner. */
  body: textField({ max: 1000, multiline: true }),
});
export const renewPackageInput = z.strictObject({ referralId: idField() });
/** Of the session that asks, and of no other package. */
export const ownPackageInput = z.strictObject({});
export const answerPackageInput = z.strictObject({
  answer: z.enum(PARTNER_ANSWERS),
  /** Why not. */
  reason: z.enum([...DECLINE_REASONS, ...NOT_POSSIBLE_REASONS]).optional(),
});
export const notePackageMailInput = z.strictObject({
  packageId: idField(),
  cameOut: z.enum(['delivered', 'failed']),
});

/** What kind of office a partner is. */
export const PARTNER_KINDS = [
  'association',
  'charity',
  'municipality',
  'university',
  'state-agency',
  'company',
] as const;

/** A partner as those who keep the list see it. */
export interface KeptPartner {
  readonly unitId: string;
  readonly name: Names;
  readonly email: string;
  readonly phone: string | null;
  readonly language: string;
  readonly ended: boolean;
}
/** A partner as it is to be. */
export type ProposedPartner = Omit<KeptPartner, 'ended'>;
/** What one proposed, and whether somebody decided about it. */
export interface PartnerProposal extends ProposedPartner {
  readonly id: string;
  /** Of a new one. */
  readonly kind: (typeof PARTNER_KINDS)[number] | null;
  readonly proposedBy: string;
  readonly proposedByName: string | null;
  /** Whether whoever proposed it keeps the list still. */
  readonly proposerKeeps: boolean;
  readonly proposedAt: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
  readonly outcome: 'carried-out' | 'dropped' | null;
}
/** For so long a proposal waits for the second. */
export const PROPOSAL_DAYS = 7;

const emailField = z
  .string()
  .trim()
  .max(254)
  .regex(/^[^\s@<>,]+@[^\s@<>,]+$/);
export const proposePartnerInput = z.strictObject({
  /** One that is there; a new one gets its id from its name. */
  unitId: slugField().optional(),
  name: namesField(120),
  /** Of a new one. */
  kind: z.enum(PARTNER_KINDS).optional(),
  email: emailField,
  phone: z
    .string()
    .trim()
    .regex(/^\+?[0-9 ]{5,24}$/)
    .optional(),
  /** In which its packages are written. */
  language: z.enum(UI_LANGUAGES),
});
export const partnerProposalInput = z.strictObject({ proposalId: idField() });
export const endPartnerInput = z.strictObject({ unitId: slugField() });
