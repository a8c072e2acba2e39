// office.close: an office closes from a day on, when nobody waits for it and nobody sits at its desks.
import { problem } from '#base/problem.ts';
import { rowChange } from '../../directory/change.ts';
import { findLine, readLines } from '../../directory/change-queries.ts';
import { refuseLastHost } from '../../directory/change-rules.ts';
import { centreIdOf } from '../../directory/centre-id.ts';
import { directoryCommand } from '../../directory/directory-command.ts';
import { officeCloseInput } from '../../directory/inputs.ts';
import { CLOSING_REFUSALS, refusePeople } from '../closing-rules.ts';
import { holdOffice } from '../closing-queries.ts';

export const closeOffice = directoryCommand({
  name: 'office.close',
  summary: 'Closes an office from a day on; nobody may be waiting for it.',
  input: officeCloseInput,
  centreOf: ({ officeId }) => centreIdOf(officeId),
  async load(tx, { officeId }) {
    const held = await holdOffice(tx, officeId);
    const [office, offices] = await Promise.all([
      findLine(tx, 'office', officeId),
      readLines(tx, 'office', { centre_id: centreIdOf(officeId) }),
    ]);
    return office ? { held, office, offices } : problem('not-found');
  },
  decide({ held, office, offices }, { officeId }, from, today) {
    if (office['closed_on'] !== null) return problem('conflict', 'office-is-closed');
    return (
      refuseLastHost(officeId, offices) ??
      (from.equals(today) ? refusePeople(held) : undefined) ?? [
        rowChange('office', office, { closed_on: from.toString() }),
      ]
    );
  },
  refusals: CLOSING_REFUSALS,
});
