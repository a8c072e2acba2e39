// Whether somebody may be contacted now, later, or only when she stands here. The one rule that every message,
// call-back and number on a screen asks; test/support/contact-places.ts finds places that do not. Pure.
import { type Problem, problem } from '#base/problem.ts';
import { isSameAddress, partsOf } from './contact-reading.ts';
import { CONTACT_RULES, type ContactRule } from './schema.ts';

/** What one file says of how she may be reached; what nobody said is null. */
export interface ContactFacts {
  readonly rule: ContactRule;
  /** `09:00 17:00`, on the clock of the place. */
  readonly hours: string | null;
  /** Days of the week on which she may be reached, Monday is 1: `1 3 5`. */
  readonly days: string | null;
  /** What whoever calls says: “from the library”. */
  readonly cover: string | null;
  /** Numbers and addresses that are never used, apart by commas. */
  readonly avoid: string | null;
  /** `no`: nothing by post. */
  readonly post: string | null;
}

export const CONTACT_WAYS = ['call', 'sms', 'email', 'post'] as const;
export type ContactWay = (typeof CONTACT_WAYS)[number];

/** Why not, or not now. `words`: she asked for words that a machine can't say. */
export type ContactReason =
  | 'never'
  | 'messages-only'
  | 'avoided'
  | 'no-post'
  | 'words'
  | 'hours'
  | 'no-time';

export type ContactAnswer =
  | { readonly may: 'now' }
  | { readonly may: 'later'; readonly from: Temporal.Instant; readonly why: 'hours' }
  | { readonly may: 'in-person'; readonly why: Exclude<ContactReason, 'hours'> };

/** All that her files say together. */
export interface Reach {
  readonly rule: ContactRule;
  readonly from: Temporal.PlainTime;
  readonly until: Temporal.PlainTime;
  /** No day is in all of them, or no hour: there is no time that each of her files allows. */
  readonly days: readonly number[];
  readonly cover: readonly string[];
  readonly avoid: readonly string[];
  readonly post: boolean;
}

/** Between these hours a telephone may make a sound, where she said no others. */
const USUAL = '08:00 21:00';
const WEEK = [1, 2, 3, 4, 5, 6, 7];
/** A file in which nobody wrote how she may be reached. */
export const UNASKED: ContactFacts = {
  rule: 'discreet',
  hours: null,
  days: null,
  cover: null,
  avoid: null,
  post: null,
};

/** All files of one person together. */
// PEO-50: of several files that are one person's, each binds: the strictest rule, the hours and days that all
// of them allow, every number that one of them says never to use, no post when one says so; without hours of
// her own she is reached from eight to nine in the evening
export function reachOf(files: readonly ContactFacts[]): Reach {
  const all = files.length > 0 ? files : [UNASKED];
  const hours = all.map((file) => (file.hours ?? (hasHours(all) ? null : USUAL))?.split(' '));
  const times = hours.flatMap((each) => (each ? [each.map(toTime)] : []));
  return {
    rule: all.map(({ rule }) => rule).reduce((a, b) => (isStricter(a, b) ? a : b)),
    from: times.flatMap(([from]) => from ?? []).reduce(later),
    until: times.flatMap(([, until]) => until ?? []).reduce(earlier),
    days: WEEK.filter((day) =>
      all.every(({ days }) => !days || days.split(' ').map(Number).includes(day)),
    ),
    cover: [...new Set(all.flatMap(({ cover }) => cover ?? []))],
    avoid: all.flatMap(({ avoid }) => partsOf(avoid)),
    post: all.every(({ post }) => post !== 'no'),
  };
}

/** Whether and when a contact may be made. */
// PEO-51: never means never; whoever asked for messages is not called; a number or address on her list is not
// used, however it is written; nothing goes by post when she said so; what she wants said, a machine can't say,
// so it writes nothing and a human does; outside her hours it waits for the next one of them
export function decideContact(
  reach: Reach,
  { way, to, zone }: { readonly way: ContactWay; readonly to?: string; readonly zone: string },
  now: Temporal.Instant,
): ContactAnswer {
  const why = whyNever(reach, way, to);
  if (why) return { may: 'in-person', why };
  if (way === 'post') return { may: 'now' };
  const from = nextTime(reach, zone, now);
  if (!from) return { may: 'in-person', why: 'no-time' };
  return Temporal.Instant.compare(from, now) === 0
    ? { may: 'now' }
    : { may: 'later', from, why: 'hours' };
}

/** Why nothing goes this way to that address at any hour, or nothing. */
export function whyNever(
  { rule, cover, avoid, post }: Reach,
  way: ContactWay,
  to?: string,
): Exclude<ContactReason, 'hours' | 'no-time'> | undefined {
  if (rule === 'never') return 'never';
  if (way === 'call' && rule === 'messages-only') return 'messages-only';
  if (to !== undefined && avoid.some((one) => isSameAddress(one, to))) return 'avoided';
  if (way === 'post' && !post) return 'no-post';
  return way !== 'call' && way !== 'post' && cover.length > 0 ? 'words' : undefined;
}

/** Why a call is not promised for a day, or a stretch of it; nothing when it may be. */
// PEO-52: no call is promised to whoever is not called, nor for a day or hours that she did not allow
export function refuseCallOn(
  reach: Reach,
  due: {
    readonly dueOn: string;
    readonly from?: string | undefined;
    readonly to?: string | undefined;
  },
): Problem | undefined {
  if (whyNever(reach, 'call')) return problem('conflict', 'no-calls');
  const refuse = (field: string) =>
    problem('invalid', 'invalid', { fields: { [field]: 'not-her-hours' } });
  if (!reach.days.includes(Temporal.PlainDate.from(due.dueOn).dayOfWeek)) return refuse('dueOn');
  if (!due.from || !due.to) return undefined;
  const isWithin =
    Temporal.PlainTime.compare(due.from, reach.from) >= 0 &&
    Temporal.PlainTime.compare(due.to, reach.until) <= 0;
  return isWithin ? undefined : refuse('from');
}

/** The first moment from now on at which her hours allow it; undefined: there is none. */
function nextTime(reach: Reach, zone: string, now: Temporal.Instant): Temporal.Instant | undefined {
  if (Temporal.PlainTime.compare(reach.from, reach.until) >= 0) return undefined;
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  for (let ahead = 0; ahead <= WEEK.length; ahead++) {
    const day = today.add({ days: ahead });
    if (!reach.days.includes(day.dayOfWeek)) continue;
    const at = (plainTime: Temporal.PlainTime) =>
      day.toZonedDateTime({ timeZone: zone, plainTime }).toInstant();
    if (Temporal.Instant.compare(now, at(reach.until)) >= 0) continue;
    return Temporal.Instant.compare(now, at(reach.from)) >= 0 ? now : at(reach.from);
  }
  return undefined;
}

const toTime = (text: string) => Temporal.PlainTime.from(text);
const hasHours = (files: readonly ContactFacts[]) => files.some(({ hours }) => hours !== null);
const isStricter = (a: ContactRule, b: ContactRule) =>
  CONTACT_RULES.indexOf(a) > CONTACT_RULES.indexOf(b);
const later = (a: Temporal.PlainTime, b: Temporal.PlainTime) =>
  Temporal.PlainTime.compare(a, b) >= 0 ? a : b;
const earlier = (a: Temporal.PlainTime, b: Temporal.PlainTime) =>
  Temporal.PlainTime.compare(a, b) <= 0 ? a : b;
