// mediator.ask: a desk asks for a mediator who speaks the person's language, here and now.
import { newId } from '#base/ids.ts';
import { isProblem, problem } from '#base/problem.ts';
import { build } from '#platform/db/transaction.ts';
import { command } from '#platform/run-command/command.ts';
import { mayServe } from '../../visits/at-desk.ts';
import { lockStop } from '../../visits/load-facts.ts';
import { requestEvent } from '../rules.ts';
import { askInput, type MediatorRequest } from '../schema.ts';

export const askMediator = command({
  name: 'mediator.ask',
  summary: 'Asks the mediators of the house to come to a desk, in the language of who sits there.',
  input: askInput,
  async load(tx, { stopId }, actor) {
    const facts = await lockStop(tx, stopId, actor);
    return isProblem(facts) ? facts : { stop: facts.stop };
  },
  may: mayServe,
  decide({ stop }, _input, actor, now) {
    if ((stop.state !== 'called' && stop.state !== 'serving') || !stop.deskId)
      return problem('conflict', 'already-moved-on');
    const request: MediatorRequest = {
      id: newId(),
      stopId: stop.id,
      centreId: stop.centreId,
      officeId: stop.officeId,
      unitId: stop.unitId,
      hostUnitId: stop.hostUnitId,
      deskId: stop.deskId,
      number: stop.number,
      language: stop.language,
      askedBy: actor.accountId,
      askedAt: now,
      mediatorId: null,
      acceptedAt: null,
      joinedAt: null,
      endedAt: null,
    };
    return {
      change: request,
      events: [requestEvent('mediator.asked', request)],
      result: { requestId: request.id },
    };
  },
  apply: (tx, request) =>
    tx.write(
      build.insertInto('interpretation.request').values({
        id: request.id,
        stop_id: request.stopId,
        centre_id: request.centreId,
        office_id: request.officeId,
        unit_id: request.unitId,
        host_unit_id: request.hostUnitId,
        desk_id: request.deskId,
        number: request.number,
        language: request.language,
        asked_by: request.askedBy,
        asked_at: request.askedAt,
      }),
    ),
  // VIS-80: a sitting asks for one mediator at a time, and a mediator goes to one desk at a time.
  refusals: { request_one_sitting: problem('conflict', 'already-asked') },
});
