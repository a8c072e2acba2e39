// household.receive: people who came together are received in one go, each with her own needs, her own
// file and her own ticket.
import { atCivilTime } from '#base/dates.ts';
import { newId } from '#base/ids.ts';
import { isProblem, type Problem, problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { mayAct, WELCOME } from '../../access/decide.ts';
import { findHousehold, listHouseholdIds, lockHousehold } from '../../people/household-queries.ts';
import { mayChange } from '../../people/household-command.ts';
import { chooseHousehold } from '../../people/household-rules.ts';
import { changeHousehold } from '../../people/household-steps.ts';
import { registerPerson } from '../../people/steps.ts';
import { openCaseFile } from '../../casefiles/steps.ts';
import { applyReception } from '../apply-reception.ts';
import { QUEUE_REFUSALS } from '../closed-queues.ts';
import { type HouseFacts, loadHouse, paperCode } from '../load-reception.ts';
import { planTogether, type Together } from '../together-rules.ts';
import { receiveTogetherInput } from '../schema.ts';

interface TogetherFacts extends HouseFacts {
  /** The household that was chosen, whose it is, and who belongs to it already; none: a new one. */
  readonly chosen:
    | { readonly id: string; readonly unitId: string; readonly personIds: ReadonlySet<string> }
    | undefined;
  readonly leaveBy: Temporal.Instant | undefined;
}

export const receiveTogether = command({
  name: 'household.receive',
  summary: 'Receives people who came together: a file and a ticket for each, one household.',
  input: receiveTogetherInput,
  async load(
    tx,
    { centreId, leaveBy: until, householdId: meant, members },
    _actor,
    now,
  ): Promise<TogetherFacts | Problem> {
    const personIds = members.flatMap(({ personId }) => personId ?? []);
    const house = await loadHouse(
      tx,
      {
        centreId,
        personIds: [...new Set(personIds)],
        arriving: members.flatMap(({ personId, subjectIds }) =>
          personId && subjectIds.length > 0 ? [personId] : [],
        ),
        subjectIds: [...new Set(members.flatMap(({ subjectIds }) => subjectIds))],
        grounds: [...new Set(members.flatMap(({ grounds }) => grounds))],
      },
      now,
    );
    if (isProblem(house)) return house;
    const leaveBy =
      until === undefined
        ? undefined
        : atCivilTime(house.day, Temporal.PlainTime.from(until), house.zone);
    const choice = chooseHousehold(meant, await listHouseholdIds(tx, personIds));
    if (isProblem(choice)) return choice;
    const { householdId } = choice;
    if (householdId === undefined) return { ...house, leaveBy, chosen: undefined };
    lockHousehold(tx, householdId);
    const found = await findHousehold(tx, householdId);
    if (!found) return problem('not-found');
    const already = new Set(found.members.map(({ personId }) => personId));
    return {
      ...house,
      leaveBy,
      chosen: { id: householdId, unitId: found.unitId, personIds: already },
    };
  },
  may: (actor, house) =>
    mayAct(actor, { roles: WELCOME, units: [house.hostUnitId], centreId: house.centreId }) &&
    (!house.chosen || mayChange(actor, house.chosen)),
  decide: (house, { members }, _actor, now) =>
    planTogether(house, asTheyCount(members, house), now, {
      household: newId(),
      code: paperCode,
    }),
  apply(tx, change: Together, now) {
    const { household, receptions, others } = change;
    for (const reception of receptions) applyReception(tx, reception, now);
    for (const person of others) {
      registerPerson(tx, person, now);
      openCaseFile(tx, { personId: person.id, unitId: person.unitId }, now);
    }
    changeHousehold(tx, household, now);
  },
  // A person is in one centre at a time (VIS-2).
  refusals: {
    visit_one_open: problem('conflict', 'already-here'),
    ...QUEUE_REFUSALS,
  },
});

/** Each as her file that counts, whichever of hers was named. */
function asTheyCount<Member extends { readonly personId?: string | undefined }>(
  members: readonly Member[],
  { survivors }: HouseFacts,
): Member[] {
  return members.map((member) =>
    member.personId
      ? { ...member, personId: survivors.get(member.personId) ?? member.personId }
      : member,
  );
}
