// Words of a case conference, and what its commands may be given.
import { z } from 'zod';
import { idField, textField } from '#base/fields.ts';
import { SHARE_PURPOSES, SHARE_SECTIONS } from '../casefiles/consent-schema.ts';

/**
 * A conference in words: *called*, it opens at its beginning and ends by the clock; before that whoever
 * called it ends it (it *took place*, with those who came and what was agreed) or it is *called off*.
 */
export const OUTCOMES = ['took-place', 'called-off'] as const;
export type ConferenceOutcome = (typeof OUTCOMES)[number];

/** Most people who are invited, and most files of one household. */
export const MOST_INVITED = 20;
export const MOST_FILES = 8;

const timeField = () => z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

export const callConferenceInput = z.strictObject({
  /** Whose file it is about. */
  personId: idField(),
  /** Others of her household. */
  familyIds: z
    .array(idField())
    .max(MOST_FILES - 1)
    .default([]),
  /** Accounts of those who come; whoever calls it comes anyway. */
  accountIds: z.array(idField()).min(1).max(MOST_INVITED),
  purpose: z.enum(SHARE_PURPOSES),
  sections: z.array(z.enum(SHARE_SECTIONS)).max(SHARE_SECTIONS.length).default([]),
  /** The day, and civil times of the network's zone. */
  day: z.iso.date(),
  from: timeField(),
  to: timeField(),
  /** What is to be settled. */
  question: textField({ max: 1000, multiline: true }),
});

export const endConferenceInput = z.strictObject({
  conferenceId: idField(),
  /** Accounts of those who came. */
  attended: z
    .array(idField())
    .min(1)
    .max(MOST_INVITED + 1),
  /** What was agreed: who does what, until when. */
  record: textField({ max: 2000, multiline: true }),
});
export const callOffConferenceInput = z.strictObject({ conferenceId: idField() });
