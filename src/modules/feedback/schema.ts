// Words of what people say afterwards.
import { z } from 'zod';
import { idField } from '#base/fields.ts';

/** Was everything solved? */
export const SOLVED_ANSWERS = ['yes', 'partly', 'no'] as const;
export type SolvedAnswer = (typeof SOLVED_ANSWERS)[number];

export const answerInput = z.strictObject({ visitId: idField(), answer: z.enum(SOLVED_ANSWERS) });
