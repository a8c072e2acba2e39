// holiday.set: a day on which houses are closed every year.
import { newRow, rowChange } from '../change.ts';
import { findLine } from '../change-queries.ts';
import { refuseHoliday } from '../change-rules.ts';
import { directoryCommand } from '../directory-command.ts';
import { holidayInput } from '../inputs.ts';

export const setHoliday = directoryCommand({
  name: 'holiday.set',
  summary: 'Adds a holiday, or changes one.',
  input: holidayInput,
  centreOf: () => null,
  load: async (tx, { holidayId }) => ({ existing: await findLine(tx, 'holiday', holidayId) }),
  decide({ existing }, input) {
    const refused = refuseHoliday(input);
    if (refused) return refused;
    const columns = {
      scope: input.scope,
      place: input.place ?? null,
      month_day: input.monthDay ?? null,
      easter_offset: input.easterOffset ?? null,
      name: input.name,
    };
    return [
      existing
        ? rowChange('holiday', existing, columns)
        : newRow('holiday', { id: input.holidayId, ...columns }),
    ];
  },
});
