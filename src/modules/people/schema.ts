// Words of a person: what may be known of her, and how she may be reached.
import { z } from 'zod';
import { plainDigits } from '#base/digits.ts';
import { idField, languageField, textField } from '#base/fields.ts';
import { readBorn } from './born.ts';
import { readAvoided, readHours } from './contact-reading.ts';
import { readFormerNames, readNicknames } from './name-kinds.ts';

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

/** What may be said when somebody leaves a household. There is no word for what somebody fled from. */
export const LEAVE_REASONS = ['not-said', 'moved', 'died', 'mistake'] as const;
export type LeaveReason = (typeof LEAVE_REASONS)[number];

/** Fields that may be said, and put right later, in the order in which they are asked. */
export const PERSON_FIELDS = [
  'name',
  'fullName',
  'originalName',
  'nicknames',
  'formerNames',
  'surnames',
  'patronymic',
  'said',
  'born',
  'nationality',
  'language',
  'phone',
  'email',
  'rule',
  'hours',
  'days',
  'cover',
  'avoid',
  'post',
] as const;
export type PersonField = (typeof PERSON_FIELDS)[number];

/** What is known, by field; what nobody said is null. */
export type PersonFacts = Readonly<Record<PersonField, string | null>>;

const nameField = () => textField({ max: 120 });

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
      plainDigits(typed)
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

/** Several names in one field, as `read` has them. */
const namesField = (read: (typed: string) => string | undefined) =>
  readBy(254, read, 'names-not-read');

/** Names that are told when somebody asks for more than she is called by. */
const furtherFields = {
  nicknames: namesField(readNicknames),
  formerNames: namesField(readFormerNames),
  /** The words of her name that are surnames, with their particles, where that is known. */
  surnames: nameField(),
  patronymic: nameField(),
  /** How her name is said, in any letters. */
  said: nameField(),
};

/** How she may be reached, beside the rule; `contact-rules.ts` says what each of them means. */
const contactFields = {
  hours: readBy(40, readHours, 'hours-not-read'),
  days: z.string().regex(/^[1-7]( [1-7]){0,6}$/),
  cover: textField({ max: 120 }),
  avoid: readBy(254, readAvoided, 'addresses-not-read'),
  post: z.literal('no'),
};

/** A field as `read` has it, or the code of what is wrong with it. */
function readBy(max: number, read: (typed: string) => string | undefined, code: string) {
  return textField({ max, multiline: true }).transform((typed, context) => {
    const found = read(typed);
    if (found !== undefined) return found;
    context.addIssue({ code: 'custom', params: { code } });
    return z.NEVER;
  });
}

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
        changeOf('nicknames', furtherFields.nicknames),
        changeOf('formerNames', furtherFields.formerNames),
        changeOf('surnames', furtherFields.surnames),
        changeOf('patronymic', furtherFields.patronymic),
        changeOf('said', furtherFields.said),
        changeOf('born', personFields.born),
        changeOf('nationality', personFields.nationality),
        changeOf('language', languageField()),
        changeOf('phone', personFields.phone),
        changeOf('email', personFields.email),
        changeOf('rule', personFields.rule),
        changeOf('hours', contactFields.hours),
        changeOf('days', contactFields.days),
        changeOf('cover', contactFields.cover),
        changeOf('avoid', contactFields.avoid),
        changeOf('post', contactFields.post),
      ]),
    )
    .min(1)
    .max(PERSON_FIELDS.length),
});

const memberFields = { personId: idField(), role: z.enum(HOUSEHOLD_ROLES) };
/** People who are known, and belong together from now on. */
export const startHouseholdInput = z.strictObject({
  members: z.array(z.strictObject(memberFields)).min(2).max(12),
});
export const leaveHouseholdInput = z.strictObject({
  householdId: idField(),
  personId: idField(),
  because: z.enum(LEAVE_REASONS).default('not-said'),
});
/** A leaving by the id that its answer told. */
export const takeBackLeavingInput = z.strictObject({ leavingId: idField() });
export const changeRoleInput = z.strictObject({ householdId: idField(), ...memberFields });
export const splitHouseholdInput = z.strictObject({
  householdId: idField(),
  /** Who goes to a new household. */
  goIds: z.array(idField()).min(1).max(24),
  /** Who belongs to both from now on. */
  bothIds: z.array(idField()).max(24).default([]),
});
