// Who keeps the register of minors, who stands in it, and how long. Pure.
import { boundsOf, parsePartialDate } from '#base/partial-dates.ts';
import { type Problem, problem } from '#base/problem.ts';
import type { Actor } from '#platform/session/actor.ts';
import { DESK, isFenced, mayAct } from '../access/decide.ts';
import type { Purpose } from './schema.ts';

/** May this actor know that there is a register? At which office, the database says (0460). */
// MIN-1: the register is there for those who serve at an office that keeps it, which is data; for nobody else, and
// for nobody behind the fence whatever the data say
export function keepsRegister(actor: Actor, offices: readonly string[]): boolean {
  return !isFenced(actor) && offices.length > 0 && mayAct(actor, { roles: DESK });
}

/** Years from which on somebody is of age. */
export const OF_AGE = 18;

/** The first day on which somebody is of age; undefined while nothing is known of her birth. */
// MIN-2: where a birth date is known in part or guessed, the last day that it may be counts, and of a 29 February the
// 1 March: doubt is for the child
export function adultOn(born: string | null): Temporal.PlainDate | undefined {
  const known = born === null ? undefined : parsePartialDate(born);
  const latest = known && boundsOf(known)?.latest;
  if (!latest) return undefined;
  const of = latest.add({ years: OF_AGE });
  return of.day < latest.day ? of.add({ days: 1 }) : of;
}

/** Of what several files say of her birth, what counts; among texts that come to the same day the most precise. */
// MIN-9: where her files differ, the birth by which she is of age last counts, and a paper for her names that one
export function bornThatCounts(files: readonly string[]): string | undefined {
  const isGuess = (born: string) => Number(born.endsWith('~'));
  return files
    .flatMap((born) => {
      const adult = adultOn(born);
      return adult ? [{ born, adult }] : [];
    })
    .toSorted(
      (a, b) =>
        Temporal.PlainDate.compare(b.adult, a.adult) ||
        isGuess(a.born) - isGuess(b.born) ||
        b.born.length - a.born.length,
    )[0]?.born;
}

/** Until when an entry holds, that day included. */
// MIN-3: an entry holds for as many months as the law of the day says, and never on the day on which she is of age
export function validUntil(
  today: Temporal.PlainDate,
  months: number,
  adult: Temporal.PlainDate,
): Temporal.PlainDate {
  const [last, before] = [today.add({ months }), adult.subtract({ days: 1 })];
  return Temporal.PlainDate.compare(last, before) < 0 ? last : before;
}

/** An entry as the rules look at it. */
export interface Entry {
  readonly id: string;
  readonly personId: string;
  readonly officeId: string;
  readonly purposes: readonly Purpose[];
  readonly validUntil: Temporal.PlainDate;
  readonly adultOn: Temporal.PlainDate;
  readonly endedOn: Temporal.PlainDate | null;
}

/** How an entry stands on a day. */
export type Standing = 'valid' | 'ends-soon' | 'lapsed' | 'ended' | 'grown-up';
/** How many days before its end an entry is said to end soon. */
export const SOON_DAYS = 60;

// MIN-4: an entry ends with the day on which she is of age, and before it when somebody says so; one whose time is
// over has lapsed, is no proof any more, and may be renewed
export function standingOf(
  entry: Pick<Entry, 'validUntil' | 'adultOn' | 'endedOn'>,
  today: Temporal.PlainDate,
): Standing {
  const { compare } = Temporal.PlainDate;
  if (entry.endedOn) return 'ended';
  if (compare(today, entry.adultOn) >= 0) return 'grown-up';
  if (compare(today, entry.validUntil) > 0) return 'lapsed';
  return today.until(entry.validUntil).days < SOON_DAYS ? 'ends-soon' : 'valid';
}
const isOver = (standing: Standing) => standing === 'ended' || standing === 'grown-up';

const refuse = (field: string, code: string) =>
  problem('invalid', 'invalid', { fields: { [field]: code } });

/** Why no entry is made, or nothing. */
// MIN-5: an entry is made of somebody who is not of age, at an office that keeps the register and at which whoever
// makes it serves, once: while one stands, in any of her files, it is renewed
export function refuseEntry(
  officeId: string,
  known: {
    readonly offices: readonly string[];
    readonly adultOn: Temporal.PlainDate | undefined;
    readonly entries: readonly Pick<Entry, 'validUntil' | 'adultOn' | 'endedOn'>[];
  },
  today: Temporal.PlainDate,
): Problem | undefined {
  if (!known.offices.includes(officeId)) return refuse('officeId', 'unknown-choice');
  const refused = refuseAge(known.adultOn, today);
  if (refused) return refused;
  return known.entries.some((one) => !isOver(standingOf(one, today)))
    ? problem('conflict', 'minor-already')
    : undefined;
}

/** Why an entry isn't renewed, or nothing. */
// MIN-6: an entry that stands or has lapsed is renewed until she is of age, by what is known of her birth that day,
// and is kept from then on where it was renewed; one that is over stays so, whatever is known of her birth since
export function refuseRenewal(
  entry: Entry,
  officeId: string,
  known: {
    readonly offices: readonly string[];
    readonly adultOn: Temporal.PlainDate | undefined;
  },
  today: Temporal.PlainDate,
): Problem | undefined {
  if (!known.offices.includes(officeId)) return refuse('officeId', 'unknown-choice');
  if (entry.endedOn) return problem('conflict', 'minor-ended');
  return refuseAge(entry.adultOn, today) ?? refuseAge(known.adultOn, today);
}

function refuseAge(
  adult: Temporal.PlainDate | undefined,
  today: Temporal.PlainDate,
): Problem | undefined {
  if (!adult) return problem('conflict', 'minor-born-unknown');
  return Temporal.PlainDate.compare(today, adult) >= 0
    ? problem('conflict', 'minor-grown-up')
    : undefined;
}

/** Why an entry isn't ended, or nothing. */
export function refuseEnding(entry: Entry, today: Temporal.PlainDate): Problem | undefined {
  return isOver(standingOf(entry, today)) ? problem('conflict', 'minor-ended') : undefined;
}

/** Why no declaration is handed out, or nothing. */
// MIN-7: a declaration is for school or for the health centre, for what the entry is for, while it holds
export function refuseDeclaration(
  entry: Entry,
  purpose: Purpose,
  today: Temporal.PlainDate,
): Problem | undefined {
  const standing = standingOf(entry, today);
  if (isOver(standing)) return problem('conflict', 'minor-ended');
  if (standing === 'lapsed') return problem('conflict', 'minor-lapsed');
  return entry.purposes.includes(purpose) ? undefined : refuse('purpose', 'unknown-choice');
}

/** What is counted of a new entry: answers of the sheet `minor-register` (0106). */
// MIN-8: of an entry only numbers of the month are told to the national structure: for what, and in which of three
// ages
export function countedOf(
  purposes: readonly Purpose[],
  adult: Temporal.PlainDate,
  today: Temporal.PlainDate,
): string[] {
  const age = adult.subtract({ years: OF_AGE }).until(today, { largestUnit: 'years' }).years;
  const range = age < 6 ? 'age-0-5' : age < 15 ? 'age-6-14' : 'age-15-17';
  return [...purposes.map((purpose) => `for-${purpose}`), range];
}

/**
 * The code of a declaration: until when it holds, so that whoever changes that day on the sheet changes the code;
 * eight random signs follow.
 */
export function declarationCode(until: Temporal.PlainDate, random: string): string {
  return `${until.toString().replaceAll('-', '').slice(2)}-${random.slice(0, 4)}-${random.slice(4)}`;
}
