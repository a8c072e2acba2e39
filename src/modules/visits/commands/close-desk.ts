// desk.close: the officer leaves. Nobody is left sitting there: what is called or served ends first.
import { problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { COORDINATION, DESK, mayAct } from '../../access/decide.ts';
import { isBusy, lockSession } from '../desk-session.ts';
import { closeSession, endBreak } from '../desk-steps.ts';
import { deskInput } from '../schema.ts';

export const closeDesk = command({
  name: 'desk.close',
  summary: 'Closes an open desk at which nobody is called or served.',
  input: deskInput,
  async load(tx, input) {
    const open = await lockSession(tx, input.deskId, 'change');
    if (!open) return problem('not-found');
    return { ...open, busy: await isBusy(tx, input.deskId) };
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
      change: { desk, at: now },
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
  apply(tx, change) {
    endBreak(tx, change.desk, change.at);
    closeSession(tx, change.desk.id, change.at);
  },
});
