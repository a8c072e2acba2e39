// desk.remove: a desk is taken away from a day on, when nobody sits at it; its number is free again.
import { problem } from '#base/problem.ts';
import { rowChange } from '../../directory/change.ts';
import { findLine, readLines } from '../../directory/change-queries.ts';
import { refuseLastDesk } from '../../directory/change-rules.ts';
import { centreIdOf } from '../../directory/centre-id.ts';
import { directoryCommand } from '../../directory/directory-command.ts';
import { deskGoneInput } from '../../directory/inputs.ts';
import { CLOSING_REFUSALS, refuseOpenDesk } from '../closing-rules.ts';
import { holdOffice } from '../closing-queries.ts';

export const removeDesk = directoryCommand({
  name: 'desk.remove',
  summary: 'Takes a desk away from a day on; nobody may sit at it.',
  input: deskGoneInput,
  centreOf: ({ deskId }) => centreIdOf(deskId),
  async load(tx, { deskId }) {
    const desk = await findLine(tx, 'desk', deskId);
    if (!desk) return problem('not-found');
    const officeId = String(desk['office_id']);
    const held = await holdOffice(tx, officeId);
    const [desks, offered] = await Promise.all([
      readLines(tx, 'desk', { office_id: officeId }),
      readLines(tx, 'office_service', { office_id: officeId }),
    ]);
    const now = desks.find((line) => line['id'] === deskId) ?? desk;
    return { desk: now, desks, offered: offered.length, held };
  },
  decide({ desk, desks, offered, held }, { deskId }, from, today) {
    if (desk['closed_on'] !== null) return problem('conflict', 'desk-is-gone');
    return (
      refuseLastDesk(deskId, desks, offered) ??
      (from.equals(today) ? refuseOpenDesk(deskId, held) : undefined) ?? [
        rowChange('desk', desk, { closed_on: from.toString() }),
      ]
    );
  },
  refusals: CLOSING_REFUSALS,
});
