// What of a booking is chosen by the address of the page: house, office and service, day. Each of them
// may be missing or make no sense; then it is as if nothing were chosen.
import { dayOf } from '#base/dates.ts';
import { listDayTimes } from '#modules/appointments/free-times.ts';
import type { FreeTime } from '#modules/appointments/rules.ts';
import type { Centre, Office, Service } from '#modules/directory/schema.ts';
import type { PageRequest } from '../page.ts';

/** Days shown beside each other. */
const DAYS = 7;

export interface BookingChoice {
  readonly centre: Centre;
  readonly office: Office | undefined;
  readonly service: Service | undefined;
  readonly date: Temporal.PlainDate;
  /** The days from `date` on, with how many times are free; only the chosen one has its times. */
  readonly days: readonly { readonly date: Temporal.PlainDate; readonly times: FreeTime[] }[];
}

/** Reads the choice, and what is free. `fixed`: a booking that is moved keeps its office and service. */
export async function readChoice(
  page: PageRequest,
  language: string,
  fixed?: { readonly officeId: string; readonly serviceId: string; readonly appointmentId: string },
): Promise<BookingChoice | undefined> {
  const { query, directory, actor, now, tx } = page;
  const own = actor.memberships.find(({ centreId }) => centreId !== null)?.centreId;
  const [officeId, serviceId] = fixed
    ? [fixed.officeId, fixed.serviceId]
    : (query.get('service') ?? '').split('|');
  const asked = directory.offices.get(officeId ?? '');
  const centre = directory.centres.get(
    fixed
      ? (asked?.centreId ?? '')
      : (query.get('centre') ?? asked?.centreId ?? own ?? 'cnaim-lisboa'),
  );
  if (!centre) return undefined;
  const office = asked?.centreId === centre.id ? asked : undefined;
  const service = office?.offers.find((offer) => offer.service.id === serviceId)?.service;
  const date = dayFrom(query.get('on')) ?? dayOf(now, centre.zone).add({ days: 1 });
  const days = await Promise.all(
    Array.from({ length: office && service ? DAYS : 0 }, async (_, index) => {
      const day = date.add({ days: index });
      const except = fixed?.appointmentId;
      const times =
        office && service
          ? await listDayTimes(tx, { centre, office, service, date: day, language, now, except })
          : [];
      return { date: day, times };
    }),
  );
  return { centre, office, service, date, days };
}

function dayFrom(text: string | null): Temporal.PlainDate | undefined {
  return text && /^\d{4}-\d{2}-\d{2}$/.test(text) ? tryDay(text) : undefined;
}

function tryDay(text: string): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from(text);
  } catch {
    return undefined;
  }
}
