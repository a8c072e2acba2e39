// Words of a visit: its states, and what a command may be given.
import { z } from 'zod';
import { idField, languageField, slugField, textField } from '#base/fields.ts';
import { NEW_HOUSEHOLD } from '../people/household-rules.ts';
import { HOUSEHOLD_ROLES, personFields } from '../people/schema.ts';

/**
 * A stop in words. All stops of a visit are *waiting* in their offices' queues at once; only what
 * something else must be seen to before is *ahead* until that has ended. A desk *calls* it; the
 * person comes and is *served*, or does not come and waits again (once) or is *parked*. Her other
 * places are kept meanwhile, and not called. Serving ends *done*, or is *parked* while she fetches
 * something: she is away from the whole house, and what is parked comes back to the queue when she
 * does. Whoever leaves has what is left *withdrawn*. Who waits is *ahead* again when reception adds
 * something that must be seen to before.
 */
export const STOP_STATES = [
  'ahead',
  'waiting',
  'called',
  'serving',
  'parked',
  'done',
  'withdrawn',
] as const;
export type StopState = (typeof STOP_STATES)[number];

/** From each state, the states that may follow. */
export const STOP_FOLLOWS: Readonly<Record<StopState, readonly StopState[]>> = {
  ahead: ['waiting', 'withdrawn'],
  waiting: ['called', 'ahead', 'withdrawn'],
  called: ['serving', 'waiting', 'parked', 'withdrawn'],
  // Back to waiting only when she keeps away whoever serves her (APA-3).
  serving: ['done', 'parked', 'waiting'],
  parked: ['waiting', 'withdrawn'],
  done: [],
  withdrawn: [],
};

/** Where a person's time goes. Parked time is nobody's. */
export const PERIOD_KINDS = ['waiting', 'called', 'way', 'serving', 'parked'] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];

export const MODES = ['support', 'information', 'referral', 'advice', 'mediation'] as const;
export const OUTCOMES = ['solved', 'in-progress', 'something-missing', 'not-possible'] as const;
export const INTERPRETERS = ['none', 'mediator', 'telephone'] as const;
export type Mode = (typeof MODES)[number];
export type ActOutcome = (typeof OUTCOMES)[number];
export type Interpreter = (typeof INTERPRETERS)[number];

/** Longest note for the next desk, in characters: it is read while she sits down. */
export const HANDOVER_MAX = 1000;
/** Longest note of a unit, in characters. */
export const NOTE_MAX = 4000;

const dateField = z.iso.date();

/** What is said of one act. What is left out is taken from the stop. */
export const actInput = z.strictObject({
  serviceId: slugField().optional(),
  mode: z.enum(MODES),
  outcome: z.enum(OUTCOMES),
  /** The next step, what is missing, or why it is not possible. */
  detail: textField({ max: 500 }).optional(),
  /** Date of the next step, `YYYY-MM-DD`. */
  nextOn: dateField.optional(),
  language: languageField().optional(),
  interpreter: z.enum(INTERPRETERS).default('none'),
  /** Whole minutes; counted by the clock when left out. */
  minutes: z.int().min(0).max(720).optional(),
});
export type ActInput = z.output<typeof actInput>;

/**
 * What may tell at the door that somebody needs protection. Kept apart, for those on protection duty
 * alone; the path changes quietly.
 */
export const PROTECTION_SIGNS = [
  'minor-alone',
  'violence',
  'exploitation',
  'documents-withheld',
  'medical',
  'homeless',
  'speak-alone',
] as const;
export type ProtectionSign = (typeof PROTECTION_SIGNS)[number];

/** When she must leave today, by the clock of the house. */
const leaveByField = () =>
  z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional();

/** What is said of one person at the door. Nothing but a language has to be. */
const atTheDoor = {
  language: languageField(),
  /** Somebody who is known already. */
  personId: idField().optional(),
  ...personFields,
  /** Grounds of the law for which she comes first; only that she does is kept. */
  grounds: z.array(slugField()).max(12).default([]),
  signs: z.array(z.enum(PROTECTION_SIGNS)).max(7).default([]),
  /** Needs that are to be seen to on another day: remembered, without a ticket. */
  later: z.array(slugField()).max(12).default([]),
  /** Papers that her services ask for and that she has with her. */
  papers: z.array(slugField()).max(40).default([]),
  /** Those that were asked for and are not here. */
  papersMissing: z.array(slugField()).max(40).default([]),
};

