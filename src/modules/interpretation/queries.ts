// Requests for a mediator, as row security shows them: to the desk's unit and to the welcome.
import { build, type Transaction } from '#platform/db/transaction.ts';
import type { MediatorRequest } from './schema.ts';

function selectRequests() {
  return build
    .selectFrom('interpretation.request as r')
    .select([
      'r.id',
      'r.stop_id as stopId',
      'r.centre_id as centreId',
      'r.office_id as officeId',
      'r.unit_id as unitId',
      'r.host_unit_id as hostUnitId',
      'r.desk_id as deskId',
      'r.number',
      'r.language',
      'r.asked_by as askedBy',
      'r.asked_at as askedAt',
      'r.mediator_id as mediatorId',
      'r.accepted_at as acceptedAt',
      'r.joined_at as joinedAt',
      'r.ended_at as endedAt',
    ]);
}

/** Locks a request; undefined when it doesn't exist or may not be seen. */
export function lockRequest(
  tx: Transaction,
  requestId: string,
): Promise<MediatorRequest | undefined> {
  return tx.first(selectRequests().where('r.id', '=', requestId).forUpdate());
}

/** A request with the name of whoever accepted it. */
export interface OpenRequest extends MediatorRequest {
  readonly mediator: string | null;
}

function selectOpen() {
  return selectRequests()
    .leftJoin('access.account as a', 'a.id', 'r.mediator_id')
    .select('a.name as mediator')
    .where('r.ended_at', 'is', null);
}

/** Requests of a house that have not ended, the oldest first. */
export function listRequests(tx: Transaction, centreId: string): Promise<OpenRequest[]> {
  return tx.all(
    selectOpen().where('r.centre_id', '=', centreId).orderBy('r.asked_at').orderBy('r.id'),
  );
}

/** The request of a sitting that has not ended. */
export function findRequest(tx: Transaction, stopId: string): Promise<OpenRequest | undefined> {
  return tx.first(selectOpen().where('r.stop_id', '=', stopId));
}

/** Accounts that can't come now: at a desk, beside one, or on the way to one. */
export async function listBound(tx: Transaction, centreId: string): Promise<ReadonlySet<string>> {
  const rows = await tx.text<{ id: string }>(
    `select account_id as id from visits.desk_session where centre_id = $1 and closed_at is null
     union select mediator_id from visits.desk_session
       where centre_id = $1 and closed_at is null and mediator_id is not null
     union select mediator_id from interpretation.request
       where centre_id = $1 and ended_at is null and mediator_id is not null`,
    [centreId],
  );
  return new Set(rows.map(({ id }) => id));
}

/** A desk that asks for a mediator, as whoever looks after the house sees it: nothing about who sits there. */
export interface AskedFor {
  readonly deskId: string;
  readonly officeId: string;
  readonly language: string;
  readonly askedAt: Temporal.Instant;
  /** Somebody said that she is on her way. */
  readonly coming: boolean;
}

/** Desks of a house that ask for a mediator, the oldest first; none for those who don't look after it. */
export function listAskedFor(tx: Transaction, centreId: string): Promise<AskedFor[]> {
  return tx.text<AskedFor>(
    `select desk_id as "deskId", office_id as "officeId", language, asked_at as "askedAt", coming
     from interpretation.asked_in($1)`,
    [centreId],
  );
}
