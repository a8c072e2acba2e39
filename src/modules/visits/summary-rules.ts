// What the paper says that a person takes along: what was done, what is left, when to come again.
// Pure; the words are the page's.
import type { ActOutcome, StopState } from './schema.ts';

/** One act as `visits.summary` lets the asking account see it. */
export interface SummaryAct {
  readonly stopId: string;
  readonly officeId: string;
  readonly serviceId: string;
  readonly outcome: ActOutcome;
  /** The next step, what is missing or why not, as she was told; null where it isn't to be seen. */
  readonly detail: string | null;
  readonly nextOn: Temporal.PlainDate | null;
  /** The office to which she was sent on; the need goes on there. */
  readonly forwardedTo: string | null;
}

/** A stop at which nothing was done: not yet, or no more. */
export interface UnservedStop {
  readonly stopId: string;
  readonly officeId: string;
  readonly serviceId: string;
  /** The house still expects her there today. */
  readonly expected: boolean;
}

export interface VisitSummary {
  readonly done: readonly SummaryAct[];
  /** What she or a service still has to do, the earliest date first. */
  readonly left: readonly SummaryAct[];
  readonly unserved: readonly UnservedStop[];
  /** The first date on which something is to happen. */
  readonly next: SummaryAct | undefined;
}

/**
 * VIS-21: the paper lists as done what was solved or sent on to another desk of the same trip, as
 * left everything else, and forgets no stop: one that was not reached is named too.
 */
export function summariseVisit(
  acts: readonly SummaryAct[],
  stops: readonly {
    readonly stopId: string;
    readonly officeId: string;
    readonly serviceId: string;
    readonly state: StopState;
  }[],
): VisitSummary {
  const isDone = (act: SummaryAct) => act.outcome === 'solved' || act.forwardedTo !== null;
  const left = acts.filter((act) => !isDone(act)).toSorted(byDate);
  return {
    done: acts.filter(isDone),
    left,
    unserved: stops
      .filter(({ state }) => state !== 'done')
      .map(({ stopId, officeId, serviceId, state }) => ({
        stopId,
        officeId,
        serviceId,
        expected: state !== 'withdrawn',
      })),
    next: left.find((act) => act.nextOn !== null),
  };
}

/** Earliest first; what has no date comes last, in the order in which it happened. */
function byDate(a: SummaryAct, b: SummaryAct): number {
  if (!a.nextOn || !b.nextOn) return Number(!a.nextOn) - Number(!b.nextOn);
  return Temporal.PlainDate.compare(a.nextOn, b.nextOn);
}
