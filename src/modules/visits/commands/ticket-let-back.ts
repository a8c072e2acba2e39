// ticket.let-back: she takes back what she said with her phone.
import { problem } from '#base/problem.ts';
import { sql } from 'kysely';
import { command } from '#platform/run-command/command.ts';
import { countKeptAwayByTicket } from '../apart-queries.ts';
import { refuseLetBack } from '../apart-rules.ts';
import { holdOwnTicket } from '../own-ticket.ts';
import { ticketInput } from '../schema.ts';

export const ticketLetBack = command({
  name: 'ticket.let-back',
  summary: 'Whoever holds a ticket takes back whom she kept away with it; asked by its own link.',
  input: ticketInput,
  async load(tx) {
    const ticket = await holdOwnTicket(tx);
    return ticket
      ? { visit: ticket.visit, kept: await countKeptAwayByTicket(tx) }
      : problem('not-found');
  },
  // As for ticket.delay.
  may: () => true,
  decide: ({ visit, kept }) =>
    refuseLetBack({ lifted: kept === 0 }) ?? {
      change: {},
      events: [{ kind: 'person.let-back', personId: visit.personId, data: { many: kept } }],
      result: { visitId: visit.id },
    },
  apply: (tx, _change, now) =>
    tx.write(sql`select visits.let_back_by_ticket(${now.toString()}::timestamptz)`, 'any'),
});
