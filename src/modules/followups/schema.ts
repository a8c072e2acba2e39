// Words of a follow-up: its kinds and states, and what a command may be given.
import { z } from 'zod';
import { idField, slugField, textField } from '#base/fields.ts';

/**
 * A follow-up in words. It is *open* until it is *done* or *dropped*, each with how it came out.
 * *ours* is what we do for her, *hers* is what she does herself, a *call-back* is a call that we
 * promised her.
 */
export const TASK_KINDS = ['ours', 'hers', 'call-back'] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

export const TASK_STATES = ['open', 'done', 'dropped'] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** How a task that was done came out: of a call-back, whether she was reached. */
export const DONE_OUTCOMES = ['done', 'reached', 'not-reached'] as const;
export const DROP_OUTCOMES = ['no-longer-needed', 'she-declined', 'mistake'] as const;
export type TaskOutcome = (typeof DONE_OUTCOMES)[number] | (typeof DROP_OUTCOMES)[number];

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
/** A day, and within it a stretch on the clock of the centre. */
const due = { dueOn: z.iso.date(), from: time.optional(), to: time.optional() };

export const addTaskInput = z.strictObject({
  personId: idField(),
  kind: z.enum(TASK_KINDS),
  /** What is to be done, in a few words. */
  title: textField({ max: 200 }),
  ...due,
  /** The unit whose task it is; the asking account's own when left out. */
  unitId: slugField().optional(),
  centreId: slugField().optional(),
  /** Whose it is; anyone of the unit when left out. */
  accountId: idField().optional(),
  needId: idField().optional(),
  /** How she can be reached safely: “after six”, “her sister's telephone”. */
  safeContact: textField({ max: 200 }).optional(),
  /** Nobody outside the unit sees it. */
  ownUnitOnly: z.boolean().default(false),
  /** The trip or the act because of which it was made. */
  visitId: idField().optional(),
  actId: idField().optional(),
});
export const completeTaskInput = z.strictObject({
  taskId: idField(),
  outcome: z.enum(DONE_OUTCOMES).default('done'),
});
export const dropTaskInput = z.strictObject({ taskId: idField(), because: z.enum(DROP_OUTCOMES) });
export const postponeTaskInput = z.strictObject({ taskId: idField(), ...due });
export const assignTaskInput = z.strictObject({
  taskId: idField(),
  /** Anyone of the unit when left out. */
  accountId: idField().optional(),
});
