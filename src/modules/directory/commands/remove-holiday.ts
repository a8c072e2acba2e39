// holiday.remove: a day is a holiday no more.
import { problem } from '#base/problem.ts';
import { goneRow } from '../change.ts';
import { findLine } from '../change-queries.ts';
import { directoryCommand } from '../directory-command.ts';
import { holidayGoneInput } from '../inputs.ts';

export const removeHoliday = directoryCommand({
  name: 'holiday.remove',
  summary: 'Ends a holiday.',
  input: holidayGoneInput,
  centreOf: () => null,
  load: async (tx, { holidayId }) =>
    (await findLine(tx, 'holiday', holidayId)) ?? problem('not-found'),
  decide: (existing) => [goneRow('holiday', existing)],
});
