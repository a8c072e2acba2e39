// household.add: somebody who is known, or who gets a file by it, belongs to a household from now on.
import { newId } from '#base/ids.ts';
import type { NewEvent } from '#platform/event-log/events.ts';
import { isProblem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { countsFor, loadHousehold, mayChange } from '../../people/household-command.ts';
import { decideAdd, type HouseholdChange } from '../../people/household-rules.ts';
import { changeHousehold } from '../../people/household-steps.ts';
import { type NewPerson, registerPerson } from '../../people/steps.ts';
import { addHouseholdMemberInput } from '../schema.ts';
import { openCaseFile } from '../steps.ts';

interface Added extends HouseholdChange {
  readonly person?: NewPerson;
}

export const addHouseholdMember = command({
  name: 'household.add',
  summary: 'Adds somebody to a household: a person who is known, or a new one.',
  input: addHouseholdMemberInput,
  load: (tx, { householdId, personId }, actor) =>
    loadHousehold(tx, actor, { householdId, personIds: personId ? [personId] : [] }),
  may: (actor, { household }) => mayChange(actor, household),
  decide(facts, { personId: named, role, language = 'und', name, born }) {
    const { household } = facts;
    if (named) return decideAdd(household, { personId: countsFor(facts, named), role });
    const person = { id: newId(), unitId: household.unitId, language, name, born };
    const added = decideAdd(household, { personId: person.id, role });
    if (isProblem(added)) return added;
    const registered: NewEvent = {
      kind: 'person.registered',
      unitId: household.unitId,
      personId: person.id,
      data: { language },
    };
    const change: Added = { ...added.change, person };
    return { ...added, change, events: [registered, ...added.events] };
  },
  apply(tx, change: Added, now) {
    if (change.person) {
      registerPerson(tx, change.person, now);
      openCaseFile(tx, { personId: change.person.id, unitId: change.unitId }, now);
    }
    changeHousehold(tx, change, now);
  },
});
