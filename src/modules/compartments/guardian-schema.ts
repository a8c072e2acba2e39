// Words of guardians: who stands for a minor alone or an adult under guardianship, in which capacity, proved by
// what, and what that person may not be told. Sealed as all that is written in a compartment.
import { z } from 'zod';
import { idField, textField } from '#base/fields.ts';
import { FACETS, type Facet } from './facets.ts';

export const RELATIONS = [
  'mother',
  'father',
  'sibling',
  'grandparent',
  'relative',
  'spouse',
  'institution',
  'other',
] as const;
/** By what somebody stands for her; `de-facto`: looks after her, and no law or court says so. */
export const CAPACITIES = ['parent', 'court', 'institution', 'de-facto'] as const;
/** What was seen of it: the kind of paper, never a copy. */
export const PROOFS = [
  'birth-record',
  'court-decision',
  'institution-letter',
  'other-paper',
  'none',
] as const;
/** How it stands: nothing against it, looked into, contested by somebody, or the danger itself. */
export const STANDINGS = ['clear', 'review', 'contested', 'danger'] as const;

export interface Guardian {
  readonly name: string;
  readonly relation: (typeof RELATIONS)[number];
  readonly capacity: (typeof CAPACITIES)[number];
  /** A number or an address, as it was said. */
  readonly contact?: string | undefined;
  /** The first and the last day, both included, as ISO text. */
  readonly from: string;
  readonly until?: string | undefined;
  readonly proof: (typeof PROOFS)[number];
  readonly standing: (typeof STANDINGS)[number];
  /** What is not said to this person. */
  readonly withheld: readonly Facet[];
  /** The record that this one puts right, or carries on; it stays to be read. */
  readonly replacesId?: string | undefined;
}

/** What a form leaves empty was not said. */
const maybe = <Field extends z.ZodType>(field: Field) =>
  z.preprocess((said) => (said === '' ? undefined : said), field.optional());

export const nameGuardianInput = z.strictObject({
  compartmentId: idField(),
  replacesId: maybe(idField()),
  name: textField({ max: 120 }),
  relation: z.enum(RELATIONS),
  capacity: z.enum(CAPACITIES),
  contact: maybe(textField({ max: 160 })),
  from: z.iso.date(),
  until: maybe(z.iso.date()),
  proof: z.enum(PROOFS),
  standing: z.enum(STANDINGS),
  withheld: z.array(z.enum(FACETS)).max(FACETS.length).default([]),
});
