// What the paper itself may know and hold: its session says of which ticket it is, and the database's
// functions tell that one and no other (db/migrations/0075).
import type { Transaction } from '#platform/db/transaction.ts';
import type { Candidate } from '../planning/rules/order.ts';
import type { LeaveFacts } from './leave-rules.ts';
import type { PeriodKind, StopState } from './schema.ts';
import type { Visit } from './facts.ts';

/** A ticket as its own page shows it: never who came. */
export interface OwnTicket {
  readonly visitId: string;
  readonly centreId: string;
  readonly day: Temporal.PlainDate;
  readonly number: number;
  readonly language: string;
  readonly arrivedAt: Temporal.Instant;
  readonly closedAt: Temporal.Instant | null;
  /** What her time goes to; null when she has left. */
  readonly doing: PeriodKind | null;
  readonly since: Temporal.Instant | null;
  readonly deskLabel: string | null;
  /** She asked for time until then. */
  readonly awayUntil: Temporal.Instant | null;
  readonly delays: number;
  readonly stops: readonly OwnStop[];
  readonly queues: readonly QueuedHere[];
}

export interface OwnStop {
  readonly stopId: string;
  readonly officeId: string;
  readonly state: StopState;
  readonly endedAt: Temporal.Instant | null;
  readonly deskLabel: string | null;
}

/** A place in a queue in which she stands, hers or another's. */
export interface QueuedHere extends Omit<Candidate, 'stopId'> {
  readonly officeId: string;
  readonly state: 'waiting' | 'called' | 'serving';
  readonly mine: boolean;
  readonly serviceId: string;
  readonly doing: PeriodKind;
  /** Desks of the office at which somebody sits. */
  readonly desks: number;
}

/** The ticket of the paper that asks; undefined for everybody else. */
export async function findOwnTicket(tx: Transaction): Promise<OwnTicket | undefined> {
  const [tickets, stops, queues] = await Promise.all([
    tx.text<Omit<OwnTicket, 'stops' | 'queues'>>(
      `select visit_id as "visitId", centre_id as "centreId", day, number, language,
              arrived_at as "arrivedAt", closed_at as "closedAt", doing, since,
              desk_label as "deskLabel", away_until as "awayUntil", delays
       from visits.ticket()`,
    ),
    tx.text<OwnStop>(
      `select stop_id as "stopId", office_id as "officeId", state, ended_at as "endedAt",
              desk_label as "deskLabel" from visits.ticket_stops()`,
    ),
    tx.text<QueuedHere>(
      `select office_id as "officeId", state, mine, number, language, service_id as "serviceId",
              priority, queued, arrived, served, stops_left as "stopsLeft", booked,
              leave_by as "leaveBy", doing, desks from visits.ticket_queues()`,
    ),
  ]);
  const [ticket] = tickets;
  return ticket && { ...ticket, stops, queues };
}

/** The paper of a visit leads to its page from now on; asked again, nothing changes. */
export async function keepTicketLink(
  tx: Transaction,
  visitId: string,
  hash: Uint8Array,
): Promise<void> {
  await tx.text('select visits.keep_ticket_link($1, $2)', [visitId, hash]);
}

/** What a rule must know of the ticket that asks. */
export interface TicketFacts extends LeaveFacts {
  readonly delays: number;
  readonly awayUntil: Temporal.Instant | null;
}

/** Locks the visit of the ticket that asks, and its stops. */
export async function holdOwnTicket(tx: Transaction): Promise<TicketFacts | undefined> {
  const [visits, stops, needs] = await Promise.all([
    tx.text<
      Visit &
        Pick<TicketFacts, 'delays' | 'awayUntil'> & { kind: PeriodKind; since: Temporal.Instant }
    >(
      `select id, person_id as "personId", centre_id as "centreId", host_unit_id as "hostUnitId", day,
              number, language, priority, state, delays, away_until as "awayUntil", kind, since
       from visits.hold_ticket()`,
    ),
    tx.text<LeaveFacts['stops'][number]>(
      'select id, office_id as "officeId", state from visits.hold_ticket_stops()',
    ),
    tx.text<LeaveFacts['needs'][number]>('select id, state from visits.ticket_needs()'),
  ]);
  const [row] = visits;
  if (!row) return undefined;
  const { kind, since, delays, awayUntil, ...visit } = row;
  const period = since ? { kind, since } : undefined;
  return { visit, stops, needs, period, delays, awayUntil };
}
