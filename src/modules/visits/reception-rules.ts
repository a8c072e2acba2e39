// What a reception comes to, as a pure function: a person, her needs, a route and one ticket.
import { newId } from '#base/ids.ts';
import { type Problem, problem } from '#base/problem.ts';
import type { NewEvent } from '#platform/event-log/events.ts';
import type { Decision } from '#platform/run-command/command.ts';
import type { NewPerson } from '../people/steps.ts';
import { type Precedence, whatComesFirst } from '../planning/rules/precedence.ts';
import { putFirst } from '../planning/rules/put-first.ts';
import type { Stop } from './facts.ts';
import type { ProtectionSign } from './schema.ts';

/** A service of the house that answers a subject. */
export interface Answer {
  readonly subjectId: string;
  readonly officeId: string;
  readonly unitId: string;
  readonly serviceId: string;
  /** Nobody is seen without an appointment. */
  readonly byAppointment?: boolean;
  /** Tickets that are left today; undefined: as many as come. */
  readonly left?: number | undefined;
  /** Its queue is closed for now. */
  readonly queueClosed?: boolean;
  /** Its unit has a direct enforcement link. */
  readonly direct?: boolean;
}

export interface ReceptionFacts {
  readonly centreId: string;
  readonly hostUnitId: string;
  readonly day: Temporal.PlainDate;
  readonly number: number;
  /** Four digits that only the paper shows. */
  readonly code: string;
  /** Best first for each subject, in the order in which the subjects were asked. */
  readonly answers: readonly Answer[];
  readonly precedence: readonly Precedence[];
  readonly personId: string | undefined;
  /** Her place by right (VIS-40). */
  readonly priority: number;
  /** When she must leave. */
  readonly leaveBy?: Temporal.Instant | undefined;
}

/** What was said at the door. */
export interface Said extends Omit<NewPerson, 'id' | 'unitId'> {
  readonly subjectIds: readonly string[];
  readonly later?: readonly string[];
  readonly signs?: readonly ProtectionSign[];
  readonly papers?: readonly string[];
  readonly papersMissing?: readonly string[];
  /** The need that the mediator puts first. */
  readonly first?: string | undefined;
}

export interface Reception {
  /** Undefined for somebody who is known. */
  readonly person: NewPerson | undefined;
  readonly visit: {
    readonly id: string;
    readonly personId: string;
    readonly centreId: string;
    readonly hostUnitId: string;
    readonly day: Temporal.PlainDate;
    readonly number: number;
    readonly code: string;
    readonly language: string;
    readonly priority: number;
    readonly leaveBy: Temporal.Instant | undefined;
    /** Over at once: nothing of it can be seen to today. */
    readonly over: boolean;
  };
  readonly needs: readonly {
    readonly id: string;
    readonly personId: string;
    readonly unitId: string;
    readonly visitId: string;
    readonly subjectId: string;
  }[];
  readonly stops: readonly Stop[];
  readonly papers: readonly { readonly documentId: string; readonly here: boolean }[];
  /** Signs and the id of the row that keeps them; undefined where there are none. */
  readonly protection: { readonly id: string; readonly signs: readonly string[] } | undefined;
}

/** Why a need gets no ticket today. */
export type NoTicket = 'by-appointment' | 'tickets-used-up' | 'queue-closed';

/**
 * VIS-43: no more tickets are given for a service than it has in a day, however many receptions ask
 * at once; and none for one that sees people by appointment only. Undefined: she may have one.
 * VIS-190: where a queue is closed for now, that is said before a ticket is asked for.
 */
export function whyNoTicket(answer: Answer): NoTicket | undefined {
  if (answer.byAppointment) return 'by-appointment';
  if (answer.left !== undefined && answer.left <= 0) return 'tickets-used-up';
  return answer.queueClosed ? 'queue-closed' : undefined;
}

/**
 * VIS-42: where there are signs that somebody needs protection, the stops at units with a direct
 * enforcement link come after the others, so that whoever protects her reaches her before. Said as
 * what must be seen to first, like any other such order, and nothing says why.
 */
export function quietOrder(answers: readonly Answer[], signs: readonly string[]): Precedence[] {
  if (signs.length === 0) return [];
  const others = answers.filter(({ direct }) => !direct);
  return answers
    .filter(({ direct }) => direct)
    .flatMap(({ serviceId }) =>
      others.map((other) => ({ serviceId, afterServiceId: other.serviceId })),
    );
}

/** The order that the mediator chose at the door (PLN-10). */
export function chosenOrder(
  asked: readonly { readonly subjectId: string; readonly serviceId: string }[],
  precedence: readonly Precedence[],
  firstSubjectId: string | undefined,
): Precedence[] {
  const first = asked.find(({ subjectId }) => subjectId === firstSubjectId);
  const services = asked.map(({ serviceId }) => serviceId);
  return putFirst(services, precedence, first?.serviceId);
}

