// ticket.keep-away: "somebody else, please", said by her own phone while a desk calls or serves her.
import { newId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import { sql } from 'kysely';
import { command } from '#platform/run-command/command.ts';
import { holdTicketHand } from '../apart-queries.ts';
import { partEvents } from '../apart-rules.ts';
import { findOwnTicket } from '../own-ticket.ts';
import { ticketInput } from '../schema.ts';

export const ticketKeepAway = command({
  name: 'ticket.keep-away',
  summary:
    'Whoever holds a ticket keeps away the colleague who calls or serves her; asked by its own link.',
  input: ticketInput,
  async load(tx) {
    const [ticket, hand] = await Promise.all([findOwnTicket(tx), holdTicketHand(tx)]);
    return ticket ? { hand } : problem('not-found');
  },
  // As for ticket.delay.
  may: () => true,
  decide({ hand }) {
    if (!hand) return problem('conflict', 'nobody-calls-you');
    const id = newId();
    return {
      change: { id, stopId: hand.stopId },
      events: [
        { kind: 'person.kept-away', personId: hand.personId, data: { exclusionId: id } },
        ...partEvents(hand, hand.personId),
      ],
      result: { visitId: hand.visitId },
    };
  },
  apply: (tx, { id, stopId }, now) =>
    tx.write(
      sql`select visits.keep_away_by_ticket(${id}::uuid, ${stopId}::uuid, ${now.toString()}::timestamptz)`,
      'any',
    ),
});
