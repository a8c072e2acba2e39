// An act that is recorded as a whole trip: somebody came to the one desk of a small house, was helped,
// and went. Pure. It leaves the same rows and the same events as a trip by reception, queue and desk.
//
// VIS-94: an act recorded at once is a whole visit: one need, one stop that was served, and it is
//         closed; so it counts like any other.
// VIS-95: it took as long as is said, or else as long as its service is planned for; that time lies
//         before the moment at which it is recorded.
// VIS-96: only a house whose one office receives and serves records at once.
import { newId } from '#base/ids.ts';
import { type Problem, problem } from '#base/problem.ts';
import type { Decision } from '#platform/run-command/command.ts';
import type { Act, Stop } from './facts.ts';
import { actAt, actEvent, refuseAct, visitClosed } from './rules.ts';
import type { ActInput } from './schema.ts';

/** What answers the subject in this house. */
export interface LocalAnswer {
  readonly serviceId: string;
  readonly minutes: number;
}

export interface AtOnceFacts {
  readonly centreId: string;
  readonly officeId: string;
  readonly unitId: string;
  readonly deskId: string | null;
  readonly day: Temporal.PlainDate;
  readonly number: number;
  readonly code: string;
  readonly answer: LocalAnswer | undefined;
  /** Somebody known, with the language of her file. */
  readonly person: { readonly id: string; readonly language: string } | undefined;
}

export interface AtOnce {
  readonly newPerson:
    | { readonly id: string; readonly name: string | undefined; readonly language: string }
    | undefined;
  readonly visit: {
    readonly id: string;
    readonly number: number;
    readonly code: string;
    readonly language: string;
    readonly needId: string;
    readonly subjectId: string;
  };
  readonly stop: Stop;
  readonly act: Act;
  readonly from: Temporal.Instant;
  readonly note: string | undefined;
}

/** What is said of one act at once. */
export interface AtOnceInput extends ActInput {
  readonly subjectId: string;
  readonly name?: string | undefined;
  readonly note?: string | undefined;
}

/** The whole trip, or why not. VIS-94, VIS-95. */
export function planAtOnce(
  facts: AtOnceFacts,
  input: AtOnceInput,
  accountId: string,
  now: Temporal.Instant,
): Decision<AtOnce> | Problem {
  const { answer, person, centreId, unitId, officeId, day, number } = facts;
  if (!answer)
    return problem('invalid', 'no-service-here', { fields: { subjectId: 'no-service-here' } });
  const language = input.language ?? person?.language;
  if (language === undefined)
    return problem('invalid', 'invalid', { fields: { language: 'required' } });
  const refused = refuseAct(input, false, day);
  if (refused) return refused;
  const minutes = input.minutes ?? answer.minutes;
  // At least a microsecond, the database's smallest time.
  const from = now.subtract(minutes > 0 ? { minutes } : { microseconds: 1 });
  const personId = person?.id ?? newId();
  const needId = newId();
  const stop: Stop = {
    id: newId(),
    visitId: newId(),
    personId,
    centreId,
    officeId,
    unitId,
    hostUnitId: unitId,
    needId,
    subjectId: input.subjectId,
    serviceId: answer.serviceId,
    number,
    language,
    priority: 0,
    rank: 1,
    afterNeeds: [],
    state: 'done',
    misses: 0,
    day,
    queuedAt: from,
    servedAt: from,
    deskId: facts.deskId,
    accountId,
  };
  const act = actAt({ stop }, { ...input, language, minutes }, accountId, now);
  const about = { centreId, unitId, visitId: stop.visitId, personId };
  const visit = {
    id: stop.visitId,
    personId,
    centreId,
    hostUnitId: unitId,
    day,
    number,
    language,
    priority: 0,
    state: 'closed' as const,
  };
  const settled = { id: needId, state: input.outcome };
  return {
    change: {
      newPerson: person ? undefined : { id: personId, name: input.name, language },
      visit: {
        id: visit.id,
        number,
        code: facts.code,
        language,
        needId,
        subjectId: input.subjectId,
      },
      stop,
      act,
      from,
      note: input.note,
    },
    events: [
      ...(person ? [] : [{ kind: 'person.registered', ...about, data: { language } }]),
      {
        kind: 'visit.opened',
        ...about,
        data: { number, language, day: day.toString(), hostUnitId: unitId, needs: 1 },
      },
      actEvent(act),
      visitClosed({ visit, needs: [settled] }, 'done', settled),
    ],
    result: { visitId: stop.visitId, personId, number, attendanceId: act.id },
  };
}
