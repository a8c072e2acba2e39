// stop.withdraw: at reception, one stop is taken out of the trip that somebody is on, with why.
import { command } from '#platform/run-command/command.ts';
import { mayAct, WELCOME } from '../../access/decide.ts';
import { applyVisitChange } from '../apply-change.ts';
import { lockTrip } from '../load-trip.ts';
import { withdrawStop as withdraw } from '../rules/open-visit-rules.ts';
import { withdrawStopInput } from '../schema.ts';

export const withdrawStop = command({
  name: 'stop.withdraw',
  summary: 'Takes a stop out of the trip that somebody is on, at reception, and says why.',
  input: withdrawStopInput,
  load: (tx, { visitId }, actor) => lockTrip(tx, visitId, actor),
  may: (actor, { visit }) =>
    mayAct(actor, { roles: WELCOME, units: [visit.hostUnitId], centreId: visit.centreId }),
  decide: (facts, { stopId, why }, _actor, now) => withdraw(facts, stopId, why, now),
  apply: applyVisitChange,
});
