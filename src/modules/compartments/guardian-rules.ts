// Who may sign for her, and what that person may be told. Pure.
import { type Problem, problem } from '#base/problem.ts';
import { type Reach, whyNever } from '../people/contact-rules.ts';
import { FACETS, type Facet } from './facets.ts';
import type { Guardian } from './guardian-schema.ts';
import type { Written } from './protocol-rules.ts';

/** Why somebody may not sign for her. */
export type NoSignature =
  | 'danger'
  | 'contested'
  | 'review'
  | 'de-facto'
  | 'no-proof'
  | 'not-yet'
  | 'over';

/** Whether this person stands for her with a title that was seen, and is not what she is protected from. */
// COM-27: a guardian is there once there is one with a title and a proof of it, and nothing against that person
export function hasTitle(one: Guardian): boolean {
  return one.standing === 'clear' && one.capacity !== 'de-facto' && one.proof !== 'none';
}

/** Why this person may not sign for her on a day, or nothing. */
// COM-24: whoever stands for her by law, as a court says or as an institution signs for her from the first day to
// the last, with a proof that was seen; nobody who is the danger, is contested or looked into, and nobody who looks
// after her without a title
export function whyNoSignature(one: Guardian, today: Temporal.PlainDate): NoSignature | undefined {
  if (one.standing !== 'clear') return one.standing;
  const when = whenOf(one, today);
  if (when !== 'now') return when;
  if (hasTitle(one)) return undefined;
  return one.capacity === 'de-facto' ? 'de-facto' : 'no-proof';
}

/** What whoever may not sign is told at the most, unless that is nothing. */
const EVERYDAY: readonly Facet[] = ['language', 'needs'];

/** What this person may be told of her on a day. */
// COM-25: whoever is the danger, or stands for her no more or not yet, is told nothing; whoever may not sign no more
// than her language and what is needed; and nobody what was kept back for that person
export function mayBeToldTo(one: Guardian, today: Temporal.PlainDate): readonly Facet[] {
  if (one.standing === 'danger' || whenOf(one, today) !== 'now') return [];
  const most = whyNoSignature(one, today) ? EVERYDAY : FACETS;
  return most.filter((facet) => !one.withheld.includes(facet));
}

function whenOf(one: Guardian, today: Temporal.PlainDate): 'now' | 'not-yet' | 'over' {
  const { compare } = Temporal.PlainDate;
  if (compare(one.from, today) > 0) return 'not-yet';
  return one.until !== undefined && compare(one.until, today) < 0 ? 'over' : 'now';
}

/** Those records that no other has replaced, the newest first. */
export function currentOf<One extends { readonly leafId: string } & Guardian>(
  records: readonly One[],
): One[] {
  const replaced = new Set(records.map(({ replacesId }) => replacesId));
  return records.filter(({ leafId }) => !replaced.has(leafId));
}

const refuse = (field: string, code: string) =>
  problem('invalid', 'invalid', { fields: { [field]: code } });

/** Why somebody is not written down as a guardian so, or nothing. */
// COM-26: who stands for her is written down once it is so, with the last day not before the first; a record is
// replaced once; and a number that she said is never to be used is kept as nobody's
export function refuseGuardian(
  asked: Guardian,
  known: { readonly records: readonly Written<'guardian'>[]; readonly reach: Reach },
  today: Temporal.PlainDate,
): Problem | undefined {
  const { compare } = Temporal.PlainDate;
  if (compare(asked.from, today) > 0) return refuse('from', 'date-in-future');
  if (asked.until !== undefined && compare(asked.until, asked.from) < 0)
    return refuse('until', 'before-first-day');
  if (asked.contact !== undefined && whyNever(known.reach, 'call', asked.contact) === 'avoided')
    return refuse('contact', 'contact-avoided');
  if (asked.replacesId === undefined) return undefined;
  if (!known.records.some(({ leafId }) => leafId === asked.replacesId)) return problem('not-found');
  return currentOf(known.records).some(({ leafId }) => leafId === asked.replacesId)
    ? undefined
    : problem('conflict', 'guardian-replaced');
}
