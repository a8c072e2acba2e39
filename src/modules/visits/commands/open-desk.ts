// desk.open: an officer sits down at a desk and serves its office.
import { newId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import { sql } from 'kysely';
import { build } from '#platform/db/transaction.ts';
import { command } from '#platform/run-command/command.ts';
import { DESK, mayAct } from '../../access/decide.ts';
import { mediatesAt, offersAll } from '../desk-session.ts';
import { deskEvent, insertSession } from '../desk-steps.ts';
import { openDeskInput } from '../schema.ts';

export const openDesk = command({
  name: 'desk.open',
  summary: 'Opens a desk for the asking account.',
  input: openDeskInput,
  async load(tx, input) {
    const desk = await tx.first(
      build
        .selectFrom('directory.desk')
        // A desk that is lent today is opened for the office that it serves.
        .innerJoin('directory.office', (join) =>
          join.on('directory.office.id', '=', sql<string>`visits.office_of_desk(${input.deskId})`),
        )
        .select([
          'directory.desk.id',
          'directory.office.unit_id as unitId',
          'directory.office.id as officeId',
          'directory.office.centre_id as centreId',
        ])
        .where('directory.desk.id', '=', input.deskId),
    );
    if (!desk) return problem('not-found');
    const [offered, mediates] = await Promise.all([
      offersAll(tx, desk.officeId, input.serviceIds),
      mediatesAt(tx, desk.centreId, input.mediatorId),
    ]);
    return { ...desk, offered, mediates };
  },
  may: (actor, desk) =>
    mayAct(actor, { roles: DESK, units: [desk.unitId], centreId: desk.centreId }),
  decide(desk, input, actor, now) {
    if (!desk.offered)
      return problem('invalid', 'invalid', { fields: { serviceIds: 'service-not-here' } });
    if (!desk.mediates || input.mediatorId === actor.accountId)
      return problem('invalid', 'invalid', { fields: { mediatorId: 'not-a-mediator' } });
    return {
      change: {
        id: newId(),
        deskId: desk.id,
        centreId: desk.centreId,
        officeId: desk.officeId,
        unitId: desk.unitId,
        accountId: actor.accountId,
        languages: input.languages ?? actor.speaks,
        serviceIds: input.serviceIds ?? null,
        mediatorId: input.mediatorId ?? null,
        at: now,
      },
      events: [deskEvent('desk.opened', { ...desk, deskId: desk.id })],
      result: { deskId: desk.id },
    };
  },
  apply: insertSession,
  // VIS-8: a desk has one officer and an officer one desk.
  refusals: {
    desk_one_officer: problem('conflict', 'desk-taken'),
    session_desk_open: problem('conflict', 'desk-is-gone'),
    // VIS-197: it was lent or returned at the same moment.
    session_desk_here: problem('conflict', 'desk-elsewhere-today'),
    officer_one_desk: problem('conflict', 'desk-open-elsewhere'),
    // VIS-66: a mediator sits beside one officer at a time.
    mediator_one_desk: problem('conflict', 'mediator-elsewhere', {
      fields: { mediatorId: 'mediator-elsewhere' },
    }),
  },
});
