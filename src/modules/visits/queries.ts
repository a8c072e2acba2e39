// What screens ask about visits. Row security decides what is found: a unit's own queue, the house
// for those who receive people in it, and the trip of whoever is being served.
import { sql } from 'kysely';
import { build, inWords, type Transaction } from '#platform/db/transaction.ts';
import { SPOKEN } from './desk-session.ts';
import type { StopState } from './schema.ts';

/** A ticket on the wall: a number and a desk, nothing about anyone. */
export interface BoardLine {
  readonly number: number;
  readonly language: string;
  readonly state: 'called' | 'serving' | 'waiting';
  readonly desk_label: string | null;
  readonly office_id: string;
  readonly since: Temporal.Instant;
}

/** Numbers called, served and waiting in a house today; the newest call first. Needs no session. */
export function listBoard(tx: Transaction, centreId: string): Promise<BoardLine[]> {
  return tx.text<BoardLine>('select * from visits.board($1)', [centreId]);
}

/** A ticket in an office's queue, as the office may see it before she comes. */
export interface QueueLine {
  readonly stopId: string;
  readonly number: number;
  readonly language: string;
  readonly serviceId: string;
  readonly subjectId: string;
  readonly state: StopState;
  readonly misses: number;
  readonly queuedAt: Temporal.Instant | null;
  readonly calledAt: Temporal.Instant | null;
  readonly servedAt: Temporal.Instant | null;
  readonly deskId: string | null;
}

function selectQueue() {
  return build
    .selectFrom('visits.stop')
    .select([
      'id as stopId',
      'number',
      'language',
      'service_id as serviceId',
      'subject_id as subjectId',
      'state',
      'misses',
      'queued_at as queuedAt',
      'called_at as calledAt',
      'served_at as servedAt',
      'desk_id as deskId',
    ])
    .$narrowType<{ state: StopState }>();
}

/** Everyone who waits, is called, served or parked at an office today, longest waiting first. */
export function listQueue(tx: Transaction, officeId: string): Promise<QueueLine[]> {
  return tx.all(
    selectQueue()
      .where('office_id', '=', officeId)
      .where('state', 'in', inWords(['waiting', 'called', 'serving', 'parked']))
      .orderBy('queued_at')
      .orderBy('id'),
  );
}

/** A desk that somebody opened and has not closed. */
export interface OpenDesk {
  readonly deskId: string;
  readonly officeId: string;
  readonly centreId: string;
  readonly accountId: string;
  readonly languages: readonly string[];
  readonly openedAt: Temporal.Instant;
}

function selectOpenDesks() {
  return build
    .selectFrom('visits.desk_session as d')
    .select([
      'd.desk_id as deskId',
      'd.office_id as officeId',
      'd.centre_id as centreId',
      'd.account_id as accountId',
      SPOKEN.as('languages'),
      'd.opened_at as openedAt',
    ])
    .where('d.closed_at', 'is', null);
}

/** Open desks of a centre; one in its break does not count. */
export function listOpenDesks(tx: Transaction, centreId: string): Promise<OpenDesk[]> {
  return tx.all(
    selectOpenDesks()
      .where('d.centre_id', '=', centreId)
      .where('d.paused_at', 'is', null)
      .orderBy('d.desk_id'),
  );
}

/** The desk that an account sits at now. */
export function findMyDesk(tx: Transaction, accountId: string): Promise<OpenDesk | undefined> {
  return tx.first(selectOpenDesks().where('d.account_id', '=', accountId));
}

/** A stop of a trip, for those who may see the trip. */
export interface TripStop extends QueueLine {
  readonly visitId: string;
  readonly personId: string;
  readonly officeId: string;
  readonly unitId: string;
  readonly needId: string | null;
  readonly rank: number;
  readonly endedAt: Temporal.Instant | null;
  readonly outcome: string | null;
  readonly fromStopId: string | null;
}

/** One trip: the visit, its person, its stops in the order in which they happen. */
export interface Trip {
  readonly id: string;
  readonly personId: string;
  readonly centreId: string;
  readonly day: Temporal.PlainDate;
  readonly number: number;
  readonly code: string;
  readonly language: string;
  readonly state: 'open' | 'closed';
  readonly arrivedAt: Temporal.Instant;
  readonly closedAt: Temporal.Instant | null;
  /** When she must leave, if she said so. */
  readonly leaveBy: Temporal.Instant | null;
  readonly name: string | null;
  readonly fileNumber: string | null;
  readonly stops: readonly TripStop[];
  readonly needs: readonly {
    readonly id: string;
    readonly subjectId: string;
    readonly state: string;
  }[];
}

/** A trip by its id, or undefined: not there, or not to be seen. Its person is read: note it. */
export async function findTrip(tx: Transaction, visitId: string): Promise<Trip | undefined> {
  const visit = tx.first(
    build
      .selectFrom('visits.visit as v')
      .leftJoin('people.person as p', 'p.id', 'v.person_id')
      .leftJoin('casefiles.case_file as f', 'f.person_id', 'v.person_id')
      .select([
        'v.id',
        'v.person_id as personId',
        'v.centre_id as centreId',
        'v.day',
        'v.number',
        'v.code',
        'v.language',
        'v.state',
        'v.arrived_at as arrivedAt',
        'v.closed_at as closedAt',
        'v.leave_by as leaveBy',
        'p.name',
        'f.number as fileNumber',
      ])
      .$narrowType<{ state: 'open' | 'closed' }>()
      .where('v.id', '=', visitId),
  );
  const stops = tx.all(
    selectQueue()
      .select([
        'visit_id as visitId',
        'person_id as personId',
        'office_id as officeId',
        'unit_id as unitId',
        'need_id as needId',
        'rank',
        'ended_at as endedAt',
        'outcome',
        'from_stop_id as fromStopId',
      ])
      .where('visit_id', '=', visitId)
      .orderBy(sql`coalesce(queued_at, 'infinity')`)
      .orderBy('rank')
      .orderBy('id'),
  );
  const needs = tx.all(
    build
      .selectFrom('casefiles.need')
      .select(['id', 'subject_id as subjectId', 'state'])
      .where('visit_id', '=', visitId)
      .orderBy('found_at')
      .orderBy('id'),
  );
  const [found, all, wanted] = await Promise.all([visit, stops, needs]);
  return found && { ...found, stops: all, needs: wanted };
}
