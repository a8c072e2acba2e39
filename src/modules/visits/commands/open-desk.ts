// desk.open: an officer sits down at a desk and serves its office.
import { newId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import { build } from '#platform/db/transaction.ts';
import { command } from '#platform/run-command/command.ts';
import { DESK, mayAct } from '../../access/decide.ts';
import { openDeskInput } from '../schema.ts';

export const openDesk = command({
  name: 'desk.open',
  summary: 'Opens a desk for the asking account.',
  input: openDeskInput,
  async load(tx, input) {
    const desk = await tx.first(
      build
        .selectFrom('directory.desk')
        .innerJoin('directory.office', 'directory.office.id', 'directory.desk.office_id')
        .select([
          'directory.desk.id',
          'directory.office.unit_id as unitId',
          'directory.office.id as officeId',
          'directory.office.centre_id as centreId',
        ])
        .where('directory.desk.id', '=', input.deskId),
    );
    return desk ?? problem('not-found');
  },
  may: (actor, desk) =>
    mayAct(actor, { roles: DESK, units: [desk.unitId], centreId: desk.centreId }),
  decide: (desk, input, actor, now) => ({
    change: {
      id: newId(),
      desk_id: desk.id,
      centre_id: desk.centreId,
      office_id: desk.officeId,
      unit_id: desk.unitId,
      account_id: actor.accountId,
      languages: [...(input.languages ?? actor.speaks)],
      opened_at: now,
    },
    events: [
      {
        kind: 'desk.opened',
        centreId: desk.centreId,
        officeId: desk.officeId,
        unitId: desk.unitId,
        data: { deskId: desk.id },
      },
    ],
    result: { deskId: desk.id },
  }),
  apply: (tx, row) => tx.write(build.insertInto('visits.desk_session').values(row)),
  // VIS-8: a desk has one officer and an officer one desk.
  refusals: {
    desk_one_officer: problem('conflict', 'desk-taken'),
    officer_one_desk: problem('conflict', 'desk-open-elsewhere'),
  },
});
