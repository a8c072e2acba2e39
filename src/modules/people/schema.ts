// Words of a person: what may be known of her, and how she may be reached.
import { z } from 'zod';
import { idField, languageField, textField } from '#base/fields.ts';
import { parsePartialDate, writePartialDate } from '#base/partial-dates.ts';

/**
 * What somebody may say of how to reach her. `open` as usual · `discreet` without saying who calls or
 * why · `messages-only` never call · `never` only if she asks for it.
 */
export const CONTACT_RULES = ['open', 'discreet', 'messages-only', 'never'] as const;
export type ContactRule = (typeof CONTACT_RULES)[number];

/** What a member of a household is to those she came with. */
export const HOUSEHOLD_ROLES = [
  'adult',
  'partner',
  'child',
  'parent',
  'sibling',
  'relative',
  'companion',
] as const;
export type HouseholdRole = (typeof HOUSEHOLD_ROLES)[number];

/** Fields that may be said, and put right later, in the order in which they are asked. */
export const PERSON_FIELDS = [
  'name',
  'fullName',
  'originalName',
  'born',
  'nationality',
  'language',
  'phone',
  'email',
  'rule',
] as const;
export type PersonField = (typeof PERSON_FIELDS)[number];

/** What is known, by field; what nobody said is null. */
export type PersonFacts = Readonly<Record<PersonField, string | null>>;

const nameField = () => textField({ max: 120 });

/**
 * PEO-4: a birth date is kept as far as it is known: a day, a month, a year, or about a year. Typed as
 * people write it, 12/5/1987 or 5.1987 or 1987, or as it is kept. Nothing is made up.
 */
export function readBorn(typed: string): string | undefined {
  const text = typed.trim();
  const parts = /^(?:(?:(\d{1,2})[./ -])?(\d{1,2})[./ -])?(\d{4})(~)?$/.exec(text);
  const iso = parts
    ? [parts[3], parts[2]?.padStart(2, '0'), parts[1]?.padStart(2, '0')]
        .filter((part) => part !== undefined)
        .join('-') + (parts[4] ?? '')
    : text;
  const date = parsePartialDate(iso);
  if (!date || date.precision === 'unknown') return undefined;
  const year = Number(iso.slice(0, 4));
  return year >= 1880 && year <= 2200 ? writePartialDate(date) : undefined;
}

const bornField = () =>
  z
    .string()
    .max(20)
    .transform((typed, context) => {
      const born = readBorn(typed);
      if (born !== undefined) return born;
      context.addIssue({ code: 'custom', params: { code: 'date-not-read' } });
      return z.NEVER;
    });

/** A country as ISO 3166-1 writes it in two letters, or a code for who has none (XS, stateless). */
const countryField = () => z.string().regex(/^[A-Z]{2}$/);
const phoneField = () =>
  z
    .string()
    .transform((typed) =>
      typed
        .trim()
        .replaceAll(/[().\-\s]+/g, ' ')
        .trim(),
    )
    .pipe(z.string().regex(/^\+?[0-9 ]{5,24}$/));

/** How each field is read; every one of them may be left out. */
export const personFields = {
  name: nameField().optional(),
  /** As her papers have it. */
  fullName: nameField().optional(),
  /** In her own script. */
  originalName: nameField().optional(),
  born: bornField().optional(),
  nationality: countryField().optional(),
  phone: phoneField().optional(),
  email: z.email().max(254).optional(),
  rule: z.enum(CONTACT_RULES).optional(),
};

/** One field put right: what it said before to whoever changes it, and what it says now. */
const changeOf = <Name extends PersonField>(field: Name, read: z.ZodType<string | undefined>) =>
  z.strictObject({
    field: z.literal(field),
    was: z.string().max(254).nullable(),
    now: read.nullable(),
  });

export const correctInput = z.strictObject({
  personId: idField(),
  changes: z
    .array(
      z.discriminatedUnion('field', [
        changeOf('name', personFields.name),
        changeOf('fullName', personFields.fullName),
        changeOf('originalName', personFields.originalName),
        changeOf('born', personFields.born),
        changeOf('nationality', personFields.nationality),
        changeOf('language', languageField()),
        changeOf('phone', personFields.phone),
        changeOf('email', personFields.email),
        changeOf('rule', personFields.rule),
      ]),
    )
    .min(1)
    .max(PERSON_FIELDS.length),
});
