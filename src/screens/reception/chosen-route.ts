// From the needs that are ticked to what the screen shows beside them: the route with its times,
// and the papers that it asks for.
import { atCivilTime, civilDay, dayOf, timeOf } from '#base/dates.ts';
import { listServicesForSubject } from '#modules/directory/rules/services.ts';
import type {
  Centre,
  Directory,
  DocumentToBring,
  Office,
  Service,
} from '#modules/directory/schema.ts';
import { listLearned } from '#modules/planning/queries.ts';
import { usualDurations } from '#modules/planning/rules/learned.ts';
import { listShifts } from '#modules/rosters/queries.ts';
import type { StaffedShift } from '#modules/rosters/schema.ts';
import { foretellRoute } from '#modules/visits/foretell-rules.ts';
import type { DeskNow } from '#modules/visits/house-rules.ts';
import { listBookedAhead, listPrecedence, listStopsNow } from '#modules/visits/house-now.ts';
import { listOpenDesks, type OpenDesk } from '#modules/visits/queries.ts';
import { minutesOf } from '#modules/visits/queue-queries.ts';
import { chosenOrder } from '#modules/visits/reception-rules.ts';
import type { AskedStop, RouteEstimate } from '#modules/visits/route-estimate.ts';
import type { Transaction } from '#platform/db/transaction.ts';
import { formatTime } from '#platform/words/format.ts';
import type { Words } from '#platform/words/words.ts';

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

/** Somebody at the door: what she speaks, and what was chosen of her route. */
export interface AtTheDoor {
  readonly language: string;
  readonly first?: string | undefined;
  readonly leaveBy?: Temporal.Instant | undefined;
}

/**
 * When these stops will probably come and be over, from the house as it is now: of somebody at the
 * door who speaks this language, or of a visit that waits already.
 */
export async function estimateAt(
  tx: Transaction,
  directory: Directory,
  centre: Centre,
  asked: readonly AskedStop[],
  now: Temporal.Instant,
  whose: { readonly visitId: string } | AtTheDoor,
): Promise<RouteEstimate> {
  const day = dayOf(now, centre.zone);
  const [stops, desks, shifts, precedence, learned, booked] = await Promise.all([
    listStopsNow(tx, centre.id, day),
    listOpenDesks(tx, centre.id),
    listShifts(tx, centre.id, day),
    listPrecedence(tx),
    listLearned(tx),
    listBookedAhead(tx, centre.id, now, civilDay(day, centre.zone).until),
  ]);
  const usual = usualDurations(
    learned,
    (serviceId) => directory.services.get(serviceId)?.durationMinutes ?? 10,
  );
  return foretellRoute(
    {
      now: minutesOf(now),
      stops,
      booked,
      desks: desksToday(desks, shifts, centre, day, minutesOf(now)),
      ...usual,
    },
    'visitId' in whose
      ? { visitId: whose.visitId, asked }
      : {
          asked,
          language: whose.language,
          leaveBy: whose.leaveBy && minutesOf(whose.leaveBy),
          precedence: [...precedence, ...chosenOrder(asked, precedence, whose.first)],
        },
  );
}

/** Desks that are open, with the break of whoever sits there, and those that the roster opens later. */
function desksToday(
  open: readonly OpenDesk[],
  shifts: readonly StaffedShift[],
  centre: Centre,
  day: Temporal.PlainDate,
  now: number,
): DeskNow[] {
  const at = (time: Temporal.PlainTime) => minutesOf(atCivilTime(day, time, centre.zone));
  const restOf = (shift: StaffedShift | undefined): [number, number] | undefined =>
    shift?.rests && [at(shift.rests.from), at(shift.rests.to) - at(shift.rests.from)];
  const sits = new Set(open.map(({ accountId }) => accountId));
  return [
    ...open.map(({ deskId, officeId, languages, accountId }) => {
      const shift = shifts.find((each) => each.accountId === accountId);
      return { deskId, officeId, languages, rests: restOf(shift) };
    }),
    ...shifts
      .filter(({ deskId, accountId }) => deskId !== undefined && !sits.has(accountId))
      .map((shift) => ({
        deskId: shift.deskId ?? '',
        officeId: shift.officeId,
        languages: shift.speaks,
        from: at(shift.works.from),
        rests: restOf(shift),
      }))
      .filter(({ deskId, from }) => from > now && !open.some((desk) => desk.deskId === deskId)),
  ];
}

/** When she will probably be free, as two times of the clock: the same everywhere it is said. */
export function freeBetween(
  w: Words,
  centre: Centre,
  { free }: Pick<RouteEstimate, 'free'>,
): { readonly from: string; readonly to: string } {
  const time = (at: Temporal.Instant) => formatTime(w.language, timeOf(at, centre.zone));
  return { from: time(free.from), to: time(free.to) };
}

/** A paper that one or more stops of the route ask for. */
export interface PaperToBring extends DocumentToBring {
  readonly offices: readonly Office[];
}

/** What a service of the route costs, and where. */
export interface CostAt {
  readonly office: Office;
  readonly fee: NonNullable<Service['fee']>;
}

/** The costs of a route, in its order; what is free is not named. */
export function costsFor(directory: Directory, stops: readonly AskedStop[]): CostAt[] {
  return stops.flatMap(({ officeId, serviceId }) => {
    const office = directory.offices.get(officeId);
    const fee = directory.services.get(serviceId)?.fee;
    return office && fee ? [{ office, fee }] : [];
  });
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
