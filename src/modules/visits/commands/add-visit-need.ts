// visit.add-need: she is back at reception with her ticket, or remembers a second need. The route is
// planned again; the ticket stays the same, and nobody begins anew.
import { command } from '#platform/run-command/command.ts';
import { mayAct, WELCOME } from '../../access/decide.ts';
import { findNeeds } from '../../casefiles/steps.ts';
import { applyVisitChange, insertStops } from '../apply-change.ts';
import { QUEUE_REFUSALS } from '../closed-queues.ts';
import { lockTripForNeed } from '../load-trip.ts';
import { planAnotherNeed } from '../rules/open-visit-rules.ts';
import { anotherNeedInput } from '../schema.ts';

export const addVisitNeed = command({
  name: 'visit.add-need',
  summary: 'Adds a need to the trip that somebody is on, at reception, and plans her route again.',
  input: anotherNeedInput,
  load: lockTripForNeed,
  may: (actor, { visit }) =>
    mayAct(actor, { roles: WELCOME, units: [visit.hostUnitId], centreId: visit.centreId }),
  decide: (facts, { subjectId }, _actor, now) => planAnotherNeed(facts, subjectId, now),
  apply(tx, { need, stop, visit }, now, actor) {
    findNeeds(tx, [need], now);
    insertStops(tx, [stop]);
    applyVisitChange(tx, visit, now, actor);
  },
  refusals: QUEUE_REFUSALS,
});
