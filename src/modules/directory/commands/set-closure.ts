// closure.set: one day of a house that is unlike the others, closed or open at other times.
import { problem } from '#base/problem.ts';
import { type Line, replaceRows } from '../change.ts';
import { readLines } from '../change-queries.ts';
import { refusePast } from '../change-rules.ts';
import { directoryCommand } from '../directory-command.ts';
import { closureInput } from '../inputs.ts';

export const setClosure = directoryCommand({
  name: 'closure.set',
  summary: 'Closes a house on a day, or opens it at other times on it.',
  input: closureInput,
  centreOf: ({ centreId }) => centreId,
  datesItself: true,
  load: (tx, { centreId, on }) =>
    readLines(tx, 'hours_exception', { centre_id: centreId, on_date: on }),
  decide(existing, { centreId, on, opens, closes, reason }, _from, today) {
    const past = refusePast(on, today);
    if (past) return past;
    if ((opens === undefined) !== (closes === undefined))
      return problem('invalid', 'invalid', {
        fields: opens === undefined ? { opens: 'required' } : { closes: 'required' },
      });
    if (opens !== undefined && closes !== undefined && opens >= closes)
      return problem('invalid', 'hours-end-first', { fields: { closes: 'hours-end-first' } });
    const line: Line = {
      centre_id: centreId,
      on_date: on,
      during: opens === undefined ? null : `[${opens}:00,${closes}:00)`,
      reason,
    };
    return replaceRows('hours_exception', existing, [line]);
  },
});