export const receiveInput = z.strictObject({
  centreId: slugField(),
  ...atTheDoor,
  subjectIds: z.array(slugField()).min(1).max(12),
  /** The need that the mediator puts first, before the others of the route. */
  first: slugField().optional(),
  leaveBy: leaveByField(),
});

/** What was done for somebody in a house with one office, in one go. */
export const recordAtOnceInput = z.strictObject({
  centreId: slugField(),
  /** Somebody who is known already; a new person when left out. */
  personId: idField().optional(),
  name: textField({ max: 120 }).optional(),
  subjectId: slugField(),
  ...actInput.shape,
  mode: actInput.shape.mode.default('information'),
  outcome: actInput.shape.outcome.default('solved'),
  note: textField({ max: NOTE_MAX, multiline: true }).optional(),
});

/** Most people who are received in one go. */
export const TOGETHER_MAX = 12;

export const receiveTogetherInput = z.strictObject({
  centreId: slugField(),
  /** Of them all: who came together leaves together. */
  leaveBy: leaveByField(),
  /** Which household they are: one in which somebody known stands now, or `new`. */
  householdId: idField().or(z.literal(NEW_HOUSEHOLD)).optional(),
  members: z
    .array(
      z.strictObject({
        ...atTheDoor,
        role: z.enum(HOUSEHOLD_ROLES),
        /** None: she came along, and needs nothing herself today. */
        subjectIds: z.array(slugField()).max(12).default([]),
      }),
    )
    .min(2)
    .max(TOGETHER_MAX),
});

export const answerInput = z.strictObject({
  centreId: slugField(),
  subjectId: slugField(),
  language: languageField(),
  /** Whole minutes; a question at the door takes two. */
  minutes: z.int().min(0).max(60).default(2),
});
export const sendOnInput = z.strictObject({
  visitId: idField(),
  toCentreId: slugField(),
  /** What the reception of the other house should know. */
  note: textField({ max: HANDOVER_MAX, multiline: true }).optional(),
});
export const protectionInput = z.strictObject({ protectionId: idField() });

export const openDeskInput = z.strictObject({
  deskId: slugField(),
  /** Languages spoken at this desk today; those of the account when left out. */
  languages: z.array(languageField()).max(20).optional(),
  /** Services of the office that this desk takes today; all of them when left out. */
  serviceIds: z.array(slugField()).min(1).max(60).optional(),
  /** A mediator who sits beside the officer and lends the desk her languages. */
  mediatorId: idField().optional(),
});
export const takeOverInput = openDeskInput.pick({ deskId: true, languages: true }).extend({
  /** Account of whom it is taken from: refused where somebody else sits there by now. */
  from: idField().optional(),
});

