// Reads and locks what the rules of a visit must know. Row security decides what is found; what is
// not found and what may not be seen give the same problem.
import { sql } from 'kysely';
import { type Problem, problem } from '#base/problem.ts';
import { build, type Transaction } from '#platform/db/transaction.ts';
import type { Actor } from '#platform/session/actor.ts';
import { isFenced, reachesPeople } from '../access/decide.ts';
import type { OpenPeriod, Stop, StopFacts, VisitFacts } from './facts.ts';
import type { NeedState } from '../casefiles/schema.ts';
import type { StopState } from './schema.ts';

const STOP_COLUMNS = [
  'id',
  'visit_id as visitId',
  'person_id as personId',
  'centre_id as centreId',
  'office_id as officeId',
  'unit_id as unitId',
  'host_unit_id as hostUnitId',
  'need_id as needId',
  'subject_id as subjectId',
  'service_id as serviceId',
  'number',
  'language',
  'priority',
  'rank',
  'after_needs as afterNeeds',
  'state',
  'misses',
  'day',
  'queued_at as queuedAt',
  'served_at as servedAt',
  'desk_id as deskId',
  'account_id as accountId',
] as const;

/** The columns of a stop under the names that the rules use. */
export function selectStops() {
  return build.selectFrom('visits.stop').select(STOP_COLUMNS).$narrowType<{ state: StopState }>();
}

/** Locks one stop; undefined when it doesn't exist or may not be seen. */
export function lockStopRow(tx: Transaction, stopId: string): Promise<Stop | undefined> {
  return tx.first({ ...LOCK_STOP, parameters: [stopId] }) as Promise<Stop | undefined>;
}

const LOCK_STOP = selectStops().where('id', '=', 'its id').forUpdate().compile();

/** What her time goes to, and where else she stands in the queue. */
interface Held extends OpenPeriod {
  readonly elsewhere: readonly string[];
}

/**
 * Locks the visit of a stop and then the stop, and tells the open period and whether the paper was
 * shown. Whoever moves one stop holds the whole visit, because she stands in many queues.
 */
export async function lockStop(
  tx: Transaction,
  stopId: string,
  actor: Actor,
): Promise<StopFacts | Problem> {
  if (!reachesPeople(actor)) return problem('not-found');
  const periodRow = tx.text<Held>('select kind, since, elsewhere from visits.hold($1)', [stopId]);
  const stopRow = lockStopRow(tx, stopId);
  const presentedRow = isFenced(actor)
    ? tx.first(sql<{ yes: boolean }>`select exists (select from visits.stop s
        where s.id = ${stopId} and s.person_id = any (access.presented())) as yes`)
    : undefined;
  const [stop, [period], presented] = await Promise.all([stopRow, periodRow, presentedRow]);
  if (!stop) return problem('not-found');
  // The visit is over: whoever presses now was a moment too late.
  if (!period) return problem('conflict', 'already-moved-on');
  return {
    stop,
    period,
    elsewhere: period.elsewhere,
    fenced: isFenced(actor),
    presented: presented?.yes ?? false,
  };
}

/**
 * Whether the office of a stop offers a service; true for none named, which means the service that
 * she came for. Asked in the same round trip as the lock.
 */
export async function isOffered(
  tx: Transaction,
  stopId: string,
  serviceId: string | undefined,
): Promise<boolean> {
  if (serviceId === undefined) return true;
  const [row] = await tx.text<{ yes: boolean }>(
    `select exists (select from visits.stop s
       join directory.office_service os on os.office_id = s.office_id
       where s.id = $1 and (os.service_id = $2 or s.service_id = $2)) as yes`,
    [stopId, serviceId],
  );
  return row?.yes ?? false;
}

/** When the last act was recorded at a stop; not asked when the act's minutes are given. */
export async function findLastAct(
  tx: Transaction,
  stopId: string,
  minutes: number | undefined,
): Promise<Temporal.Instant | undefined> {
  if (minutes !== undefined) return undefined;
  const [row] = await tx.text<{ at: Temporal.Instant }>(
    `select occurred_at as at from attendances.attendance
     where visit_id = (select s.visit_id from visits.stop s where s.id = $1) and stop_id = $1
     order by occurred_at desc limit 1`,
    [stopId],
  );
  return row?.at;
}

/** Locks a visit and all its stops, ids in order, with its needs. */
export async function lockVisitOfStop(
  tx: Transaction,
  stopId: string,
  actor: Actor,
): Promise<VisitFacts | Problem> {
  const visitId = sql<string>`(select s.visit_id from visits.stop s where s.id = ${stopId})`;
  const facts = lockStop(tx, stopId, actor);
  const rest = lockVisitRows(tx, visitId);
  const [visitRows, stopFacts] = await Promise.all([rest, facts]);
  if ('problem' in stopFacts) return stopFacts;
  if (!visitRows.visit) {
    // Who served her no longer sees the visit; of the own stop one may know that it went on.
    return stopFacts.stop.state === 'serving'
      ? problem('not-found')
      : problem('conflict', 'already-moved-on');
  }
  return { ...stopFacts, ...visitRows, visit: visitRows.visit };
}

/** Locks a visit with its stops and needs by its own id; for those who receive people. */
export async function lockVisitRows(
  tx: Transaction,
  visitId: string | ReturnType<typeof sql<string>>,
) {
  const visit = tx.first(
    build
      .selectFrom('visits.visit')
      .select([
        'id',
        'person_id as personId',
        'centre_id as centreId',
        'host_unit_id as hostUnitId',
        'day',
        'number',
        'language',
        'priority',
        'state',
      ])
      .$narrowType<{ state: 'open' | 'closed' }>()
      .where('id', '=', visitId)
      .forUpdate(),
  );
  const stops = tx.all(selectStops().where('visit_id', '=', visitId).orderBy('id').forUpdate());
  // Also those that another unit found at its desk: their count, without being able to read them.
  const needs = tx.all(
    sql<{ id: string | null; state: NeedState }>`select id, state from visits.needs_of(${visitId})`,
  );
  const [found, all, wanted] = await Promise.all([visit, stops, needs]);
  return { visit: found, stops: all as Stop[], needs: wanted };
}
