// A visit that goes on another day: needs that were left open come along, as they are. Pure.
import { isProblem, type Problem, problem } from '#base/problem.ts';
import type { Decision } from '#platform/run-command/command.ts';
import type { NeedState } from '../casefiles/schema.ts';
import {
  planReception,
  type Reception,
  type ReceptionFacts,
  whyNoTicket,
} from './reception-rules.ts';

/** A need that was found before. */
export interface CarriedNeed {
  readonly id: string;
  readonly subjectId: string;
  readonly state: NeedState;
}

/** What may still be done something about. */
const GOES_ON: readonly NeedState[] = ['open', 'in-progress', 'something-missing'];

/** CAS-33: a need goes on until it is solved or not possible; the longest known comes first. */
export function listGoingOn<Need extends CarriedNeed>(needs: readonly Need[]): Need[] {
  return needs.filter(({ state }) => GOES_ON.includes(state));
}

/**
 * CAS-34: a visit goes on another day with the same needs, in one act: a new ticket and a stop for each
 * need that is left, none asked anew and none counted as found a second time.
 */
export function planContinuation(
  facts: ReceptionFacts & { readonly personId: string; readonly needs: readonly CarriedNeed[] },
  language: string,
  now: Temporal.Instant,
): Decision<Reception> | Problem {
  const carried = new Map<string, CarriedNeed>();
  for (const need of listGoingOn(facts.needs))
    if (!carried.has(need.subjectId)) carried.set(need.subjectId, need);
  // What no office of this house answers stays as it is, for a house that does.
  const answered = [...carried.keys()].filter((id) =>
    facts.answers.some((answer) => answer.subjectId === id && !whyNoTicket(answer)),
  );
  if (answered.length === 0) {
    // VIS-175: where only a closed queue stands between her and a ticket, that is what is said.
    const closed = facts.answers.some(
      (answer) => carried.has(answer.subjectId) && whyNoTicket(answer) === 'queue-closed',
    );
    return problem('conflict', closed ? 'queue-closed' : 'nothing-goes-on');
  }
  const planned = planReception(facts, { language, subjectIds: answered }, now);
  if (isProblem(planned)) return planned;
  const known = (madeUp: string) => {
    const subjectId = planned.change.needs.find(({ id }) => id === madeUp)?.subjectId ?? '';
    return carried.get(subjectId)?.id ?? madeUp;
  };
  return {
    ...planned,
    change: {
      ...planned.change,
      needs: [],
      stops: planned.change.stops.map((stop) => ({
        ...stop,
        needId: stop.needId && known(stop.needId),
        afterNeeds: stop.afterNeeds.map(known),
      })),
    },
    events: planned.events.map((event) =>
      event.kind === 'visit.opened' ? { ...event, data: { ...event.data, needs: 0 } } : event,
    ),
  };
}
