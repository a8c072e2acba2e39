// household.leave: somebody no longer belongs to a household. She is gone from it at once.
import { newId } from '#base/ids.ts';
import { command } from '#platform/run-command/command.ts';
import { countsFor, loadHousehold, mayChange } from '../household-command.ts';
import { decideLeave } from '../household-rules.ts';
import { changeHousehold } from '../household-steps.ts';
import { leaveHouseholdInput } from '../schema.ts';

export const leaveHousehold = command({
  name: 'household.leave',
  summary: 'Ends a membership; whoever leaves is gone from the household’s page at once.',
  input: leaveHouseholdInput,
  load: (tx, { householdId, personId }, actor) =>
    loadHousehold(tx, actor, { householdId, personIds: [personId] }),
  may: (actor, { household }) => mayChange(actor, household),
  decide: (facts, { personId, because }) =>
    decideLeave(facts.household, countsFor(facts, personId), because, newId()),
  apply: changeHousehold,
});
