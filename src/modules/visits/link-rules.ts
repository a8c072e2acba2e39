// The link to her ticket's page by message. Pure.
import { newId } from '#base/ids.ts';
import { type Problem, problem } from '#base/problem.ts';
import { type ContactFacts, reachOf, whyNever } from '../people/contact-rules.ts';
import type { Decision } from '#platform/run-command/command.ts';
import type { SaidAddress } from './schema.ts';

/** So often for one ticket: whoever mistyped tries again, and nobody is pestered. */
export const LINKS = 3;

/** A ticket whose link is asked for. */
export interface LinkFacts {
  readonly visitId: string;
  readonly centreId: string;
  readonly hostUnitId: string;
  readonly state: 'open' | 'closed';
  /** How she may be reached, as each of her files says it. */
  readonly contacts: readonly ContactFacts[];
  /** How often it was asked for already. */
  readonly asked: number;
  /** Asked by the kiosk that gave it a moment ago. */
  readonly byKiosk: boolean;
}

export interface AskedLink extends SaidAddress {
  readonly linkAskedId: string;
  readonly visitId: string;
}

/**
 * VIS-213: while her visit is open the link to its page is sent where she says, by SMS or e-mail: three
 * times at most, and never to whoever said that she must not be written to, or never there.
 */
export function decideSendLink(facts: LinkFacts, to: SaidAddress): Decision<AskedLink> | Problem {
  const { visitId, centreId, hostUnitId } = facts;
  if (facts.state === 'closed') return problem('conflict', 'visit-closed');
  const address = to.phone ?? to.email ?? undefined;
  const reach = { ...reachOf(facts.contacts), cover: [] };
  const why = whyNever(reach, to.phone ? 'sms' : 'email', address);
  if (why) return problem('conflict', why === 'avoided' ? 'contact-avoided' : 'contact-never');
  if (facts.asked >= LINKS) return problem('conflict', 'link-sent-often');
  const linkAskedId = newId();
  return {
    change: { linkAskedId, visitId, ...to },
    events: [
      {
        kind: 'ticket.link-asked',
        centreId,
        unitId: hostUnitId,
        visitId,
        data: { linkAskedId },
      },
    ],
    result: { visitId, centreId },
  };
}
