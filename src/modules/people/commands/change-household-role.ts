// household.change-role: what somebody is to the others of her household changes.
import { command } from '#platform/run-command/command.ts';
import { countsFor, loadHousehold, mayChange } from '../household-command.ts';
import { decideRole } from '../household-rules.ts';
import { changeHousehold } from '../household-steps.ts';
import { changeRoleInput } from '../schema.ts';

export const changeHouseholdRole = command({
  name: 'household.change-role',
  summary: 'Changes what somebody is to the others of a household.',
  input: changeRoleInput,
  load: (tx, { householdId, personId }, actor) =>
    loadHousehold(tx, actor, { householdId, personIds: [personId] }),
  may: (actor, { household }) => mayChange(actor, household),
  decide: (facts, { personId, role }) =>
    decideRole(facts.household, { personId: countsFor(facts, personId), role }),
  apply: changeHousehold,
});
