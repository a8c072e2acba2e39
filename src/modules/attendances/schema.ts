// Words of acts and their months.
import { z } from 'zod';
import { slugField } from '#base/fields.ts';

export const signMonthInput = z.strictObject({
  centreId: slugField(),
  /** Such as `2026-03`. */
  month: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/),
});
