// hours.set: the week of a house from a day on; the hours before it end on that day.
import { decideWeek } from '../change-rules.ts';
import { readLines } from '../change-queries.ts';
import { directoryCommand } from '../directory-command.ts';
import { hoursInput } from '../inputs.ts';

export const setHours = directoryCommand({
  name: 'hours.set',
  summary: 'Sets the weekly hours of a house from a day on.',
  input: hoursInput,
  centreOf: ({ centreId }) => centreId,
  datesItself: true,
  load: (tx, { centreId }) => readLines(tx, 'opening_hours', { centre_id: centreId }),
  decide: (existing, { centreId, lines }, from) => decideWeek(centreId, existing, lines, from),
});
