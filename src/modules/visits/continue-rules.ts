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
 * CAS-37: needs of one subject that go on are one, whether its two files were joined or it was found
 * again: the longest known stands for them, as far on as the one that moved last; one that nobody took
 * up tells nothing of how far. `ids` are all of them. What is over stays as it is.
 */
export function asOne<Need extends CarriedNeed & { readonly changedAt: Temporal.Instant }>(
  needs: readonly Need[],
): (Need & { readonly ids: readonly string[] })[] {
  const told = new Set<string>();
  return needs.flatMap((need) => {
    if (!GOES_ON.includes(need.state)) return [{ ...need, ids: [need.id] }];
    if (told.has(need.subjectId)) return [];
    told.add(need.subjectId);
    const all = listGoingOn(needs).filter(({ subjectId }) => subjectId === need.subjectId);
    const moved = all.filter(({ state }) => state !== 'open');
    const { state, changedAt } = (moved.length > 0 ? moved : all).reduce((last, each) =>
      Temporal.Instant.compare(each.changedAt, last.changedAt) >= 0 ? each : last,
    );
    return [{ ...need, state, changedAt, ids: all.map(({ id }) => id) }];
  });
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
