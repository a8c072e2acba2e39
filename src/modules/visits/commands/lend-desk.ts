// desk.lend: a desk serves another office of its house for the rest of the day.
import { sql } from 'kysely';
import { z } from 'zod';
import { slugField } from '#base/fields.ts';
import { newId } from '#base/ids.ts';
import { isProblem, problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { oversees } from '../../access/decide.ts';
import { holdDesk, LENDING_REFUSALS } from '../lent-desks.ts';
import { findOfficeOf } from '../office-of.ts';
import { moveEvents, refuseMove } from '../rules/lend-rules.ts';

export const lendDesk = command({
  name: 'desk.lend',
  summary: 'Moves a desk to another office of its house for the rest of the day.',
  input: z.strictObject({ deskId: slugField(), officeId: slugField() }),
  async load(tx, { deskId, officeId }, actor) {
    const desk = await holdDesk(tx, deskId, actor);
    if (isProblem(desk)) return desk;
    const office = await findOfficeOf(tx, officeId);
    return { desk, here: office?.centreId === desk.centreId };
  },
  may: (actor, { desk }) => oversees(actor, desk.centreId),
  decide({ desk, here }, { deskId, officeId }) {
    if (!here) return problem('invalid', 'invalid', { fields: { officeId: 'office-not-here' } });
    if (desk.officeId === officeId) return problem('conflict', 'desk-there-already');
    const refused = refuseMove(desk);
    if (refused) return refused;
    // Back at its own office it is lent to nobody.
    const loan = officeId === desk.homeOfficeId ? null : officeId;
    return {
      change: { deskId, loan },
      events: moveEvents(desk, loan ? 'desk.lent' : 'desk.returned', officeId),
      result: { deskId, officeId },
    };
  },
  apply(tx, { deskId, loan }, now) {
    tx.write(sql`select visits.lend_desk(${deskId}, ${newId()}, ${loan}, ${now})`);
  },
  refusals: LENDING_REFUSALS,
});
