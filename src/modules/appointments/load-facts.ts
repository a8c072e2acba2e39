// Reads and locks what the rules of a booking must know. What is not found and what may not be seen
// give the same problem.
import { sql } from 'kysely';
import { type Problem, problem } from '#base/problem.ts';
import { build, type Transaction } from '#platform/db/transaction.ts';
import type { Actor } from '#platform/session/actor.ts';
import { reachesPeople } from '../access/decide.ts';
import { anyFileOf, survivorOf } from '../people/one-person.ts';
import { loadDirectory } from '../directory/queries.ts';
import type { Directory } from '../directory/schema.ts';
import { listShifts } from '../rosters/queries.ts';
import type { Appointment, Counter } from './facts.ts';
import { listTaken } from './free-times.ts';
import { listPlaces } from './rules.ts';
import type { AppointmentState } from './schema.ts';

/**
 * The counter on a day, once nobody else can promise a place of it: whoever books the same office
 * and day at the same moment waits here, and then sees what was taken.
 */
export async function lockCounter(
  tx: Transaction,
  asked: {
    readonly officeId: string;
    readonly serviceId: string;
    readonly on: string;
    /** The booking that is to be moved. */
    readonly id?: string;
  },
  now: Temporal.Instant,
): Promise<Counter | Problem> {
  const date = Temporal.PlainDate.from(asked.on);
  const day = `${asked.officeId} ${date}`;
  const locked = tx.text('select pg_advisory_xact_lock(hashtextextended($1, 9))', [day]);
  const reading = loadDirectory(tx, now.toZonedDateTimeISO('UTC').toPlainDate());
  const [, directory] = await Promise.all([locked, reading]);
  const office = directory.offices.get(asked.officeId);
  const centre = office && directory.centres.get(office.centreId);
  const offer = office?.offers.find(({ service }) => service.id === asked.serviceId);
  const hostUnitId = centre && hostOf(directory, centre.id);
  if (!office || !centre || !offer || !hostUnitId) return problem('not-found');
  const [shifts, taken] = await Promise.all([
    listShifts(tx, centre.id, date),
    listTaken(tx, centre.id, centre.zone, date, now, { ...(asked.id && { except: asked.id }) }),
  ]);
  return {
    centreId: centre.id,
    officeId: office.id,
    unitId: office.unitId,
    hostUnitId,
    zone: centre.zone,
    serviceId: offer.service.id,
    subjectId: offer.service.subjectId,
    minutes: offer.service.durationMinutes,
    places: listPlaces({
      timetable: centre.timetable,
      desks: office.desks,
      shifts: shifts.filter(({ officeId }) => officeId === office.id),
      serviceId: offer.service.id,
      date,
    }),
    taken,
  };
}

/** The unit that receives people in a house, as `visits/host-unit.ts` has it. */
function hostOf(directory: Directory, centreId: string): string | undefined {
  const offices = directory.centres.get(centreId)?.offices ?? [];
  const host =
    offices.find(({ kind }) => kind === 'welcome') ?? offices.find(({ kind }) => kind === 'local');
  return host?.unitId;
}

const COLUMNS = [
  'id',
  'number',
  'person_id as personId',
  'centre_id as centreId',
  'office_id as officeId',
  'unit_id as unitId',
  'host_unit_id as hostUnitId',
  'service_id as serviceId',
  'subject_id as subjectId',
  'need_id as needId',
  'language',
  'state',
  'starts_at as startsAt',
  'ends_at as endsAt',
  'made_by_unit_id as madeByUnitId',
] as const;

/** Locks one booking; a problem when it does not exist or may not be seen. */
export async function lockAppointment(
  tx: Transaction,
  appointmentId: string,
  actor: Actor,
): Promise<Appointment | Problem> {
  if (!reachesPeople(actor)) return problem('not-found');
  const found = await tx.first(
    build
      .selectFrom('appointments.appointment')
      .select(COLUMNS)
      .$narrowType<{ state: AppointmentState }>()
      .where('id', '=', appointmentId)
      .forUpdate(),
  );
  return found ?? problem('not-found');
}

/** The zone of a house's clock. */
export async function zoneOf(tx: Transaction, centreId: string): Promise<string> {
  const [row] = await tx.text<{ zone: string }>('select zone from directory.centre where id = $1', [
    centreId,
  ]);
  return row?.zone ?? 'UTC';
}

/** Somebody whom the asking account may see, as her file that counts, with the needs that are named. */
export async function findSubject(
  tx: Transaction,
  actor: Actor,
  asked: { readonly personId: string; readonly needId?: string | undefined },
): Promise<{ readonly personId: string; readonly language: string } | Problem> {
  if (!reachesPeople(actor)) return problem('not-found');
  const personId = await survivorOf(tx, asked.personId);
  const [person, need] = await Promise.all([
    tx.first(
      build
        .selectFrom('people.person')
        .select(['id as personId', 'language'])
        .where('id', '=', personId),
    ),
    asked.needId
      ? tx.first(
          sql<{ id: string }>`select id from casefiles.need
            where id = ${asked.needId} and person_id = ${anyFileOf(personId)}`,
        )
      : { id: '' },
  ]);
  return person && need ? person : problem('not-found');
}
