// Words of the ledger of consent: for what something is shared, which sections, and the article that
// allows it.
import { z } from 'zod';
import { idField, languageField, slugField } from '#base/fields.ts';

/** Why something is shared. */
export const SHARE_PURPOSES = [
  'work',
  'social',
  'health',
  'legal',
  'housing',
  'education',
  'family',
] as const;
export type SharePurpose = (typeof SHARE_PURPOSES)[number];

/**
 * What of a file may be shared. `name` (what she is called, her language, the number of her file) goes
 * with everything; the others are chosen with her.
 */
export const SHARE_SECTIONS = [
  'name',
  'identity',
  'contact',
  'needs',
  'documents',
  'tasks',
] as const;
export type ShareSection = (typeof SHARE_SECTIONS)[number];
/** Those that are chosen. */
export const CHOSEN_SECTIONS = SHARE_SECTIONS.filter((section) => section !== 'name');

/** The agreement of the person herself: article 6(1)(a) of the GDPR. */
export const AGREED = 'gdpr-6-1-a';
/** What allows the sharing, by its article. */
export const LEGAL_BASES = [AGREED, 'gdpr-6-1-c', 'gdpr-6-1-d', 'gdpr-6-1-e'] as const;
export type LegalBasis = (typeof LEGAL_BASES)[number];

export const recordConsentInput = z.strictObject({
  personId: idField(),
  /** The unit that may get it. */
  toUnitId: slugField(),
  purpose: z.enum(SHARE_PURPOSES),
  sections: z.array(z.enum(SHARE_SECTIONS)).max(SHARE_SECTIONS.length).default([]),
  /** Its last day. */
  until: z.iso.date(),
  basis: z.enum(LEGAL_BASES).default(AGREED),
  /** In which she was asked. */
  language: languageField(),
  /** Who mediated; whoever asked, when left out. */
  mediatorId: idField().optional(),
});
export const withdrawConsentInput = z.strictObject({ consentId: idField() });
