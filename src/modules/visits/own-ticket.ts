// What the paper itself may know and hold: its session says of which ticket it is, and the database's
// functions tell that one and no other (db/migrations/0075).
import type { Transaction } from '#platform/db/transaction.ts';
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
  /** When she must leave, if she said so. */
  readonly leaveBy: Temporal.Instant | null;
  readonly stops: readonly OwnStop[];
}

export interface OwnStop {
  readonly stopId: string;
  readonly officeId: string;
  readonly state: StopState;
  readonly endedAt: Temporal.Instant | null;
  readonly deskLabel: string | null;
}

const TICKET = `visit_id as "visitId", centre_id as "centreId", day, number, language,
  arrived_at as "arrivedAt", closed_at as "closedAt", doing, since, desk_label as "deskLabel",
  away_until as "awayUntil", delays, leave_by as "leaveBy"`;
const STOP = `stop_id as "stopId", office_id as "officeId", state, ended_at as "endedAt",
  desk_label as "deskLabel"`;
type TicketRow = Omit<OwnTicket, 'stops'>;

/** The ticket of the paper that asks; undefined for everybody else. */
export async function findOwnTicket(tx: Transaction): Promise<OwnTicket | undefined> {
  const [tickets, stops] = await Promise.all([
    tx.text<TicketRow>(`select ${TICKET} from visits.ticket()`),
    tx.text<OwnStop>(`select ${STOP} from visits.ticket_stops()`),
  ]);
  const [ticket] = tickets;
  return ticket && { ...ticket, stops };
}

/** The tickets of all these links that are good now, by the link's hash in hex. */
export async function listTicketsByLinks(
  tx: Transaction,
  hashes: readonly Uint8Array[],
): Promise<ReadonlyMap<string, OwnTicket>> {
  type Linked = { readonly link: Buffer };
  const [tickets, stops] = await Promise.all([
    tx.text<TicketRow & Linked>(
      `select token_hash as link, ${TICKET} from visits.tickets_by_links($1)`,
      [hashes],
    ),
    tx.text<OwnStop & Linked>(`select token_hash as link, ${STOP} from visits.stops_by_links($1)`, [
      hashes,
    ]),
  ]);
  const own = Map.groupBy(stops, ({ link }) => link.toString('hex'));
  return new Map(
    tickets.map((ticket) => {
      const link = ticket.link.toString('hex');
      return [link, { ...ticket, stops: own.get(link) ?? [] }];
    }),
  );
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
