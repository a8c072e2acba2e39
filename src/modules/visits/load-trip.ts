// Reads and locks a trip that reception changes while it goes on.
import { sql } from 'kysely';
import { isProblem, type Problem, problem } from '#base/problem.ts';
import type { Transaction } from '#platform/db/transaction.ts';
import type { Actor } from '#platform/session/actor.ts';
import { reachesPeople } from '../access/decide.ts';
import { lockVisitRows } from './load-facts.ts';
import { loadHouse } from './load-reception.ts';
import type { AnotherNeedFacts, TripFacts } from './rules/open-visit-rules.ts';

/** The trip, locked; `not-found` when it isn't there or may not be seen. */
export async function lockTrip(
  tx: Transaction,
  visitId: string,
  actor: Actor,
): Promise<TripFacts | Problem> {
  if (!reachesPeople(actor)) return problem('not-found');
  const rows = lockVisitRows(tx, visitId);
  // Asked behind the lock, in the same round trip.
  const periodRows = tx.text<NonNullable<TripFacts['period']>>(
    `select kind, lower(during) as since, stop_id as "stopId" from visits.period
     where visit_id = $1 and upper_inf(during)`,
    [visitId],
  );
  const [found, [period]] = await Promise.all([rows, periodRows]);
  return found.visit ? { ...found, visit: found.visit, period } : problem('not-found');
}

/**
 * The trip with what is asked for one need more. The numbers of the house's day come first, as for an
 * arrival: the last ticket of a service is given once, whoever asks for it (VIS-43).
 */
export async function lockTripForNeed(
  tx: Transaction,
  asked: { readonly visitId: string; readonly subjectId: string },
  actor: Actor,
  now: Temporal.Instant,
): Promise<AnotherNeedFacts | Problem> {
  if (!reachesPeople(actor)) return problem('not-found');
  const { visitId, subjectId } = asked;
  const [where] = await tx.text<{ centreId: string }>(
    'select centre_id as "centreId" from visits.visit where id = $1',
    [visitId],
  );
  if (!where) return problem('not-found');
  const house = await loadHouse(
    tx,
    { centreId: where.centreId, subjectIds: [subjectId], grounds: [], personIds: [] },
    now,
  );
  if (isProblem(house)) return house;
  const [trip, [more], direct] = await Promise.all([
    lockTrip(tx, visitId, actor),
    tx.text<{ quiet: boolean; booked: string[] }>(
      `select visits.is_quiet($1) as quiet, array(
         select s.id from visits.stop s where s.visit_id = $1 and s.appointment_id is not null
       )::text[] as booked`,
      [visitId],
    ),
    tx.all(sql<{ id: string }>`select id from access.unit where enforcement_link = 'direct'`),
  ]);
  if (isProblem(trip)) return trip;
  return {
    ...trip,
    answer: house.answers[0],
    precedence: house.precedence,
    quiet: more?.quiet ?? false,
    directUnits: new Set(direct.map(({ id }) => id)),
    booked: new Set(more?.booked),
  };
}
