// desk.return: a desk that was lent for the day serves its own office again.
import { sql } from 'kysely';
import { z } from 'zod';
import { slugField } from '#base/fields.ts';
import { newId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { oversees } from '../../access/decide.ts';
import { holdDesk, LENDING_REFUSALS } from '../lent-desks.ts';
import { moveEvents, refuseMove } from '../rules/lend-rules.ts';

export const returnDesk = command({
  name: 'desk.return',
  summary: 'Takes back that a desk serves another office today.',
  input: z.strictObject({ deskId: slugField() }),
  load: (tx, { deskId }, actor) => holdDesk(tx, deskId, actor),
  may: (actor, { centreId }) => oversees(actor, centreId),
  decide(desk, { deskId }) {
    const { officeId, homeOfficeId } = desk;
    if (officeId === homeOfficeId) return problem('conflict', 'desk-there-already');
    return (
      refuseMove(desk) ?? {
        change: { deskId },
        events: moveEvents(desk, 'desk.returned', homeOfficeId),
        result: { deskId, officeId: homeOfficeId },
      }
    );
  },
  apply(tx, { deskId }, now) {
    tx.write(sql`select visits.lend_desk(${deskId}, ${newId()}, null, ${now})`);
  },
  refusals: LENDING_REFUSALS,
});
