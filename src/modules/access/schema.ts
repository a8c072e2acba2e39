// Words of accounts: what a command may be given. Pure.
import { z } from 'zod';
import { idField, slugField, textField } from '#base/fields.ts';
import { UI_LANGUAGES } from '#base/languages.ts';

/** Roles that a person may have, in the order in which lists show them. */
export const PERSON_ROLES = [
  'reception-mediator',
  'mediator',
  'unit-officer',
  'support-technician',
  'local-technician',
  'interpreter',
  'hotline-operator',
  'security-guard',
  'unit-lead',
  'centre-coordinator',
  'network-manager',
  'researcher',
  'data-protection-officer',
  'custodian',
  'administrator',
] as const;
export type PersonRole = (typeof PERSON_ROLES)[number];

export const LINKS = ['none', 'indirect', 'direct'] as const;

/** Days for which an invitation and a proposal count. */
export const INVITATION_DAYS = 7;
export const PROPOSAL_DAYS = 7;

/** Where the days of a membership that has no centre begin and end. */
export const NETWORK_ZONE = 'Europe/Lisbon';

const date = z.iso.date();
const seat = {
  unitId: slugField(),
  /** Every centre of the unit when left out. */
  centreId: slugField().optional(),
  role: z.enum(PERSON_ROLES),
};
/** SHA-256, in hexadecimal, of an invitation's token or code: they themselves are in no log. */
const tokenHash = z.string().regex(/^[0-9a-f]{64}$/);

export const inviteInput = z.strictObject({
  name: textField({ max: 120 }),
  /** Her e-mail address, with which she signs in. */
  login: z
    .string()
    .trim()
    .toLowerCase()
    .max(120)
    .refine((text) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text), {
      params: { code: 'not-an-email' },
    }),
  language: z.enum(UI_LANGUAGES).default('pt'),
  ...seat,
  /** Last day, `YYYY-MM-DD`; open when left out. */
  until: date.optional(),
  tokenHash,
});
export const renewInput = z.strictObject({ accountId: idField(), tokenHash });
export const codeInput = z.strictObject({ accountId: idField(), codeHash: tokenHash });
export const grantInput = z.strictObject({
  accountId: idField(),
  ...seat,
  /** First day; from this moment when left out. */
  from: date.optional(),
  until: date.optional(),
});
export const endInput = z.strictObject({
  membershipId: idField(),
  /** Last day; at once when left out. */
  on: date.optional(),
});
export const moveInput = z.strictObject({
  membershipId: idField(),
  ...seat,
  from: date.optional(),
});
export const accountInput = z.strictObject({ accountId: idField() });
export const proposalInput = z.strictObject({ proposalId: idField() });
export const confirmInput = z.strictObject({
  proposalId: idField(),
  /** Of the code for whom it gives a first role; without one she waits for `invitation.renew-code`. */
  codeHash: tokenHash.optional(),
});
export const linkInput = z.strictObject({ unitId: slugField(), link: z.enum(LINKS) });
export const reconcileInput = z.strictObject({
  unitId: slugField(),
  /** `YYYY-MM`. */
  month: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/),
  /** The memberships that were on the list that she read. */
  membershipIds: z.array(idField()).max(1000),
});
