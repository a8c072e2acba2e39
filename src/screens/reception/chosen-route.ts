// From the needs that are ticked to what the screen shows beside them: the route with its times,
// and the papers that it asks for.
import { dayOf } from '#base/dates.ts';
import { listServicesForSubject } from '#modules/directory/rules/services.ts';
import type {
  Centre,
  Directory,
  DocumentToBring,
  Office,
  Service,
} from '#modules/directory/schema.ts';
import { listStopCounts } from '#modules/visits/house-queries.ts';
import { listOpenDesks } from '#modules/visits/queries.ts';
import {
  type AskedStop,
  estimateRoute,
  officeLoads,
  type RouteEstimate,
} from '#modules/visits/route-estimate.ts';
import type { Transaction } from '#platform/db/transaction.ts';

/** The stops that the command will make of these subjects, in their order; unknown ones are left out. */
export function stopsFor(
  directory: Directory,
  centreId: string,
  subjectIds: readonly string[],
): AskedStop[] {
  return [...new Set(subjectIds)].flatMap((subjectId) => {
    const best = listServicesForSubject(directory, centreId, subjectId)[0];
    if (!best) return [];
    const { office, service } = best;
    return [stopOf(office.id, service, subjectId)];
  });
}

/** A stop as the estimate wants it. */
export function stopOf(officeId: string, service: Service, subjectId: string): AskedStop {
  return { officeId, serviceId: service.id, subjectId, serviceMinutes: service.durationMinutes };
}

/**
 * When these stops will probably be over, from what the house has in hand now.
 * @param exceptVisit the visit that they belong to, once it waits itself
 */
export async function estimateAt(
  tx: Transaction,
  directory: Directory,
  centre: Centre,
  stops: readonly AskedStop[],
  now: Temporal.Instant,
  exceptVisit?: string,
): Promise<RouteEstimate> {
  const [counts, desks] = await Promise.all([
    listStopCounts(tx, centre.id, dayOf(now, centre.zone), exceptVisit),
    listOpenDesks(tx, centre.id),
  ]);
  const minutesOf = (serviceId: string) => directory.services.get(serviceId)?.durationMinutes ?? 10;
  return estimateRoute(stops, officeLoads(counts, desks, minutesOf), now);
}

/** A paper that one or more stops of the route ask for. */
export interface PaperToBring extends DocumentToBring {
  readonly offices: readonly Office[];
}

/** The papers of a route, those first without which a desk can't go on. */
export function papersFor(directory: Directory, stops: readonly AskedStop[]): PaperToBring[] {
  const papers = new Map<string, PaperToBring>();
  for (const { officeId, serviceId } of stops) {
    const office = directory.offices.get(officeId);
    if (!office) continue;
    for (const document of directory.services.get(serviceId)?.documents ?? []) {
      const known = papers.get(document.id);
      papers.set(document.id, {
        ...document,
        needed: document.needed || (known?.needed ?? false),
        offices: [...new Set([...(known?.offices ?? []), office])],
      });
    }
  }
  return [...papers.values()].toSorted((a, b) => Number(b.needed) - Number(a.needed));
}
