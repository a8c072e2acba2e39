// From what was learned of sittings to what is usual now. Pure.
import { shrink } from './durations.ts';

/** How long sittings took: of a service, and within it of one language or desk. */
export interface LearnedDuration {
  readonly serviceId: string;
  readonly kind: 'service' | 'language' | 'desk';
  /** The language or the desk; empty for the service. */
  readonly of: string;
  readonly count: number;
  readonly meanMinutes: number;
}

/** What is usual, for the forecast. */
export interface UsualDurations {
  /** Minutes of a service in a language, whatever the desk. */
  minutesOf(serviceId: string, language?: string): number;
  /** How much longer (more than one) or shorter sittings of this desk are than those of its services. */
  paceOf(deskId: string): number;
}

/**
 * PLN-12: what is usual is learned and drawn towards what is known of more sittings (PLN-5): a language
 * towards its service, a service towards the catalogue; a desk, over all its services, towards theirs.
 * With nothing learned it is the catalogue, and every desk goes at the usual pace.
 */
export function usualDurations(
  learned: readonly LearnedDuration[],
  catalogueMinutes: (serviceId: string) => number,
): UsualDurations {
  const rows = new Map(learned.map((row) => [`${row.kind} ${row.serviceId} ${row.of}`, row]));
  const minutesOf = (serviceId: string, language?: string): number => {
    const service = shrink(rows.get(`service ${serviceId} `), catalogueMinutes(serviceId));
    return language === undefined
      ? service
      : shrink(rows.get(`language ${serviceId} ${language}`), service);
  };
  const paces = new Map<string, number>();
  const desks = Map.groupBy(
    learned.filter(({ kind }) => kind === 'desk'),
    ({ of }) => of,
  );
  for (const [deskId, own] of desks) {
    const count = own.reduce((sum, row) => sum + row.count, 0);
    const took = own.reduce((sum, row) => sum + row.count * row.meanMinutes, 0);
    const usual = own.reduce((sum, row) => sum + row.count * minutesOf(row.serviceId), 0);
    paces.set(deskId, shrink({ count, meanMinutes: took / usual }, 1));
  }
  return { minutesOf, paceOf: (deskId) => paces.get(deskId) ?? 1 };
}
