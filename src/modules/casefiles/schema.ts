// Words of the case file: how a need stands, the number of a file, papers that were seen.
import { z } from 'zod';
import { idField, languageField, slugField } from '#base/fields.ts';
import { HOUSEHOLD_ROLES, personFields } from '../people/schema.ts';
import { PAIR_ANSWERS } from './merge-rules.ts';

/**
 * How a need stands. It survives the visit in which it was found; *dropped*: she does not want it, or it
 * was noted by mistake, and nobody asks her about it again.
 */
export const NEED_STATES = [
  'open',
  'solved',
  'in-progress',
  'something-missing',
  'not-possible',
  'dropped',
] as const;
export type NeedState = (typeof NEED_STATES)[number];

// Crockford's base 32: no I, L, O or U, so that a number read aloud or copied by hand stays right.
export const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * A case file's number such as `7QK2-93MX`, from eight random bytes: 40 bits, no counter, so that
 * no number tells how many files there are.
 */
export function caseFileNumber(random: Uint8Array): string {
  const letters = Array.from(random.slice(0, 8), (byte) => LETTERS[byte % 32]).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}

/** What was seen of a paper. */
export const DOCUMENT_SEEN = ['original', 'copy', 'photo'] as const;
export type DocumentSeen = (typeof DOCUMENT_SEEN)[number];

export const noteDocumentInput = z.strictObject({
  personId: idField(),
  centreId: slugField(),
  /** Its kind, of the catalogue. */
  documentId: slugField(),
  seen: z.enum(DOCUMENT_SEEN),
  /** Today when left out. */
  seenOn: z.iso.date().optional(),
  validUntil: z.iso.date().optional(),
});

/** Two files that somebody says are one person. */
export const mergeInput = z.strictObject({ personId: idField(), otherId: idField() });
/** An act that joined two files. */
export const unmergeInput = z.strictObject({ mergeId: idField() });
/** What somebody says of two files that may be one person. */
export const pairAnswerInput = z.strictObject({
  personId: idField(),
  otherId: idField(),
  answer: z.enum(PAIR_ANSWERS),
});

/** Somebody who belongs to a household from now on: known by her id, or new with a language. */
export const addHouseholdMemberInput = z
  .strictObject({
    householdId: idField(),
    role: z.enum(HOUSEHOLD_ROLES),
    personId: idField().optional(),
    language: languageField().optional(),
    name: personFields.name,
    born: personFields.born,
  })
  .refine(({ personId, language }) => personId !== undefined || language !== undefined, {
    path: ['language'],
    params: { code: 'required' },
  });
