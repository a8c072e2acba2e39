// Whether a message goes out, when, and what is never said in one. Pure.
import { NETWORK_ZONE } from '../access/schema.ts';
import { type ContactReason, decideContact, reachOf, whyNever } from '../people/contact-rules.ts';
import type { DueMessage } from './schema.ts';

export type Delivery =
  | { readonly do: 'send'; readonly by: 'email' | 'sms'; readonly to: string }
  | {
      readonly do: 'skip';
      readonly reason: 'no-longer-so' | 'no-address' | 'no-channel' | ContactReason;
    }
  /** `until`: her next hours; without it she is told in person, unless the rule changes. */
  | { readonly do: 'hold'; readonly reason: ContactReason; readonly until?: Temporal.Instant };

/** Ways of this installation beside e-mail. */
export interface Ways {
  readonly sms: boolean;
  /** Links can be made: the address under which people reach us is set. */
  readonly links: boolean;
}

/** What becomes of a message that is due now. */
// MSG-1: nothing is sent to whoever said “never”, to an address that she said never to use, or in words that
// she did not choose: it is held, and she is told in person; nor to whoever left no address
// MSG-2: what is no longer so is not sent
// MSG-3: nothing is sent outside her hours, or, where she said none, between nine in the evening and eight in
// the morning of the centre: it is held until the next of them
// MSG-6: a number is sent an SMS and an address a letter; where there is no such way, nothing is sent
export function decideDelivery(
  message: DueMessage,
  now: Temporal.Instant,
  { sms, links }: Ways,
): Delivery {
  if (!message.stillSo) return { do: 'skip', reason: 'no-longer-so' };
  const reach = reachOf(message.contacts);
  const to = message.phone ?? message.email;
  // A ticket's link is told by nobody: she holds the ticket.
  if (!to && reach.rule === 'never' && message.kind !== 'ticket-link')
    return { do: 'hold', reason: 'never' };
  if (!to) return { do: 'skip', reason: 'no-address' };
  const by = message.phone ? 'sms' : 'email';
  if (message.kind === 'ticket-link') {
    // She asked for it a moment ago and gave the address: what she said of hours and words was said of others.
    const why = whyNever({ ...reach, cover: [] }, by, to);
    if (why) return { do: 'skip', reason: why };
    return (by === 'sms' && !sms) || !links
      ? { do: 'skip', reason: 'no-channel' }
      : { do: 'send', by, to };
  }
  const answer = decideContact(reach, { way: by, to, zone: message.zone ?? NETWORK_ZONE }, now);
  if (answer.may === 'in-person') return { do: 'hold', reason: answer.why };
  if ((by === 'sms' && !sms) || (message.kind === 'package' && !links))
    return { do: 'skip', reason: 'no-channel' };
  return answer.may === 'later'
    ? { do: 'hold', reason: answer.why, until: answer.from }
    : { do: 'send', by, to };
}
