// How long a route will probably take, told before the ticket is issued. Pure: what each office has
// in hand goes in, times come out. An estimate from what is seen now; nothing is promised by it.

/** What stands before somebody who would join an office's queue now. */
export interface OfficeLoad {
  readonly officeId: string;
  /** People in the queue. */
  readonly ahead: number;
  /** Minutes of service that they need together, with half of what is being served. */
  readonly workMinutes: number;
  readonly desksOpen: number;
}

/** A stop that is asked for. */
export interface AskedStop {
  readonly officeId: string;
  readonly serviceId: string;
  readonly subjectId: string;
  /** How long the service usually takes. */
  readonly serviceMinutes: number;
}

export interface RouteLeg extends AskedStop {
  readonly ahead: number;
  /** No desk of the office is open yet: the wait counts as if one were. */
  readonly unstaffed: boolean;
  readonly waitMinutes: number;
  readonly starts: Temporal.Instant;
  readonly ends: Temporal.Instant;
}

export interface RouteEstimate {
  readonly legs: readonly RouteLeg[];
  readonly waitMinutes: number;
  readonly serviceMinutes: number;
  readonly ends: Temporal.Instant;
}

/**
 * The route in the order asked. Later stops are foretold by the queue as it is now: who leaves it
 * until then is taken to be replaced by as many who come.
 */
export function estimateRoute(
  asked: readonly AskedStop[],
  loads: ReadonlyMap<string, OfficeLoad>,
  now: Temporal.Instant,
): RouteEstimate {
  let at = now;
  const legs = asked.map((stop): RouteLeg => {
    const load = loads.get(stop.officeId);
    const waitMinutes = waitAt(load);
    const starts = at.add({ minutes: waitMinutes });
    at = starts.add({ minutes: stop.serviceMinutes });
    return {
      ...stop,
      ahead: load?.ahead ?? 0,
      unstaffed: !load?.desksOpen,
      waitMinutes,
      starts,
      ends: at,
    };
  });
  return {
    legs,
    waitMinutes: legs.reduce((sum, leg) => sum + leg.waitMinutes, 0),
    serviceMinutes: legs.reduce((sum, leg) => sum + leg.serviceMinutes, 0),
    ends: at,
  };
}

/** VIS-20: the wait foretold is the work that stands before her, shared by the desks that are open. */
function waitAt(load: OfficeLoad | undefined): number {
  if (!load) return 0;
  return Math.ceil(load.workMinutes / Math.max(1, load.desksOpen));
}

/** Stops at an office by service and state, as `listStopCounts` gives them. */
export interface StopCount {
  readonly officeId: string;
  readonly serviceId: string;
  readonly state: 'waiting' | 'called' | 'serving';
  readonly count: number;
}

/** What each office has in hand: `minutesOf` tells how long a service usually takes. */
export function officeLoads(
  counts: readonly StopCount[],
  openDesks: readonly { readonly officeId: string }[],
  minutesOf: (serviceId: string) => number,
): ReadonlyMap<string, OfficeLoad> {
  const loads = new Map<string, { ahead: number; workMinutes: number; desksOpen: number }>();
  const loadOf = (officeId: string) => {
    const load = loads.get(officeId) ?? { ahead: 0, workMinutes: 0, desksOpen: 0 };
    loads.set(officeId, load);
    return load;
  };
  for (const { officeId } of openDesks) loadOf(officeId).desksOpen++;
  for (const { officeId, serviceId, state, count } of counts) {
    const load = loadOf(officeId);
    if (state !== 'serving') load.ahead += count;
    load.workMinutes += minutesOf(serviceId) * count * (state === 'serving' ? 0.5 : 1);
  }
  return new Map([...loads].map(([officeId, load]) => [officeId, { officeId, ...load }]));
}
