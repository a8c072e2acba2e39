// What of a house is promised already, as any colleague may know it: resource units and times,
// nothing about anyone.
import { civilDay } from '#base/dates.ts';
import type { Transaction } from '#platform/db/transaction.ts';
import type { Centre, Office, Service } from '../directory/schema.ts';
import { listShifts } from '../rosters/queries.ts';
import { type FreeTime, listFreeTimes, listPlaces, refuseDay, type Taken } from './rules.ts';

/**
 * Stretches that are promised in a house on a day; holds that have run out count no more.
 * @param options.except a booking that is about to give its place back
 */
export async function listTaken(
  tx: Transaction,
  centreId: string,
  zone: string,
  date: Temporal.PlainDate,
  now: Temporal.Instant,
  options: { readonly except?: string } = {},
): Promise<Taken[]> {
  const { from, until } = civilDay(date, zone);
  return await tx.text<{ resource: string; from: Temporal.Instant; until: Temporal.Instant }>(
    `select resource, lower(during) as "from", upper(during) as until from appointments.booking
     where centre_id = $1 and released_at is null and during && tstzrange($2, $3)
       and (held_until is null or held_until > $4) and appointment_id is distinct from $5::uuid`,
    [centreId, from.toString(), until.toString(), now.toString(), options.except ?? null],
  );
}

/** The times of a day that are free at an office for a service, in a house of the directory. */
export async function listDayTimes(
  tx: Transaction,
  asked: {
    readonly centre: Centre;
    readonly office: Office;
    readonly service: Service;
    readonly date: Temporal.PlainDate;
    readonly language: string;
    readonly now: Temporal.Instant;
    readonly except?: string | undefined;
  },
): Promise<FreeTime[]> {
  const { centre, office, service, date, language, now, except } = asked;
  if (refuseDay(date, centre.zone, now)) return [];
  const [shifts, taken] = await Promise.all([
    listShifts(tx, centre.id, date),
    listTaken(tx, centre.id, centre.zone, date, now, { ...(except && { except }) }),
  ]);
  const places = listPlaces({
    timetable: centre.timetable,
    desks: office.desks,
    shifts: shifts.filter(({ officeId }) => officeId === office.id),
    serviceId: service.id,
    date,
  });
  const minutes = service.durationMinutes;
  return listFreeTimes(places, taken, { date, zone: centre.zone, minutes, language, now });
}
