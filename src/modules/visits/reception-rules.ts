// What a reception comes to, as a pure function: a person, her needs, a route and one ticket.
import { newId } from '#base/ids.ts';
import { type Problem, problem } from '#base/problem.ts';
import type { Decision } from '#platform/run-command/command.ts';
import { type Precedence, whatComesFirst } from '../planning/rules/precedence.ts';
import type { Stop } from './facts.ts';

/** A service of the house that answers a subject. */
export interface Answer {
  readonly subjectId: string;
  readonly officeId: string;
  readonly unitId: string;
  readonly serviceId: string;
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
}

export interface Reception {
  /** Undefined for somebody who is known. */
  readonly person:
    | {
        readonly id: string;
        readonly unitId: string;
        readonly name?: string | undefined;
        readonly language: string;
      }
    | undefined;
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
  };
  readonly needs: readonly {
    readonly id: string;
    readonly personId: string;
    readonly unitId: string;
    readonly visitId: string;
    readonly subjectId: string;
  }[];
  readonly stops: readonly Stop[];
}

/**
 * VIS-1: a language and one need are enough for a ticket; each need becomes one stop, at the best
 * office of the house for it, in the order asked, and waits there at once unless something must be
 * seen to before it. VIS-14: a need that nobody in the house answers
 * is said at once, before a ticket is issued.
 */
export function planReception(
  facts: ReceptionFacts,
  input: {
    readonly language: string;
    readonly name?: string | undefined;
    readonly subjectIds: readonly string[];
  },
  now: Temporal.Instant,
): Decision<Reception> | Problem {
  const subjects = [...new Set(input.subjectIds)];
  const best = subjects.map((id) => facts.answers.find((answer) => answer.subjectId === id));
  const missing = best.indexOf(undefined);
  if (missing >= 0) {
    return problem('invalid', 'no-service-here', { fields: { subjectIds: 'no-service-here' } });
  }
  const personId = facts.personId ?? newId();
  const visitId = newId();
  const needs = subjects.map((subjectId) => ({
    id: newId(),
    personId,
    unitId: facts.hostUnitId,
    visitId,
    subjectId,
  }));
  const first = whatComesFirst(
    needs.map(({ id }, index) => ({ needId: id, serviceId: best[index]?.serviceId ?? '' })),
    facts.precedence,
  );
  const stops = best.map((answer, index): Stop => {
    const afterNeeds = first.get(needs[index]?.id ?? '') ?? [];
    const waits = afterNeeds.length === 0;
    const { officeId, unitId, serviceId, subjectId } = answer as Answer;
    return {
      id: newId(),
      visitId,
      personId,
      centreId: facts.centreId,
      officeId,
      unitId,
      hostUnitId: facts.hostUnitId,
      needId: needs[index]?.id ?? null,
      subjectId,
      serviceId,
      number: facts.number,
      language: input.language,
      priority: facts.priority,
      rank: index + 1,
      afterNeeds,
      state: waits ? 'waiting' : 'ahead',
      misses: 0,
      day: facts.day,
      queuedAt: waits ? now : null,
      servedAt: null,
      deskId: null,
      accountId: null,
    };
  });
  if (stops.length === 0)
    return problem('invalid', 'invalid', { fields: { subjectIds: 'required' } });
  const { centreId, hostUnitId, day, number, code } = facts;
  const person = facts.personId
    ? undefined
    : { id: personId, unitId: hostUnitId, name: input.name, language: input.language };
  const about = { centreId, unitId: hostUnitId, visitId, personId };
  return {
    change: {
      person,
      visit: {
        id: visitId,
        personId,
        centreId,
        hostUnitId,
        day,
        number,
        code,
        language: input.language,
        priority: facts.priority,
      },
      needs,
      stops,
    },
    events: [
      ...(person
        ? [{ kind: 'person.registered', ...about, data: { language: input.language } }]
        : []),
      {
        kind: 'visit.opened',
        ...about,
        data: {
          number,
          language: input.language,
          day: day.toString(),
          hostUnitId,
          needs: needs.length,
        },
      },
      ...stops
        .filter((stop) => stop.state === 'waiting')
        .map((stop) => ({
          kind: 'stop.queued',
          ...about,
          officeId: stop.officeId,
          unitId: stop.unitId,
          data: { stopId: stop.id },
        })),
    ],
    result: { visitId, personId, number },
  };
}
