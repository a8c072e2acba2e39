// What the commands of the directory may be given: names and texts in the languages of the screens,
// Portuguese always; days; times of the clock.
import { z } from 'zod';
import { languageField, slugField, textField } from '#base/fields.ts';
import { UI_LANGUAGES } from '#base/languages.ts';
import { MODES } from './schema.ts';

/** DIR-26: a name is there in Portuguese, whatever else it is there in. */
export function namesField(max: number) {
  const text = textField({ max });
  const others = Object.fromEntries(
    UI_LANGUAGES.filter((tag) => tag !== 'pt').map((tag) => [tag, text.optional()]),
  ) as Record<Exclude<(typeof UI_LANGUAGES)[number], 'pt'>, z.ZodOptional<typeof text>>;
  return z.strictObject({ pt: text, ...others });
}

export const dayField = z.iso.date();
const timeField = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const from = dayField.optional();
/** The last part of an id: what is new gets it once and keeps it. */
const codeField = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,28}[a-z0-9])$/);
const count = (most: number) => z.int().min(1).max(most);

export const renameInput = z.strictObject({
  centreId: slugField(),
  name: textField({ max: 120 }),
  from,
});
export const moveInput = z.strictObject({
  centreId: slugField(),
  address: textField({ max: 200 }),
  from,
});

export const hoursLine = z.strictObject({
  weekday: z.int().min(1).max(7),
  /** The last one of the month is -1. */
  nth: z
    .int()
    .min(-1)
    .max(5)
    .refine((nth) => nth !== 0)
    .optional(),
  opens: timeField,
  closes: timeField,
  byAppointment: z.boolean().default(false),
});
export const hoursInput = z.strictObject({
  centreId: slugField(),
  lines: z.array(hoursLine).max(40),
  from,
});

export const closureInput = z.strictObject({
  centreId: slugField(),
  on: dayField,
  /** Open at these times instead; closed all day without them. */
  opens: timeField.optional(),
  closes: timeField.optional(),
  reason: namesField(120),
  from: z.undefined().optional(),
});
export const closureGoneInput = z.strictObject({
  centreId: slugField(),
  on: dayField,
  from: z.undefined().optional(),
});

export const OFFICE_KINDS = ['welcome', 'agency', 'support', 'local'] as const;
export const officeInput = z.strictObject({
  centreId: slugField(),
  code: codeField,
  /** Of a new office: whose counter it is; it stays that unit's. */
  unitId: slugField().optional(),
  kind: z.enum(OFFICE_KINDS).optional(),
  name: namesField(120),
  shortName: namesField(40),
  from,
});
export const officeCloseInput = z.strictObject({ officeId: slugField(), from });

export const deskInput = z.strictObject({
  officeId: slugField(),
  label: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9]{1,6}$/)
    .transform((label) => label.toUpperCase()),
  from,
});
export const deskGoneInput = z.strictObject({ deskId: slugField(), from });

export const officeServiceInput = z.strictObject({
  officeId: slugField(),
  serviceId: slugField(),
  rank: count(99).default(1),
  /** No limit when left out. */
  ticketsPerDay: count(2000).optional(),
  languages: z.array(languageField()).max(40).default([]),
  from,
});
export const officeServiceGoneInput = z.strictObject({
  officeId: slugField(),
  serviceId: slugField(),
  from,
});

/** Pictures for what people may come for. Those of the first day stay as they are. */
export const SUBJECT_ICONS = [
  'school',
  'house-heart',
  'baby',
  'heart-handshake',
  'graduation-cap',
  'banknote',
  'bus',
  'plane',
  'shield',
  'bed',
  'hammer',
  'accessibility',
  'store',
  'lightbulb',
  'gavel',
  'globe',
] as const;

export const subjectInput = z.strictObject({
  subjectId: slugField(),
  /** Of a new subject: the picture that it stands under. */
  parentId: slugField().optional(),
  /** A picture of its own: it stands in the first row, under no other. */
  icon: z.enum(SUBJECT_ICONS).optional(),
  sensitive: z.boolean().default(false),
  name: namesField(120),
  from,
});

export const serviceInput = z.strictObject({
  serviceId: slugField(),
  subjectId: slugField(),
  answers: z.array(slugField()).max(40).default([]),
  modes: z.array(z.enum(MODES)).min(1),
  durationMinutes: count(480),
  booking: z.enum(['walk-in', 'appointment', 'both']),
  name: namesField(120),
  description: namesField(600).optional(),
  /** The desk can't go on without these. */
  bring: z.array(slugField()).max(30).default([]),
  /** These help. */
  helps: z.array(slugField()).max(30).default([]),
  /** What it costs her, in words; free when left out. */
  fee: namesField(300).optional(),
  from,
});

export const documentInput = z.strictObject({
  documentId: slugField(),
  name: namesField(160),
  from,
});
export const documentGoneInput = z.strictObject({ documentId: slugField(), from });

export const holidayInput = z.strictObject({
  holidayId: slugField(),
  scope: z.enum(['national', 'region', 'municipality']),
  place: z.string().max(40).optional(),
  monthDay: z
    .string()
    .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
    .optional(),
  easterOffset: z.int().min(-70).max(100).optional(),
  name: namesField(120),
  from,
});
export const holidayGoneInput = z.strictObject({ holidayId: slugField(), from });

export const undoInput = z.strictObject({ changeId: z.uuid() });
