// Fields of an input: one schema for each kind of value, with a code for what is wrong.
import { z } from 'zod';
import { cleanText } from './fold.ts';
import { languageOf } from './languages.ts';

/** Free text: normalised, trimmed, without control or direction characters; counted in graphemes. */
export function textField(options: { max: number; multiline?: boolean }) {
  return z.string().transform((typed, context) => {
    const cleaned = cleanText(typed, options);
    if (cleaned.ok && cleaned.value !== '') return cleaned.value;
    context.addIssue({ code: 'custom', params: { code: cleaned.ok ? 'required' : cleaned.code } });
    return z.NEVER;
  });
}

/** A UUID made by us or by a client. */
export function idField() {
  return z
    .string()
    .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
}

/** A readable id of the directory, such as `cnaim-lisboa.iss`. */
export function slugField() {
  return z.string().regex(/^[a-z0-9][a-z0-9.-]{0,59}$/);
}

/** A BCP 47 tag of a language that the network knows. */
export function languageField() {
  return z
    .string()
    .max(35)
    .refine((tag) => languageOf(tag) !== undefined, {
      params: { code: 'unknown-language' },
    });
}
