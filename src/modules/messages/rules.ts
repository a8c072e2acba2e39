// Whether a message goes out, when, and what is never said in one. Pure.
import type { DueMessage } from './schema.ts';

/** Between these hours of the centre's clock a telephone may make a sound. */
const FROM = Temporal.PlainTime.from('08:00');
const UNTIL = Temporal.PlainTime.from('21:00');

export type Delivery =
  | { readonly do: 'send'; readonly by: 'email' | 'sms'; readonly to: string }
  | { readonly do: 'skip'; readonly reason: 'no-longer-so' | 'never' | 'no-address' | 'no-channel' }
  | { readonly do: 'wait' };

/** Ways of this installation beside e-mail. */
export interface Ways {
  readonly sms: boolean;
  /** Links can be made: the address under which people reach us is set. */
  readonly links: boolean;
}

/** What becomes of a message that is due now. */
// MSG-1: nothing is sent to whoever said “never”, or of whom no address is known
// MSG-2: what is no longer so is not sent
// MSG-3: nothing is sent between nine in the evening and eight in the morning of the centre
// MSG-6: a number is sent an SMS and an address a letter; where there is no such way, nothing is sent
export function decideDelivery(
  message: DueMessage,
  now: Temporal.Instant,
  { sms, links }: Ways,
): Delivery {
  if (!message.stillSo) return { do: 'skip', reason: 'no-longer-so' };
  if (message.contactRule === 'never') return { do: 'skip', reason: 'never' };
  const to = message.phone ?? message.email;
  if (!to) return { do: 'skip', reason: 'no-address' };
  const by = message.phone ? 'sms' : 'email';
  if (
    (by === 'sms' && !sms) ||
    ((message.kind === 'ticket-link' || message.kind === 'package') && !links)
  )
    return { do: 'skip', reason: 'no-channel' };
  const time = now.toZonedDateTimeISO(message.zone ?? 'UTC').toPlainTime();
  const quiet =
    Temporal.PlainTime.compare(time, FROM) < 0 || Temporal.PlainTime.compare(time, UNTIL) >= 0;
  return quiet ? { do: 'wait' } : { do: 'send', by, to };
}
