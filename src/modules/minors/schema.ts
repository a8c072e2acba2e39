// The register of minors without papers, for health and school only: who asked, for what, until when. Pure.
import { z } from 'zod';
import { idField, slugField } from '#base/fields.ts';

/** What the register is for; there is no third. */
export const PURPOSES = ['health', 'school'] as const;
export type Purpose = (typeof PURPOSES)[number];
/** Who asked for the entry: in which capacity, never by name. */
export const ASKED_BY = ['parent', 'guardian', 'carer', 'service', 'self'] as const;
export type AskedBy = (typeof ASKED_BY)[number];
/** Why an entry ends before she is grown up. */
export const ENDINGS = ['regularised', 'family-asks', 'left', 'mistake'] as const;
export type Ending = (typeof ENDINGS)[number];

/** What the law of a country says of it, from a day on (data/minor-register.json). */
export interface Term {
  readonly serviceId: string;
  /** How long an entry holds until it is renewed. */
  readonly months: number;
  /** As it stands on the declaration. */
  readonly law: string;
}

const purposes = () => z.array(z.enum(PURPOSES)).min(1).max(PURPOSES.length);

export const makeMinorEntryInput = z.strictObject({
  personId: idField(),
  /** One of those that keep the register, at which whoever asks serves. */
  officeId: slugField(),
  purposes: purposes(),
  askedBy: z.enum(ASKED_BY),
});
export const renewMinorEntryInput = z.strictObject({
  entryId: idField(),
  officeId: slugField(),
  purposes: purposes(),
});
export const endMinorEntryInput = z.strictObject({ entryId: idField(), ending: z.enum(ENDINGS) });
export const certifyMinorEntryInput = z.strictObject({
  entryId: idField(),
  purpose: z.enum(PURPOSES),
  /** Keyed hash of the code and the name on the declaration, in hexadecimal. */
  proof: z.string().regex(/^[0-9a-f]{64}$/),
});
