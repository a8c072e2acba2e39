// The papers of the way out: how long a link lives, what a certificate's code says. Pure.
import { dayOf, timeOf } from '#base/dates.ts';
import { foldText } from '#base/fold.ts';

/** Days that a link to a summary lives at least. */
export const LINK_DAYS = 30;
/** The longest, however far the next date is. */
export const LINK_DAYS_MOST = 120;
/** Days beyond the next date, in which she may still look it up. */
const AFTER_NEXT = 7;

/**
 * ATT-1: the link to a summary lives for thirty days, or until a week after the next date that the
 * summary names; never longer than 120 days.
 */
export function linkExpiry(
  now: Temporal.Instant,
  today: Temporal.PlainDate,
  nextOn: Temporal.PlainDate | null,
): Temporal.Instant {
  const until = nextOn ? today.until(nextOn).days + AFTER_NEXT : 0;
  const days = Math.min(LINK_DAYS_MOST, Math.max(LINK_DAYS, until));
  return now.add({ hours: 24 * days });
}

/** When a certificate says that she was there, in the centre's civil time. */
export interface Attended {
  readonly day: Temporal.PlainDate;
  readonly from: Temporal.PlainTime;
  readonly to: Temporal.PlainTime;
}

/**
 * ATT-3: a certificate's code begins with its day and hours, so that whoever changes one of them on
 * the sheet changes the code; eight random signs follow.
 */
export function certificateCode({ day, from, to }: Attended, random: string): string {
  const date = day.toString().slice(2).replaceAll('-', '');
  return `${date}-${digits(from)}-${digits(to)}-${random.slice(0, 4)}-${random.slice(4)}`;
}

function digits(time: Temporal.PlainTime): string {
  return time.toString({ smallestUnit: 'minute' }).replace(':', '');
}

/**
 * ATT-4: a certificate is checked by its code and the name on it; case, accents, spaces and dashes
 * don't matter, since both are copied by hand.
 */
export function certificateProof(code: string, name: string): string {
  return `${code.toUpperCase().replaceAll(/[^0-9A-Z]/g, '')}\n${foldText(name)}`;
}

/**
 * ATT-5: a certificate says from when until when on the day of the visit, and no hour that is still to
 * come: an open visit is certified until the sheet was asked for.
 */
export function attendedAt(
  visit: {
    readonly day: Temporal.PlainDate;
    readonly arrivedAt: Temporal.Instant;
    readonly closedAt: Temporal.Instant | null;
  },
  zone: string,
  asked: Temporal.Instant,
  now: Temporal.Instant,
): Attended {
  const ends = [visit.closedAt ?? asked, now].toSorted(Temporal.Instant.compare)[0] ?? now;
  const from = timeOf(visit.arrivedAt, zone);
  const over = !dayOf(ends, zone).equals(visit.day);
  const to = over ? Temporal.PlainTime.from('23:59') : timeOf(ends, zone);
  return { day: visit.day, from, to: Temporal.PlainTime.compare(from, to) > 0 ? from : to };
}

/**
 * VIS-174: the code of a summary finds whose it is, however a scanner types it: as an address, with
 * blanks around it, or its own signs alone. Undefined for anything else.
 */
export function summaryLinkOf(typed: string): string | undefined {
  return /^(?:https?:\/\/\S{1,80}\/s\/)?([\w-]{22})$/.exec(typed.trim())?.[1];
}
