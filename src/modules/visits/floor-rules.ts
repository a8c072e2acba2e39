// What on the floor needs a look, and who could help. Pure: the same rules serve the screen of
// coordination and a rehearsed day.
//
// FLO-1: people who wait where no desk is open come before everything else.
// FLO-2: a wait of half an hour or more needs a look, the longest first.
// FLO-3: a language is missing at an office when somebody waits in it and no open desk speaks it.
// FLO-4: whoever is at work at the office and has no desk open could open one; whoever is at work in
//        the house and speaks the language could help with it.

export const LONG_WAIT_MINUTES = 30;

/** Who is at an office now, in numbers. */
export interface OfficeFloor {
  readonly officeId: string;
  readonly waiting: number;
  /** Since when the first of them waits. */
  readonly waitingSince: Temporal.Instant | null;
  readonly called: number;
  readonly serving: number;
  readonly parked: number;
  /** Languages of those who wait, as BCP 47 tags. */
  readonly languages: readonly string[];
}

/** A desk that somebody has open, and the languages spoken there. */
export interface OpenDesk {
  readonly officeId: string;
  readonly accountId: string;
  readonly languages: readonly string[];
}

/** Somebody at work now. */
export interface AtWork {
  readonly accountId: string;
  readonly name: string;
  readonly officeId: string;
  readonly speaks: readonly string[];
}

/** Something to look at; `helpers` are names of colleagues, best first. */
export type Attention =
  | {
      readonly kind: 'no-desk' | 'long-wait';
      readonly office: OfficeFloor;
      readonly minutes: number;
      readonly helpers: readonly string[];
    }
  | {
      readonly kind: 'language';
      readonly language: string;
      /** Where it is missing, the longest wait first. */
      readonly offices: readonly OfficeFloor[];
      readonly helpers: readonly string[];
    };

/** Whole minutes that the first in an office's queue has waited; 0 when nobody waits. */
export function minutesWaited(office: OfficeFloor, now: Temporal.Instant): number {
  const { waitingSince } = office;
  if (!waitingSince) return 0;
  return Math.max(0, Math.floor(now.since(waitingSince).total('minutes')));
}

/** Languages in which somebody waits at an office and that none of its open desks speaks. FLO-3. */
export function missingLanguages(office: OfficeFloor, desks: readonly OpenDesk[]): string[] {
  const own = desks.filter((desk) => desk.officeId === office.officeId);
  if (own.length === 0) return [];
  const spoken = new Set(own.flatMap((desk) => desk.languages.map(baseOf)));
  return office.languages.filter((language) => !spoken.has(baseOf(language)));
}

/** Everything that needs a look, the most urgent first. */
export function listAttention(
  offices: readonly OfficeFloor[],
  desks: readonly OpenDesk[],
  atWork: readonly AtWork[],
  now: Temporal.Instant,
): Attention[] {
  const openAt = new Set(desks.map((desk) => desk.officeId));
  const atDesk = new Set(desks.map((desk) => desk.accountId));
  const waiting = offices.filter((office) => office.waiting > 0);
  const byWait = waiting.toSorted((a, b) => minutesWaited(b, now) - minutesWaited(a, now));
  const free = (office: OfficeFloor) =>
    atWork.filter((one) => one.officeId === office.officeId && !atDesk.has(one.accountId));

  const noDesk = byWait.filter((office) => !openAt.has(office.officeId));
  const long = byWait.filter(
    (office) => openAt.has(office.officeId) && minutesWaited(office, now) >= LONG_WAIT_MINUTES,
  );
  const queues = [
    ...noDesk.map((office) => ({ kind: 'no-desk' as const, office })),
    ...long.map((office) => ({ kind: 'long-wait' as const, office })),
  ].map(({ kind, office }) => ({
    kind,
    office,
    minutes: minutesWaited(office, now),
    helpers: namesOf(free(office)),
  }));
  const missingAt = new Map<string, OfficeFloor[]>();
  for (const office of byWait) {
    for (const language of missingLanguages(office, desks)) {
      missingAt.set(language, [...(missingAt.get(language) ?? []), office]);
    }
  }
  const languages = [...missingAt].map(([language, offices]) => ({
    kind: 'language' as const,
    language,
    offices,
    helpers: namesOf(
      atWork
        .filter((one) => one.speaks.some((spoken) => baseOf(spoken) === baseOf(language)))
        .toSorted((a, b) => Number(atDesk.has(a.accountId)) - Number(atDesk.has(b.accountId))),
    ),
  }));
  return [...queues, ...languages];
}

/** Brazilian and European Portuguese are one language at a desk. */
function baseOf(tag: string): string {
  return tag.split('-', 1)[0] ?? tag;
}

function namesOf(people: readonly AtWork[]): string[] {
  return [...new Set(people.map((one) => one.name))];
}