/**
 * VIS-1: a language and one need are enough for a ticket; each need becomes one stop, at the best
 * office of the house for it, in the order asked, and waits there at once unless something must be
 * seen to before it. VIS-14: a need that nobody in the house answers is said at once, before a ticket
 * is issued. VIS-44: so is one that gets no ticket today, unless it
 * is said to be for another day; then it is remembered without a stop, and a visit of such needs alone
 * is over at once: nobody waits for nothing. VIS-210: she may say when she must leave, at a time still to
 * come; the order of calling respects it where it can (PLN-1).
 */
export function planReception(
  facts: ReceptionFacts,
  said: Said,
  now: Temporal.Instant,
): Decision<Reception> | Problem {
  const subjects = [...new Set(said.subjectIds)];
  const best = subjects.map((id) => facts.answers.find((answer) => answer.subjectId === id));
  if (best.includes(undefined))
    return problem('invalid', 'no-service-here', { fields: { subjectIds: 'no-service-here' } });
  const later = new Set(said.later ?? []);
  const asked = (best as Answer[]).filter(({ subjectId }) => !later.has(subjectId));
  const without = asked.map(whyNoTicket).find((why) => why !== undefined);
  if (without) return problem('conflict', without, { fields: { subjectIds: without } });
  if (subjects.length === 0)
    return problem('invalid', 'invalid', { fields: { subjectIds: 'required' } });
  const { centreId, hostUnitId, day, number, code, priority, leaveBy } = facts;
  if (leaveBy && Temporal.Instant.compare(leaveBy, now) <= 0)
    return problem('invalid', 'until-today', { fields: { leaveBy: 'until-today' } });
  const { language } = said;
  const personId = facts.personId ?? newId();
  const visitId = newId();
  const needs = subjects.map((subjectId) => ({
    id: newId(),
    personId,
    unitId: hostUnitId,
    visitId,
    subjectId,
  }));
  const needOf = (subjectId: string) =>
    needs.find((need) => need.subjectId === subjectId)?.id ?? '';
  const precedence = [...facts.precedence, ...quietOrder(asked, said.signs ?? [])];
  const first = whatComesFirst(
    asked.map(({ subjectId, serviceId }) => ({ needId: needOf(subjectId), serviceId })),
    [...precedence, ...chosenOrder(asked, precedence, said.first)],
  );
  const stops = asked.map(({ officeId, unitId, serviceId, subjectId }, index): Stop => {
    const needId = needOf(subjectId);
    const afterNeeds = first.get(needId) ?? [];
    const waits = afterNeeds.length === 0;
    return {
      id: newId(),
      visitId,
      personId,
      centreId,
      officeId,
      unitId,
      hostUnitId,
      needId,
      subjectId,
      serviceId,
      number,
      language,
      priority,
      rank: index + 1,
      afterNeeds,
      state: waits ? 'waiting' : 'ahead',
      misses: 0,
      day,
      queuedAt: waits ? now : null,
      servedAt: null,
      deskId: null,
      accountId: null,
    };
  });
  const visit = {
    id: visitId,
    personId,
    centreId,
    hostUnitId,
    day,
    number,
    code,
    language,
    priority,
    leaveBy,
    over: stops.length === 0,
  };
  return {
    change: {
      person: facts.personId ? undefined : personOf(personId, hostUnitId, said),
      visit,
      needs,
      stops,
      papers: papersOf(said),
      protection: said.signs?.length ? { id: newId(), signs: said.signs } : undefined,
    },
    events: eventsOf(visit, needs.length, stops, facts.personId === undefined),
    result: { visitId, personId, number },
  };
}

function personOf(id: string, unitId: string, said: Said): NewPerson {
  const { name, language, fullName, originalName, born, nationality, phone, email, rule } = said;
  const spoken = { name, fullName, originalName, born, nationality, phone, email, rule };
  return { id, unitId, language, ...spoken };
}

/** VIS-45: of each paper that was asked about, whether she has it with her; one that is here is not missing. */
export function papersOf({ papers = [], papersMissing = [] }: Partial<Said>): Reception['papers'] {
  const here = new Set(papers);
  const missing = new Set(papersMissing.filter((id) => !here.has(id)));
  // Nothing ticked: nobody looked, and nothing is known.
  if (here.size === 0) return [];
  return [
    ...[...here].map((documentId) => ({ documentId, here: true })),
    ...[...missing].map((documentId) => ({ documentId, here: false })),
  ];
}

function eventsOf(
  visit: Reception['visit'],
  needs: number,
  stops: readonly Stop[],
  isNew: boolean,
): NewEvent[] {
  const { centreId, hostUnitId, personId, language, number } = visit;
  const about = { centreId, unitId: hostUnitId, visitId: visit.id, personId };
  const day = visit.day.toString();
  const over = { reason: 'later', day, hostUnitId, needs, solved: 0 };
  return [
    ...(isNew ? [{ kind: 'person.registered', ...about, data: { language } }] : []),
    { kind: 'visit.opened', ...about, data: { number, language, day, hostUnitId, needs } },
    ...stops
      .filter(({ state }) => state === 'waiting')
      .map(({ id, officeId, unitId }) => ({
        kind: 'stop.queued',
        ...about,
        officeId,
        unitId,
        data: { stopId: id },
      })),
    ...(visit.over ? [{ kind: 'visit.closed', ...about, data: over }] : []),
  ];
}
