// Words of compartments and of the trainings that they ask for, and what their commands may be given.
import { z } from 'zod';
import { idField, slugField, textField } from '#base/fields.ts';

/** Longest text of one leaf, in characters as readers count them. */
export const LEAF_MAX = 8000;

export const openCompartmentInput = z.strictObject({ personId: idField(), kindId: slugField() });

export const writeLeafInput = z.strictObject({
  compartmentId: idField(),
  /** The leaf that is put right; a new one when not given. */
  correctsId: idField().optional(),
  body: textField({ max: LEAF_MAX, multiline: true }),
});
export const takeBackLeafInput = z.strictObject({ compartmentId: idField(), leafId: idField() });

/** A colleague of a compartment: to be named, to go, or to be custodian. */
export const memberInput = z.strictObject({ compartmentId: idField(), accountId: idField() });

export const giveTrainingInput = z.strictObject({
  accountId: idField(),
  topicId: slugField(),
  /** Both days count. */
  from: z.iso.date(),
  until: z.iso.date(),
});
export const endTrainingInput = z.strictObject({ trainingId: idField() });
