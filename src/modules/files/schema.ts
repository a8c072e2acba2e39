// Words of files, and what their commands may be given.
import { z } from 'zod';
import { idField, slugField, textField } from '#base/fields.ts';

/**
 * What is known of the harm that a file could do. It is *waiting* in quarantine until the worker has judged
 * it; then *clean* (a scanner says so), *unchecked* (there is no scanner, and a setting lets pictures out that
 * were made anew), or *harmful*, and destroyed.
 */
export const CHECKED = ['waiting', 'clean', 'unchecked', 'harmful'] as const;
export type Checked = (typeof CHECKED)[number];

/** What the worker may find. */
export const VERDICTS = ['clean', 'unchecked', 'harmful'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Most photographs that a telephone hands in at once: both sides of two cards. */
export const PHOTOS_MAX = 4;
/** Most files that a unit keeps of one person. */
export const FILES_MAX = 60;

/** The SHA-256 of what was sent, in hexadecimal; the bytes come with the request. */
const digestField = z.string().regex(/^[0-9a-f]{64}$/);

export const addFileInput = z.strictObject({
  personId: idField(),
  /** The kind of paper that it is. */
  documentId: slugField(),
  digest: digestField,
  /** What it was called where it came from, made harmless. */
  name: textField({ max: 80 }).optional(),
});
export const nameFileInput = z.strictObject({ fileId: idField(), documentId: slugField() });
export const discardFileInput = z.strictObject({ fileId: idField() });
export const judgeFileInput = z.strictObject({ fileId: idField(), verdict: z.enum(VERDICTS) });

export const openPhotoLinkInput = z.strictObject({ stopId: idField() });
export const endPhotoLinkInput = z.strictObject({ linkId: idField() });
export const handInPhotosInput = z.strictObject({
  digests: z.array(digestField).min(1).max(PHOTOS_MAX),
});
