// household.start: people who are known belong together from now on.
import { newId } from '#base/ids.ts';
import { type Problem, problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { isFenced, reachesPeople } from '../../access/decide.ts';
import { countsFor, knownOnes, mayChange } from '../household-command.ts';
import { decideStart } from '../household-rules.ts';
import { changeHousehold } from '../household-steps.ts';
import { findPersonUnit } from '../queries.ts';
import { startHouseholdInput } from '../schema.ts';

interface StartFacts {
  /** Not there yet: at home where the first of them is. */
  readonly household: { readonly id: string; readonly unitId: string };
  readonly survivors: ReadonlyMap<string, string>;
}

export const startHousehold = command({
  name: 'household.start',
  summary: 'Writes down that people who are known belong to one household.',
  input: startHouseholdInput,
  async load(tx, { members }, actor): Promise<StartFacts | Problem> {
    if (!reachesPeople(actor) || isFenced(actor)) return problem('not-found');
    const survivors = await knownOnes(
      tx,
      members.map(({ personId }) => personId),
    );
    const unitId = survivors && (await findPersonUnit(tx, members[0]?.personId ?? ''));
    return unitId ? { household: { id: newId(), unitId }, survivors } : problem('not-found');
  },
  may: (actor, { household }) => mayChange(actor, household),
  decide: (facts, { members }) =>
    decideStart(
      facts.household,
      members.map((one) => ({ ...one, personId: countsFor(facts, one.personId) })),
    ),
  apply: changeHousehold,
});
