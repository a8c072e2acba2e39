// directory.undo: what was before a change is put back, unless it was changed since or something
// hangs on what it made. One that waits for its day is dropped. An undo is a change, too.
import { isProblem, problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { decideUndo, type MadeChange, mayChange } from '../change.ts';
import { getChange } from '../change-queries.ts';
import {
  CHANGE_REFUSALS,
  makeChange,
  planned,
  type PlannedChange,
  takeTurn,
} from '../directory-command.ts';
import { undoInput } from '../inputs.ts';
import type { z } from 'zod';

interface Facts {
  readonly made: MadeChange;
  readonly today: Temporal.PlainDate;
}

export const undoChange = command<z.output<typeof undoInput>, Facts, PlannedChange>({
  name: 'directory.undo',
  summary: 'Puts back what was before a change of the directory.',
  input: undoInput,
  async load(tx, { changeId }, actor, now) {
    const named = await getChange(tx, changeId);
    if (isProblem(named) || !mayChange(actor, named.centreId)) return problem('not-found');
    const today = await takeTurn(tx, named.centreId, now);
    if (isProblem(today)) return today;
    const made = await getChange(tx, changeId); // as it stands now that it is our turn
    return isProblem(made) ? made : { made, today };
  },
  may: (actor, { made }) => mayChange(actor, made.centreId),
  decide({ made, today }) {
    const rows = decideUndo(made);
    if (isProblem(rows)) return rows;
    const { centreId, id } = made;
    return planned({
      centreId,
      command: 'directory.undo',
      rows,
      dueOn: today,
      isDue: true,
      undoes: id,
    });
  },
  apply: makeChange,
  refusals: CHANGE_REFUSALS,
});
