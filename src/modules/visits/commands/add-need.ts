// need.add: a need that came to light at a desk. It joins the file and the route of the day with the
// same ticket: nobody goes back to the door for it.
import { newId } from '#base/ids.ts';
import { isProblem, type Problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { findNeeds, type FoundNeed } from '../../casefiles/steps.ts';
import { listAnswers } from '../answers.ts';
import { insertStops } from '../apply-change.ts';
import { QUEUE_REFUSALS } from '../closed-queues.ts';
import { mayServe } from '../at-desk.ts';
import type { Stop, VisitFacts } from '../facts.ts';
import { lockVisitOfStop } from '../load-facts.ts';
import type { Answer } from '../reception-rules.ts';
import { stopEvent } from '../rules.ts';
import { refuseNeed } from '../rules/need-rules.ts';
import { addNeedInput } from '../schema.ts';

interface NeedFacts extends VisitFacts {
  /** Who in the house answers the subject best. */
  readonly answer: Answer | undefined;
}

export const addNeed = command({
  name: 'need.add',
  summary: 'Adds a need that was found while serving, and its office to the route of today.',
  input: addNeedInput,
  async load(tx, input, actor): Promise<NeedFacts | Problem> {
    const facts = await lockVisitOfStop(tx, input.stopId, actor);
    if (isProblem(facts)) return facts;
    const [answer] = await listAnswers(tx, facts.stop.centreId, [input.subjectId]);
    return { ...facts, answer };
  },
  may: (actor, facts: NeedFacts) => mayServe(actor, facts),
  decide(facts, { subjectId }, _actor, now) {
    const { stop, stops, answer } = facts;
    const refused = refuseNeed(facts, subjectId, answer);
    if (isProblem(refused)) return refused;
    const { officeId, unitId, serviceId } = refused;
    const need: FoundNeed = {
      id: newId(),
      personId: stop.personId,
      unitId: stop.unitId,
      visitId: stop.visitId,
      subjectId,
    };
    const added: Stop = {
      ...stop,
      id: newId(),
      officeId,
      unitId,
      serviceId,
      subjectId,
      needId: need.id,
      rank: Math.max(...stops.map(({ rank }) => rank)) + 1,
      afterNeeds: [],
      state: 'waiting',
      misses: 0,
      queuedAt: now,
      servedAt: null,
      deskId: null,
      accountId: null,
    };
    return {
      change: { need, stop: added },
      events: [
        stopEvent('need.found', stop, { needId: need.id, subjectId }),
        stopEvent('stop.queued', added),
      ],
      result: { needId: need.id, stopId: added.id, officeId },
    };
  },
  apply(tx, { need, stop }, now) {
    findNeeds(tx, [need], now);
    insertStops(tx, [stop]);
  },
  refusals: QUEUE_REFUSALS,
});
