// Who comes to a house on a day: moments, nationalities, languages and needs, by the shares of the
// world. Pure: a world and a seed in, a list out.
import { RandomStream } from './random.ts';
import type { Nationality, World } from './world.ts';

/** Somebody on her way to the house. */
export interface Arrival {
  /** Place in the list, from 1. */
  readonly place: number;
  /** When she is at the door, in milliseconds since 1970. */
  readonly at: number;
  readonly nationality: string;
  /** BCP 47 tag of the language that she asks for. */
  readonly language: string;
  /** What she wants to be called; some say nothing. */
  readonly name: string | undefined;
  /** What she came for, at most one thing for each office. */
  readonly subjectIds: readonly string[];
}

export interface DayOfArrivals {
  readonly arrivals: number;
  readonly seed: number;
  /** When the house opens and closes, in milliseconds since 1970. */
  readonly opens: number;
  readonly closes: number;
  /** Codes of the offices that the house has. */
  readonly offices: ReadonlySet<string>;
}

/** The arrivals of a day, in the order in which they come. */
export function planArrivals(world: World, day: DayOfArrivals): Arrival[] {
  const moments = listMoments(world, day);
  return moments.map((at, index) => ({ place: index + 1, at, ...someone(world, day, index + 1) }));
}

/** As many in each half hour as its share says; the remainders go to the largest ones. */
export function listMoments(
  world: World,
  { arrivals, seed, opens, closes }: DayOfArrivals,
  what = 'moments',
): number[] {
  const random = new RandomStream(seed, what);
  const shares = world.arrivalShareByHalfHourFromOpening;
  const slot = (closes - opens) / shares.length;
  const total = shares.reduce((sum, share) => sum + share, 0);
  const wanted = shares.map((share) => (share / total) * arrivals);
  const counts = wanted.map(Math.floor);
  const left = arrivals - counts.reduce((sum, count) => sum + count, 0);
  const byRemainder = wanted
    .map((count, index) => ({ index, rest: count - Math.floor(count) }))
    .toSorted((a, b) => b.rest - a.rest || a.index - b.index);
  for (const { index } of byRemainder.slice(0, left)) counts[index] = (counts[index] ?? 0) + 1;
  return counts
    .flatMap((count, index) =>
      Array.from({ length: count }, () => Math.round(opens + slot * (index + random.share()))),
    )
    .toSorted((a, b) => a - b);
}

function someone(world: World, { seed, offices }: DayOfArrivals, place: number) {
  const random = new RandomStream(seed, `arrival ${place}`);
  const group = random.weighted(world.languageGroups, (each) => each.share);
  const { code: nationality, languages } = random.weighted(
    world.nationalities.filter((each) => each.group === group.code),
    (each: Nationality) => each.residents,
  );
  const [language] = random.weighted(Object.entries(languages), ([, share]) => share);
  const names = world.names[language] ?? world.names['*'] ?? [];
  const name = random.happens(world.behaviour.givesAName) ? random.pick(names) : undefined;
  return { nationality, language, name, subjectIds: needsOf(world, offices, random) };
}

function needsOf(world: World, here: ReadonlySet<string>, random: RandomStream): string[] {
  const [most] = random.weighted(Object.entries(world.needsPerPerson), ([, share]) => share);
  let open = world.offices.filter(({ office }) => here.has(office));
  const subjects: string[] = [];
  for (let need = 0; need < Number(most) && open.length > 0; need++) {
    const office = random.weighted(open, (each) => each.share);
    subjects.push(random.weighted(office.subjects, (each) => each.weight).id);
    open = open.filter((each) => each !== office);
  }
  return subjects;
}
