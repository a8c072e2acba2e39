// Whether a message goes out, when, and what is never said in one. Pure.
import type { DueMessage } from './schema.ts';

/** Between these hours of the centre's clock a telephone may make a sound. */
const FROM = Temporal.PlainTime.from('08:00');
const UNTIL = Temporal.PlainTime.from('21:00');

export type Delivery =
  | { readonly do: 'send'; readonly to: string }
  | { readonly do: 'skip'; readonly reason: 'no-longer-so' | 'never' | 'no-address' }
  | { readonly do: 'wait' };

/** What becomes of a message that is due now. */
// MSG-1: nothing is sent to whoever said “never”, or of whom no address is known
// MSG-2: what is no longer so is not sent
// MSG-3: nothing is sent between nine in the evening and eight in the morning of the centre
export function decideDelivery(message: DueMessage, now: Temporal.Instant): Delivery {
  if (!message.stillSo) return { do: 'skip', reason: 'no-longer-so' };
  if (message.contactRule === 'never') return { do: 'skip', reason: 'never' };
  if (!message.email) return { do: 'skip', reason: 'no-address' };
  const time = now.toZonedDateTimeISO(message.zone ?? 'UTC').toPlainTime();
  const quiet =
    Temporal.PlainTime.compare(time, FROM) < 0 || Temporal.PlainTime.compare(time, UNTIL) >= 0;
  return quiet ? { do: 'wait' } : { do: 'send', to: message.email };
}
