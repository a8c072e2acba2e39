// closure.set: one day of a house that is unlike the others, closed or open at other times.
// closure.remove: it is like the others after all.
import { type Problem, problem } from '#base/problem.ts';
import { type Line, replaceRows } from '../change.ts';
import { readLines } from '../change-queries.ts';
import { directoryCommand } from '../directory-command.ts';
import { closureGoneInput, closureInput } from '../inputs.ts';

function refusePast(on: string, today: Temporal.PlainDate): Problem | undefined {
  return on < today.toString()
    ? problem('invalid', 'invalid', { fields: { on: 'date-past' } })
    : undefined;
}

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
