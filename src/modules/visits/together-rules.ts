// What a reception of several people comes to, as a pure function: one reception for each who needs
// something, and a household that says who came with whom and nothing else.
import { newId } from '#base/ids.ts';
import { type Problem, problem } from '#base/problem.ts';
import type { NewEvent } from '#platform/event-log/events.ts';
import type { Decision } from '#platform/run-command/command.ts';
import { HOUSEHOLD_MAX, type HouseholdChange, type Member } from '../people/household-rules.ts';
import type { HouseholdRole } from '../people/schema.ts';
import type { NewPerson } from '../people/steps.ts';
import type { Precedence } from '../planning/rules/precedence.ts';
import { type PriorityGround, priorityOf } from './precedence-rules.ts';
import { type Answer, planReception, type Reception, type Said } from './reception-rules.ts';

/** What was said of one of them. */
export interface MemberSaid extends Said {
  readonly role: HouseholdRole;
  readonly personId?: string | undefined;
  readonly grounds: readonly string[];
}

interface HouseOfDay {
  readonly centreId: string;
  readonly hostUnitId: string;
  readonly day: Temporal.PlainDate;
  /** The first of their numbers. */
  readonly number: number;
  readonly answers: readonly Answer[];
  readonly precedence: readonly Precedence[];
  readonly grounds: readonly PriorityGround[];
  /** The household that was chosen, and who belongs to it already; a new one when left out. */
  readonly chosen?:
    | { readonly id: string; readonly unitId: string; readonly personIds: ReadonlySet<string> }
    | undefined;
  /** When they must leave, all of them. */
  readonly leaveBy?: Temporal.Instant | undefined;
}

export interface Together {
  readonly hostUnitId: string;
  readonly receptions: readonly Reception[];
  /** Who came along, is new, and needs nothing today. */
  readonly others: readonly NewPerson[];
  readonly household: HouseholdChange;
}

/**
 * VIS-48: people who come together are received in one go or not at all: each with her own file, her
 * own needs and her own ticket, the numbers following each other; who needs nothing gets a file and no
 * ticket. The last tickets of a day are counted among them, too. The household says who came with
 * whom; nothing that one says stands in the file of another.
 */
export function planTogether(
  house: HouseOfDay,
  members: readonly MemberSaid[],
  now: Temporal.Instant,
  made: { readonly household: string; readonly code: () => string },
): Decision<Together> | Problem {
  if (house.leaveBy && Temporal.Instant.compare(house.leaveBy, now) <= 0)
    return problem('invalid', 'until-today', { fields: { leaveBy: 'until-today' } });
  if (members.every(({ subjectIds }) => subjectIds.length === 0))
    return problem('invalid', 'nobody-needs', { fields: { members: 'nobody-needs' } });
  const receptions: Reception[] = [];
  const others: NewPerson[] = [];
  const joined: Member[] = [];
  const events: NewEvent[] = [];
  let answers = house.answers;
  for (const [at, member] of members.entries()) {
    const { role, personId } = member;
    if (member.subjectIds.length === 0) {
      const person = personId ? undefined : personOf(member, house.hostUnitId);
      if (person) {
        others.push(person);
        events.push(registered(person, house));
      }
      joined.push({ personId: personId ?? person?.id ?? '', role });
      continue;
    }
    const planned = planReception(
      {
        ...house,
        answers,
        personId,
        code: made.code(),
        number: house.number + receptions.length,
        priority: priorityOf(member, house.grounds, house.day),
      },
      member,
      now,
    );
    if ('problem' in planned) return ofMember(planned, at);
    receptions.push(planned.change);
    events.push(...planned.events);
    joined.push({ personId: planned.change.visit.personId, role });
    answers = withoutTaken(answers, planned.change);
  }
  if (new Set(joined.map((one) => one.personId)).size < joined.length)
    return problem('invalid', 'invalid', { fields: { members: 'invalid' } });
  const { hostUnitId, chosen } = house;
  const begun = {
    householdId: chosen?.id ?? made.household,
    isNew: chosen === undefined,
    members: joined.filter(({ personId }) => !chosen?.personIds.has(personId)),
  };
  // PEO-40
  if ((chosen?.personIds.size ?? 0) + begun.members.length > HOUSEHOLD_MAX)
    return problem('conflict', 'household-full');
  // A household stays with the unit that wrote it down, whichever house they come to.
  const unitId = chosen?.unitId ?? hostUnitId;
  return {
    change: { hostUnitId, receptions, others, household: { unitId, begun } },
    events,
    result: {
      visitId: receptions[0]?.visit.id ?? '',
      visitIds: receptions.map(({ visit }) => visit.id).join(' '),
      count: receptions.length,
    },
  };
}

/** The tickets that are left after one of them has hers. */
function withoutTaken(answers: readonly Answer[], { stops }: Reception): readonly Answer[] {
  return answers.map((answer) => {
    const taken = stops.filter(
      (stop) => stop.officeId === answer.officeId && stop.serviceId === answer.serviceId,
    ).length;
    return answer.left === undefined ? answer : { ...answer, left: answer.left - taken };
  });
}

/** The same problem, of the member whose it is. */
function ofMember(found: Problem, at: number): Problem {
  const fields = Object.fromEntries(
    Object.entries(found.fields ?? {}).map(([field, code]) => [`members.${at}.${field}`, code]),
  );
  return { ...found, fields };
}

function personOf(member: MemberSaid, unitId: string): NewPerson {
  const { name, language, fullName, originalName, born, nationality, phone, email, rule } = member;
  const spoken = { name, fullName, originalName, born, nationality, phone, email, rule };
  return { id: newId(), unitId, language, ...spoken };
}

function registered(person: NewPerson, { centreId, hostUnitId }: HouseOfDay): NewEvent {
  const data = { language: person.language };
  return { kind: 'person.registered', centreId, unitId: hostUnitId, personId: person.id, data };
}
