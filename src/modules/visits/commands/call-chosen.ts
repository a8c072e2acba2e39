// stop.call-chosen: somebody is called out of turn, for a reason that is counted.
import { isProblem, type Problem, problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { DESK, mayAct } from '../../access/decide.ts';
import { applyVisitChange } from '../apply-change.ts';
import { lockSession } from '../desk-session.ts';
import type { StopFacts } from '../facts.ts';
import { lockStop } from '../load-facts.ts';
import { callTo, type DeskSession, refuseChosen, refuseOnBreak } from '../rules/desk-rules.ts';
import { callChosenInput } from '../schema.ts';

export const callChosen = command({
  name: 'stop.call-chosen',
  summary: 'Calls a chosen person who waits at the office, for a reason from a list.',
  input: callChosenInput,
  ahead: (tx, input) => lockSession(tx, input.deskId, 'share'),
  async load(
    tx,
    input,
    actor,
    _now,
    desk,
  ): Promise<{ readonly desk: DeskSession; readonly next: StopFacts } | Problem> {
    if (desk?.accountId !== actor.accountId) return problem('not-found', 'desk-closed');
    const next = await lockStop(tx, input.stopId, actor);
    return isProblem(next) ? next : { desk, next };
  },
  // The queue is the office's own: whoever waits elsewhere is not to be called from here.
  may: (actor, { desk }) =>
    mayAct(actor, { roles: DESK, units: [desk.unitId], centreId: desk.centreId }),
  decide: ({ desk, next }, { reason }, actor, now) =>
    refuseOnBreak(desk) ??
    refuseChosen(desk, next) ??
    callTo(desk, next, actor.accountId, now, reason),
  apply: applyVisitChange,
  // As for every call (VIS-7).
  refusals: {
    desk_one_stop: problem('conflict', 'desk-busy'),
    stop_one_desk: problem('conflict', 'already-moved-on'),
  },
});
