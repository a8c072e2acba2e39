// household.take-back-leaving: a leaving was recorded by mistake; she belongs to the household as before.
import { isProblem, type Problem, problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { isFenced, reachesPeople } from '../../access/decide.ts';
import { loadHousehold, mayChange } from '../household-command.ts';
import { findLeaving } from '../household-queries.ts';
import { decideTakeBack, type Household, type Leaving } from '../household-rules.ts';
import { changeHousehold } from '../household-steps.ts';
import { takeBackLeavingInput } from '../schema.ts';

interface LeavingFacts {
  readonly household: Household;
  readonly leaving: Leaving;
}

export const takeBackLeaving = command({
  name: 'household.take-back-leaving',
  summary: 'Takes a leaving back that was recorded by mistake, as if it had never been.',
  input: takeBackLeavingInput,
  async load(tx, { leavingId }, actor): Promise<LeavingFacts | Problem> {
    if (!reachesPeople(actor) || isFenced(actor)) return problem('not-found');
    const named = await findLeaving(tx, leavingId);
    if (!named) return problem('not-found');
    const { householdId, personId } = named;
    const facts = await loadHousehold(tx, actor, { householdId, personIds: [personId] });
    if (isProblem(facts)) return facts;
    // Once more, now that nobody else changes the household.
    const leaving = await findLeaving(tx, leavingId);
    return leaving ? { household: facts.household, leaving } : problem('not-found');
  },
  may: (actor, { household }) => mayChange(actor, household),
  decide: ({ household, leaving }, { leavingId }, _actor, now) =>
    decideTakeBack(household, leaving, leavingId, now),
  apply: changeHousehold,
});
