// visit.continue: she is back with what was left. One act instead of the whole conversation: her needs
// are known, a ticket and a route follow from them.
import { isProblem, type Problem, problem } from '#base/problem.ts';
import { build } from '#platform/db/transaction.ts';
import { command } from '#platform/run-command/command.ts';
import { mayAct, reachesPeople, WELCOME } from '../../access/decide.ts';
import { listNeeds } from '../../casefiles/queries.ts';
import { survivorOf } from '../../people/one-person.ts';
import { applyReception } from '../apply-reception.ts';
import { QUEUE_REFUSALS } from '../closed-queues.ts';
import { type CarriedNeed, listGoingOn, planContinuation } from '../continue-rules.ts';
import { loadHouse, paperCode } from '../load-reception.ts';
import type { ReceptionFacts } from '../reception-rules.ts';
import { continueInput } from '../schema.ts';

interface Facts extends ReceptionFacts {
  readonly personId: string;
  readonly language: string;
  readonly needs: readonly CarriedNeed[];
}

export const continueVisit = command({
  name: 'visit.continue',
  summary:
    'Opens a visit with the needs that are left of earlier ones: a ticket, and nothing asked anew.',
  input: continueInput,
  async load(tx, { personId: named, centreId }, actor, now): Promise<Facts | Problem> {
    if (!reachesPeople(actor)) return problem('not-found');
    const personId = await survivorOf(tx, named);
    const [person, needs] = await Promise.all([
      tx.first(
        build.selectFrom('people.person').select(['id', 'language']).where('id', '=', personId),
      ),
      listNeeds(tx, personId),
    ]);
    if (!person) return problem('not-found');
    const subjectIds = [...new Set(listGoingOn(needs).map(({ subjectId }) => subjectId))];
    const house = await loadHouse(
      tx,
      { centreId, subjectIds, grounds: [], personIds: [personId] },
      now,
    );
    if (isProblem(house)) return house;
    const { language } = person;
    return { ...house, personId, language, needs, code: paperCode(), priority: 0 };
  },
  may: (actor, { hostUnitId, centreId }) =>
    mayAct(actor, { roles: WELCOME, units: [hostUnitId], centreId }),
  decide: (facts, _input, _actor, now) => planContinuation(facts, facts.language, now),
  apply: applyReception,
  // A person is in one centre at a time, as at the door.
  refusals: {
    visit_one_open: problem('conflict', 'already-here'),
    ...QUEUE_REFUSALS,
  },
});
