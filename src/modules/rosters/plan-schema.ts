// What a command that changes the plan of a week may be given.
import { z } from 'zod';
import { idField, slugField } from '#base/fields.ts';

/** Most letters that a file of a roster may have: what fits a form. */
export const TEXT_MAX = 30_000;

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

const asked = {
  accountId: idField(),
  /** None for somebody who moves between desks. */
  deskId: slugField().optional(),
  on: z.iso.date(),
  from: time,
  to: time,
  /** The break. */
  restFrom: time.optional(),
  restTo: time.optional(),
};
export type Asked = Omit<z.output<typeof addShiftInput>, 'officeId'>;
export const addShiftInput = z.strictObject({ officeId: slugField(), ...asked });
/** The office stays as it is. */
export const changeShiftInput = z.strictObject({ shiftId: idField(), ...asked });
export const removeShiftInput = z.strictObject({ shiftId: idField() });
/** The week of this Monday becomes what the week before it is. */
export const copyWeekInput = z.strictObject({ centreId: slugField(), week: z.iso.date() });
export const addAbsenceInput = z.strictObject({
  centreId: slugField(),
  accountId: idField(),
  /** First and last day. */
  from: z.iso.date(),
  to: z.iso.date(),
});
/** The lines of a file, for the plan of one office. */
export const importInput = z.strictObject({
  officeId: slugField(),
  text: z.string().min(1).max(TEXT_MAX),
});
export const undoInput = z.strictObject({ changeId: idField() });

/** Longest absence that is entered at once, in days. */
export const ABSENCE_DAYS = 120;
