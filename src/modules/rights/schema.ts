// What is asked of us about a person's data, what is to be kept, and what goes. Pure.
import { z } from 'zod';
import { idField, textField } from '#base/fields.ts';

/** GDPR 15, 16, 18, 21 and 17. */
export const CLAIM_KINDS = ['copy', 'correction', 'restriction', 'objection', 'erasure'] as const;
export type ClaimKind = (typeof CLAIM_KINDS)[number];
export const CLAIM_CHANNELS = ['in-person', 'phone', 'letter', 'email', 'representative'] as const;
/**
 * open → granted or refused; an erasure: open → reviewed → approved → carried-out, or refused when something
 * must be kept.
 */
export const CLAIM_STATES = [
  'open',
  'reviewed',
  'approved',
  'granted',
  'refused',
  'carried-out',
] as const;
export type ClaimState = (typeof CLAIM_STATES)[number];

/** Why the answer takes longer (GDPR 12(3)). */
export const EXTENSIONS = ['complex', 'many'] as const;
/** What a legal review finds: nothing that must be kept, or why it must (GDPR 17(3)), or that it isn't hers. */
export const GROUNDS = [
  'nothing-to-keep',
  'legal-duty',
  'legal-claims',
  'public-health',
  'expression',
  'archive',
  'not-hers',
] as const;
export type Ground = (typeof GROUNDS)[number];
/** Why something is kept whatever is asked or due. */
export const HOLD_REASONS = ['court', 'investigation', 'complaint', 'audit'] as const;
export const ANSWERS = ['granted', 'refused'] as const;

const words = () => textField({ max: 1000, multiline: true });
const day = () => z.iso.date().transform((text) => Temporal.PlainDate.from(text));
/** What a form leaves empty was not said. */
const maybe = <Field extends z.ZodType>(field: Field) =>
  z.preprocess((said) => (said === '' ? undefined : said), field.optional());

export const recordClaimInput = z.strictObject({
  personId: idField(),
  kind: z.enum(CLAIM_KINDS),
  channel: z.enum(CLAIM_CHANNELS),
  askedOn: day(),
  /** What she asks, in her words. */
  words: maybe(words()),
});
export const extendClaimInput = z.strictObject({ claimId: idField(), why: z.enum(EXTENSIONS) });
export const answerClaimInput = z.strictObject({
  claimId: idField(),
  outcome: z.enum(ANSWERS),
  answer: words(),
});
export const reviewErasureInput = z.strictObject({
  claimId: idField(),
  ground: z.enum(GROUNDS),
  answer: words(),
});
export const approveErasureInput = z.strictObject({ claimId: idField() });
export const carryOutErasureInput = z.strictObject({ erasureId: idField() });
export const placeHoldInput = z.strictObject({
  /** The number of the file, as `7QK2-93MX`. */
  fileNumber: textField({ max: 20 }),
  reason: z.enum(HOLD_REASONS),
  words: words(),
  reviewOn: day(),
});
export const tellRestrictionInput = z.strictObject({
  restrictionId: idField(),
  /** The day on which she was told that it will be lifted. */
  toldOn: day(),
  toldBy: z.enum(CLAIM_CHANNELS),
});
export const liftRestrictionInput = z.strictObject({
  restrictionId: idField(),
  /** Why it is lifted. */
  words: words(),
});
export const liftHoldInput = z.strictObject({ holdId: idField() });
