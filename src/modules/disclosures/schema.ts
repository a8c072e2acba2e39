// What an authority orders us to give of one person's file, and what is answered. Pure.
import { z } from 'zod';
import { idField, textField } from '#base/fields.ts';

/** registered → reviewed → approved → given; refused or withdrawn until then. */
export const DISCLOSURE_STATES = [
  'registered',
  'reviewed',
  'approved',
  'given',
  'refused',
  'withdrawn',
] as const;
export type DisclosureState = (typeof DISCLOSURE_STATES)[number];
/** Who orders it. */
export const AUTHORITY_KINDS = ['court', 'prosecutor', 'police', 'administration'] as const;
/** What can be given. Notes, how to reach her and protected notes are in none of them. */
export const DISCLOSED_SECTIONS = [
  'identity',
  'visits',
  'needs',
  'acts',
  'bookings',
  'documents',
] as const;
export type DisclosedSection = (typeof DISCLOSED_SECTIONS)[number];
/** What the law makes us give of what is asked. */
export const FINDINGS = ['whole', 'part', 'nothing'] as const;
export type Finding = (typeof FINDINGS)[number];

const words = () => textField({ max: 1000, multiline: true });
const day = () => z.iso.date().transform((text) => Temporal.PlainDate.from(text));
/** What a form leaves empty was not said. */
const maybe = <Field extends z.ZodType>(field: Field) =>
  z.preprocess((said) => (said === '' ? undefined : said), field.optional());
const round = () => z.coerce.number().int().min(0).max(10_000);

export const registerDisclosureInput = z.strictObject({
  /** The number of the file, as `7QK2-93MX`. */
  fileNumber: textField({ max: 20 }),
  authority: textField({ max: 120 }),
  kind: z.enum(AUTHORITY_KINDS),
  legalBase: textField({ max: 200 }),
  reference: textField({ max: 100 }),
  receivedOn: day(),
  deadline: day(),
  asked: words(),
});
export const reviewDisclosureInput = z.strictObject({
  disclosureId: idField(),
  /** Of the review that was read before; 0 for the first. */
  round: round(),
  finding: z.enum(FINDINGS),
  sections: z.array(z.enum(DISCLOSED_SECTIONS)).max(DISCLOSED_SECTIONS.length).default([]),
  /** What must be given at the least, and by which law; or why the order isn't lawful. */
  needed: words(),
  /** What is refused, and why. */
  withheld: maybe(words()),
});
export const approveDisclosureInput = z.strictObject({ disclosureId: idField(), round: round() });
export const closeDisclosureInput = z.strictObject({
  disclosureId: idField(),
  outcome: z.enum(['refused', 'withdrawn']),
  closing: words(),
});
export const giveDisclosureInput = z.strictObject({
  disclosureId: idField(),
  round: round(),
  reason: words().refine((said) => said.length >= 20, { params: { code: 'too-short' } }),
});
export const tellDisclosureInput = z.strictObject({
  disclosureId: idField(),
  outcome: z.enum(['told', 'later']),
  /** The day on which she was told, or by which she will be. */
  on: day(),
  /** Why she isn't told yet, and by which law. */
  why: maybe(words()),
});