/** Why somebody is called out of turn; counted. */
export const CALL_REASONS = [
  'back-with-paper',
  'booked',
  'began-here',
  'interpreter-here',
  'cannot-wait',
] as const;
export type CallReason = (typeof CALL_REASONS)[number];
export const callChosenInput = z.strictObject({
  deskId: slugField(),
  stopId: idField(),
  reason: z.enum(CALL_REASONS),
});
export const deskInput = z.strictObject({ deskId: slugField() });
export const alarmInput = z.strictObject({ alarmId: idField() });
export const stopInput = z.strictObject({ stopId: idField() });
export const startInput = z.strictObject({
  stopId: idField(),
  /** The four digits on her paper; an office with a direct enforcement link must be shown it. */
  code: z
    .string()
    .regex(/^\d{4}$/)
    .optional(),
});
export const actAtStopInput = z.strictObject({ stopId: idField(), ...actInput.shape });
export const finishInput = z.strictObject({
  stopId: idField(),
  ...actInput.shape,
  note: textField({ max: NOTE_MAX, multiline: true }).optional(),
});
export const forwardInput = z.strictObject({
  stopId: idField(),
  toOfficeId: slugField(),
  toServiceId: slugField(),
  ...actInput.shape,
  /** What the next desk should know; read by its unit and by the author's. */
  handover: textField({ max: HANDOVER_MAX, multiline: true }).optional(),
  note: textField({ max: NOTE_MAX, multiline: true }).optional(),
});
/** Onwards from a desk, to another house. */
export const sendStopOnInput = z.strictObject({
  stopId: idField(),
  toCentreId: slugField(),
  ...actInput.shape,
  /** What the reception of the other house should know. */
  handover: textField({ max: HANDOVER_MAX, multiline: true }).optional(),
  note: textField({ max: NOTE_MAX, multiline: true }).optional(),
});
/** Why a desk sends somebody back to reception. */
export const BACK_REASONS = ['wrong-office', 'papers', 'something-more', 'other'] as const;
export type BackReason = (typeof BACK_REASONS)[number];
export const toReceptionInput = z.strictObject({
  stopId: idField(),
  why: z.enum(BACK_REASONS),
  /** What reception should know. */
  handover: textField({ max: HANDOVER_MAX, multiline: true }).optional(),
  note: textField({ max: NOTE_MAX, multiline: true }).optional(),
});
/** Reception adds to the trip that somebody is on. */
export const anotherNeedInput = z.strictObject({ visitId: idField(), subjectId: slugField() });
/** Why a stop is taken out of a trip; the first leaves the need for another day. */
export const WITHDRAW_REASONS = ['another-day', 'not-wanted', 'mistake'] as const;
export type WithdrawReason = (typeof WITHDRAW_REASONS)[number];
export const withdrawStopInput = z.strictObject({
  visitId: idField(),
  stopId: idField(),
  why: z.enum(WITHDRAW_REASONS),
});
export const addNeedInput = z.strictObject({ stopId: idField(), subjectId: slugField() });
export const noteInput = z.strictObject({
  stopId: idField(),
  body: textField({ max: NOTE_MAX, multiline: true }),
});
/** What a kiosk asks: no name, and no reason of the law. */
export const kioskInput = z.strictObject({
  language: languageField(),
  subjectIds: z.array(slugField()).min(1).max(12),
});
/** A ticket asks for itself: its link says which one it is. */
export const ticketInput = z.strictObject({});
export const leaveInput = z.strictObject({ visitId: idField() });

/** Where she wants something sent: a number or an e-mail address, one of the two. */
export interface SaidAddress {
  readonly phone: string | null;
  readonly email: string | null;
}
const addressField = () =>
  z
    .string()
    .max(254)
    .transform((typed, context): SaidAddress => {
      const phone = typed.replaceAll(/[().\-\s]+/g, '');
      if (/^\+?[0-9]{7,20}$/.test(phone)) return { phone, email: null };
      const email = z.email().safeParse(typed.trim());
      if (email.success) return { phone: null, email: email.data };
      context.addIssue({ code: 'custom', params: { code: 'address-not-read' } });
      return z.NEVER;
    });
/** The link to a ticket's page by message. */
export const sendLinkInput = z.strictObject({ visitId: idField(), to: addressField() });

/** A SHA-256, in hexadecimal. */
const hashField = z.string().regex(/^[0-9a-f]{64}$/);

/** The hash of the link on the paper; the link itself is on the paper alone. */
export const handOutInput = z.strictObject({ visitId: idField(), linkHash: hashField });
/** What proves the certificate: a keyed hash of its code and name, made by the web process. */
export const certificateInput = z.strictObject({ visitId: idField(), proof: hashField });

/** Why an act is corrected; read by its own unit. */
const reasonField = textField({ max: 300 });

/** What is left out stays as it is. */
export const correctionInput = z.strictObject({
  attendanceId: idField(),
  reason: reasonField,
  serviceId: slugField().optional(),
  mode: z.enum(MODES).optional(),
  outcome: z.enum(OUTCOMES).optional(),
  detail: textField({ max: 500 }).optional(),
  nextOn: dateField.optional(),
  language: languageField().optional(),
  interpreter: z.enum(INTERPRETERS).optional(),
  minutes: z.int().min(0).max(720).optional(),
});
export type CorrectionInput = z.output<typeof correctionInput>;
export const voidInput = z.strictObject({ attendanceId: idField(), reason: reasonField });

/** Which needs go on is told by the file: all that are left. */
export const continueInput = z.strictObject({ personId: idField(), centreId: slugField() });

/** A colleague whom a person keeps away from her. */
export const keepAwayInput = z.strictObject({ personId: idField(), accountId: idField() });
/** She takes it back. */
export const letBackInput = z.strictObject({ exclusionId: idField() });
