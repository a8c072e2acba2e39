// ticket.leave: "I am leaving", said by her own phone. As visit.leave at the door: what is left is
// withdrawn, her needs stay open.
import { problem } from '#base/problem.ts';
import { sql } from 'kysely';
import { command } from '#platform/run-command/command.ts';
import { leaveNow } from '../leave-rules.ts';
import { holdOwnTicket } from '../own-ticket.ts';
import { ticketInput } from '../schema.ts';

export const leaveTicket = command({
  name: 'ticket.leave',
  summary: 'Whoever holds a ticket leaves before all is done; asked by its own link alone.',
  input: ticketInput,
  load: async (tx) => (await holdOwnTicket(tx)) ?? problem('not-found'),
  // As for ticket.delay.
  may: () => true,
  decide: (facts, _input, _actor, now) => leaveNow(facts, now),
  apply: (tx, { closeVisit }) =>
    tx.write(sql`select visits.leave_by_ticket(${String(closeVisit?.at)}::timestamptz)`, 'any'),
});
