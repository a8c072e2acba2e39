// ticket.send-link: the link to a ticket's page by SMS or e-mail, to the address that she says. Asked by
// whoever receives people in her house, or at the kiosk that gave the ticket a moment ago. Where it goes
// is kept until it has gone (db/migrations/0210).
import { sql } from 'kysely';
import { problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { mayAct, reachesPeople, WELCOME } from '../../access/decide.ts';
import { decideSendLink, type LinkFacts } from '../link-rules.ts';
import { sendLinkInput } from '../schema.ts';

export const sendLink = command({
  name: 'ticket.send-link',
  summary:
    'Sends the link to the page of a ticket by SMS or e-mail; asked at reception or its kiosk.',
  input: sendLinkInput,
  async load(tx, { visitId }, actor) {
    const [facts] = await tx.text<LinkFacts>(
      `select visit_id as "visitId", centre_id as "centreId", host_unit_id as "hostUnitId", state,
              contacts, asked, by_kiosk as "byKiosk"
       from visits.hold_for_link($1)`,
      [visitId],
    );
    return facts && (facts.byKiosk || reachesPeople(actor)) ? facts : problem('not-found');
  },
  may: (actor, { byKiosk, hostUnitId, centreId }) =>
    byKiosk || mayAct(actor, { roles: WELCOME, units: [hostUnitId], centreId }),
  decide: (facts, { to }) => decideSendLink(facts, to),
  apply: (tx, { linkAskedId, visitId, phone, email }) =>
    tx.write(sql`select visits.ask_link(${linkAskedId}, ${visitId}, ${phone}, ${email})`, 'any'),
});
