// What the screen of a desk asks about the person in hand and her way through the house.
import { sql } from 'kysely';
import { build, inWords, type Transaction } from '#platform/db/transaction.ts';
import { anyFileOf } from '../people/one-person.ts';
import { SPOKEN } from './desk-session.ts';
import type { PeriodKind, StopState } from './schema.ts';

/** What was seen at the door of a visit: of the papers that were asked for, whether she has them. */
export function listPapers(
  tx: Transaction,
  visitId: string,
): Promise<{ documentId: string; here: boolean }[]> {
  return tx.all(sql<{ documentId: string; here: boolean }>`
    select document_id as "documentId", here from visits.paper where visit_id = ${visitId}
    order by here desc, document_id`);
}

/** The stop that is called or served at a desk. */
export interface InHand {
  readonly stopId: string;
  readonly visitId: string;
  readonly personId: string;
  readonly needId: string | null;
  readonly number: number;
  readonly language: string;
  readonly serviceId: string;
  readonly subjectId: string;
  readonly state: 'called' | 'serving';
  readonly misses: number;
  readonly calledAt: Temporal.Instant | null;
  readonly servedAt: Temporal.Instant | null;
  /** What her time goes to now: `way` once she was seen setting out. */
  readonly period: PeriodKind | null;
  /** She showed her paper here today; only an office with a direct enforcement link must be shown it. */
  readonly presented: boolean;
}

/** What one desk has in hand, or undefined. Ids of a person only: no name is read here. */
export function findInHand(tx: Transaction, deskId: string): Promise<InHand | undefined> {
  return tx.first(
    build
      .selectFrom('visits.stop as s')
      .leftJoin('visits.period as p', (join) =>
        join.onRef('p.visit_id', '=', 's.visit_id').on(sql<boolean>`upper_inf(p.during)`),
      )
      .select([
        's.id as stopId',
        's.visit_id as visitId',
        's.person_id as personId',
        's.need_id as needId',
        's.number',
        's.language',
        's.service_id as serviceId',
        's.subject_id as subjectId',
        's.state',
        's.misses',
        's.called_at as calledAt',
        's.served_at as servedAt',
        'p.kind as period',
        sql<boolean>`s.person_id = any (access.presented())`.as('presented'),
      ])
      .$narrowType<{ state: 'called' | 'serving'; period: PeriodKind | null }>()
      .where('s.desk_id', '=', deskId)
      .where('s.state', 'in', inWords(['called', 'serving'])),
  );
}

/** What the office that sent her on tells this one. */
export interface Handover {
  readonly body: string;
  readonly author: string;
  readonly writtenAt: Temporal.Instant;
}

/** What the next desk is told about a stop, if anything. Note the reading before showing it. */
export function findHandover(tx: Transaction, stopId: string): Promise<Handover | undefined> {
  return tx.first(
    build
      .selectFrom('visits.handover as h')
      .innerJoin('access.account as a', 'a.id', 'h.account_id')
      .select(['h.body', 'a.name as author', 'h.written_at as writtenAt'])
      .where('h.to_stop_id', '=', stopId),
  );
}

/** A stop of any visit of a person, as far as the asking account may see it. */
export interface PersonStop {
  readonly stopId: string;
  readonly visitId: string;
  readonly officeId: string;
  readonly unitId: string;
  readonly serviceId: string;
  readonly subjectId: string;
  readonly needId: string | null;
  readonly rank: number;
  readonly state: StopState;
  readonly outcome: string | null;
  readonly deskId: string | null;
  readonly queuedAt: Temporal.Instant | null;
  readonly servedAt: Temporal.Instant | null;
  readonly endedAt: Temporal.Instant | null;
}

/** Stops of a person over all visits, in the order in which they happened; what is ahead, last. */
export function listStopsOf(tx: Transaction, personId: string): Promise<PersonStop[]> {
  return tx.all(
    build
      .selectFrom('visits.stop')
      .select([
        'id as stopId',
        'visit_id as visitId',
        'office_id as officeId',
        'unit_id as unitId',
        'service_id as serviceId',
        'subject_id as subjectId',
        'need_id as needId',
        'rank',
        'state',
        'outcome',
        'desk_id as deskId',
        'queued_at as queuedAt',
        'served_at as servedAt',
        'ended_at as endedAt',
      ])
      .$narrowType<{ state: StopState }>()
      .where('person_id', '=', anyFileOf(personId))
      .orderBy(sql`coalesce(served_at, queued_at, 'infinity')`)
      .orderBy('rank')
      .orderBy('id'),
  );
}

/** A visit of a person, without its code. */
export interface PersonVisit {
  readonly id: string;
  readonly centreId: string;
  readonly day: Temporal.PlainDate;
  readonly number: number;
  readonly language: string;
  readonly state: 'open' | 'closed';
  readonly arrivedAt: Temporal.Instant;
}

/** Visits of a person, the newest first. */
export function listVisitsOf(tx: Transaction, personId: string): Promise<PersonVisit[]> {
  return tx.all(
    build
      .selectFrom('visits.visit')
      .select([
        'id',
        'centre_id as centreId',
        'day',
        'number',
        'language',
        'state',
        'arrived_at as arrivedAt',
      ])
      .$narrowType<{ state: 'open' | 'closed' }>()
      .where('person_id', '=', anyFileOf(personId))
      .orderBy('arrived_at', 'desc'),
  );
}

/** Who sits at an open desk. */
export interface DeskHolder {
  readonly deskId: string;
  readonly accountId: string;
  readonly name: string;
  readonly languages: readonly string[];
  /** Since when the desk takes a break, if it does. */
  readonly pausedAt: Temporal.Instant | null;
  /** Services that the desk takes today; null: all of its office. */
  readonly serviceIds: readonly string[] | null;
}

/** Open desks of a centre with whoever opened them. */
export function listDeskHolders(tx: Transaction, centreId: string): Promise<DeskHolder[]> {
  return tx.all(
    build
      .selectFrom('visits.desk_session as d')
      .innerJoin('access.account as a', 'a.id', 'd.account_id')
      .select([
        'd.desk_id as deskId',
        'd.account_id as accountId',
        'a.name',
        'd.service_ids as serviceIds',
        SPOKEN.as('languages'),
        'd.paused_at as pausedAt',
      ])
      .where('d.centre_id', '=', centreId)
      .where('d.closed_at', 'is', null)
      .orderBy('d.desk_id'),
  );
}
