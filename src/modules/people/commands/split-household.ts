// household.split: a family parts in one act; those who go stand in a new household.
import { newId } from '#base/ids.ts';
import { command } from '#platform/run-command/command.ts';
import { countsFor, loadHousehold, mayChange } from '../household-command.ts';
import { decideSplit } from '../household-rules.ts';
import { changeHousehold } from '../household-steps.ts';
import { splitHouseholdInput } from '../schema.ts';

export const splitHousehold = command({
  name: 'household.split',
  summary: 'Parts a household: some go to a new one, some stay, some belong to both.',
  input: splitHouseholdInput,
  load: (tx, { householdId, goIds, bothIds }, actor) =>
    loadHousehold(tx, actor, { householdId, personIds: [...goIds, ...bothIds] }),
  may: (actor, { household }) => mayChange(actor, household),
  decide: (facts, { goIds, bothIds }) => {
    const count = (id: string) => countsFor(facts, id);
    const parting = { goIds: goIds.map(count), bothIds: bothIds.map(count) };
    return decideSplit(facts.household, parting, newId());
  },
  apply: changeHousehold,
});
