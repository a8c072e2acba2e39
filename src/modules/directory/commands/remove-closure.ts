// closure.remove: a day of a house is like the others after all.
import { problem } from '#base/problem.ts';
import { replaceRows } from '../change.ts';
import { readLines } from '../change-queries.ts';
import { refusePast } from '../change-rules.ts';
import { directoryCommand } from '../directory-command.ts';
import { closureGoneInput } from '../inputs.ts';

export const removeClosure = directoryCommand({
  name: 'closure.remove',
  summary: 'Takes a closure back: the house is open on that day as on others.',
  input: closureGoneInput,
  centreOf: ({ centreId }) => centreId,
  datesItself: true,
  load: (tx, { centreId, on }) =>
    readLines(tx, 'hours_exception', { centre_id: centreId, on_date: on }),
  decide(existing, { on }, _from, today) {
    if (existing.length === 0) return problem('not-found');
    return refusePast(on, today) ?? replaceRows('hours_exception', existing, []);
  },
});
