// Words of counts without persons: a sheet of questions about a case, of which only how many cases gave each
// answer goes on. Data of every network (data/count-sheets.json).
import { z } from 'zod';
import { idField, slugField } from '#base/fields.ts';
import type { Names } from '../directory/schema.ts';
import type { Source } from './protocol-schema.ts';

/** A question of a sheet. Ids of answers are unique in the sheet. */
export interface CountQuestion {
  readonly id: string;
  /** Any of the answers, at least one; else exactly one. */
  readonly many: boolean;
  readonly text: Names;
  readonly groups: readonly { readonly id: string; readonly text: Names }[];
  readonly choices: readonly {
    readonly id: string;
    readonly group?: string | undefined;
    readonly text: Names;
  }[];
}

/** What is counted of the cases of one kind of compartment. */
export interface CountSheet {
  readonly id: string;
  readonly kindId: string;
  /** The first day on which it is counted. */
  readonly from: string;
  readonly name: Names;
  readonly source: Source;
  readonly questions: readonly CountQuestion[];
}

/** Named instead of an answer: every case. */
export const EVERY_CASE = 'all';

export const countCaseInput = z.strictObject({
  compartmentId: idField(),
  sheetId: slugField(),
  /** One for each question, in any order. */
  answers: z
    .array(z.strictObject({ choiceIds: z.array(slugField()).min(1).max(40) }))
    .min(1)
    .max(12),
});

/** How many cases gave an answer in a quarter that is over. */
export interface Tally {
  readonly sheetId: string;
  /** The first day of the quarter. */
  readonly quarter: Temporal.PlainDate;
  readonly choice: string;
  readonly cases: number;
}
