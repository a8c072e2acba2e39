// desk.set: a desk more at an office; a number that was given back may stand elsewhere in the house.
import { isProblem, problem } from '#base/problem.ts';
import { newRow, rowChange } from '../change.ts';
import { findLine, readLines } from '../change-queries.ts';
import { isOpenLine, refuseLabel } from '../change-rules.ts';
import { directoryCommand } from '../directory-command.ts';
import { centreIdOf } from '../centre-id.ts';
import { deskInput } from '../inputs.ts';

export const setDesk = directoryCommand({
  name: 'desk.set',
  summary: 'Adds a desk with a number to an office.',
  input: deskInput,
  centreOf: ({ officeId }) => centreIdOf(officeId),
  async load(tx, { officeId }) {
    const [office, desks] = await Promise.all([
      findLine(tx, 'office', officeId),
      readLines(tx, 'desk', { centre_id: centreIdOf(officeId) }),
    ]);
    return office ? { office, desks } : problem('not-found');
  },
  decide({ office, desks }, { officeId, label }) {
    if (!isOpenLine(office)) return problem('conflict', 'office-is-closed');
    const centreId = centreIdOf(officeId);
    const id = `${centreId}.d${label.toLowerCase()}`;
    const existing = desks.find((line) => line['id'] === id);
    const refused = refuseLabel(existing);
    if (isProblem(refused)) return refused;
    const columns = {
      office_id: officeId,
      kind: office['kind'] === 'welcome' ? 'reception' : 'desk',
      position: 1 + Math.max(-1, ...desks.map((line) => Number(line['position']))),
      closed_on: null,
    };
    return [
      existing
        ? rowChange('desk', existing, columns)
        : newRow('desk', { id, centre_id: centreId, label, ...columns }),
    ];
  },
});
