// ticket.delay: "I need ten more minutes", said by her own phone. Whoever holds the paper may; nobody
// who works here can, and the paper says of which ticket it is.
import { problem } from '#base/problem.ts';
import { sql } from 'kysely';
import { command } from '#platform/run-command/command.ts';
import { holdOwnTicket } from '../own-ticket.ts';
import { delayCalls } from '../ticket-rules.ts';
import { ticketInput } from '../schema.ts';

export const delayTicket = command({
  name: 'ticket.delay',
  summary: 'Whoever holds a ticket is not called for ten minutes; asked by its own link alone.',
  input: ticketInput,
  load: async (tx) => (await holdOwnTicket(tx)) ?? problem('not-found'),
  // The facts are those of the paper that asks, or there are none.
  may: () => true,
  decide: (facts, _input, _actor, now) => delayCalls(facts, now),
  apply: (tx, { until }) =>
    tx.write(sql`select visits.delay_ticket(${until.toString()}::timestamptz)`, 'any'),
});
