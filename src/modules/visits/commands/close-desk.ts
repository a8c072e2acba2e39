// desk.close: the officer leaves. Nobody is left sitting there: what is called or served ends first.
import { problem } from '#base/problem.ts';
import { build } from '#platform/db/transaction.ts';
import { command } from '#platform/run-command/command.ts';
import { COORDINATION, DESK, mayAct } from '../../access/decide.ts';
import { deskInput } from '../schema.ts';

export const closeDesk = command({
  name: 'desk.close',
  summary: 'Closes an open desk at which nobody is called or served.',
  input: deskInput,
  async load(tx, input) {
    const open = await tx.first(
      build
        .selectFrom('visits.desk_session')
        .select([
          'id',
          'desk_id as deskId',
          'unit_id as unitId',
          'office_id as officeId',
          'centre_id as centreId',
        ])
        .where('desk_id', '=', input.deskId)
        .where('closed_at', 'is', null)
        .forUpdate(),
    );
    if (!open) return problem('not-found');
    const busy = await tx.first(
      build
        .selectFrom('visits.stop')
        .select('id')
        .where('desk_id', '=', input.deskId)
        .where('state', 'in', ['called', 'serving']),
    );
    return { ...open, busy: busy !== undefined };
  },
  may: (actor, desk) =>
    mayAct(actor, {
      roles: [...DESK, ...COORDINATION],
      units: [desk.unitId],
      centreId: desk.centreId,
    }),
  decide(desk, _input, _actor, now) {
    if (desk.busy) return problem('conflict', 'desk-busy');
    return {
      change: { id: desk.id, at: now },
      events: [
        {
          kind: 'desk.closed',
          centreId: desk.centreId,
          officeId: desk.officeId,
          unitId: desk.unitId,
          data: { deskId: desk.deskId },
        },
      ],
      result: { deskId: desk.deskId },
    };
  },
  apply: (tx, change) =>
    tx.write(
      build
        .updateTable('visits.desk_session')
        .set({ closed_at: change.at })
        .where('id', '=', change.id),
    ),
});
