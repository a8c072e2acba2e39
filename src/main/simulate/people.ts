// Who comes to a simulated day, the same for every policy: when, for what, how long each stop takes,
// who is not there when she is called, which desks are away. Minutes since midnight.
import { RandomStream } from '../day/random.ts';
import type { SimulatedWorld } from './world.ts';

/** Somebody who comes. */
export interface Comer {
  readonly number: number;
  /** When her screening ends. */
  readonly ready: number;
  readonly language: string;
  /** What she needs, in the order in which she would go today. */
  readonly needs: readonly Need[];
  /** Each need waits until the one before it has ended. */
  readonly inOrder: boolean;
}

export interface Need {
  /** Place of the office in the world's list. */
  readonly office: number;
  readonly minutes: number;
  /** How often she is not there when she is called. */
  readonly misses: number;
  readonly away?: { readonly minutes: number; readonly afterwards: number } | undefined;
  readonly sentOn?: { readonly office: number; readonly minutes: number } | undefined;
}

export interface DrawOptions {
  readonly seed: number;
  /** Factor of the world's number of people. */
  readonly surge: number;
}

/** Draws everyone who comes on a day, in the order in which they are received. */
export function drawComers(world: SimulatedWorld, { seed, surge }: DrawOptions): Comer[] {
  const moments = drawMoments(world, Math.round(world.arrivals * surge), seed);
  const comers = moments.map((at, index) => drawComer(world, at, index, seed));
  return comers
    .toSorted((a, b) => a.ready - b.ready)
    .map((comer, index) => ({ ...comer, number: index + 1 }));
}

/** Exactly the number of people, uniform within each half hour. */
function drawMoments(world: SimulatedWorld, people: number, seed: number): number[] {
  const random = new RandomStream(seed, 'moments');
  const shares = world.arrivalShareByHalfHourFromOpening;
  const total = shares.reduce((sum, share) => sum + share, 0);
  const wanted = shares.map((share) => (share / total) * people);
  const counts = wanted.map((count) => Math.floor(count + 1e-9));
  const left = people - counts.reduce((sum, count) => sum + count, 0);
  const rests = wanted
    .map((count, slot) => ({ slot, rest: count - (counts[slot] ?? 0) }))
    .sort((a, b) => b.rest - a.rest || a.slot - b.slot);
  for (const { slot } of rests.slice(0, left)) counts[slot] = (counts[slot] ?? 0) + 1;
  return counts
    .flatMap((count, slot) =>
      Array.from({ length: count }, () => world.opens + slot * 30 + random.between(0, 30)),
    )
    .sort((a, b) => a - b);
}

function drawComer(world: SimulatedWorld, at: number, index: number, seed: number): Comer {
  const random = new RandomStream(seed, `person ${index}`);
  const { mean, min } = world.screening;
  const ready = at + Math.max(min, mean + random.normal());
  const counts = Object.entries(world.needsPerPerson);
  const [count] = random.weighted(counts, ([, share]) => share);
  const needs: Need[] = [];
  for (let left = Number(count); left > 0; left--) {
    const open = world.offices.filter((_, office) => !needs.some((need) => need.office === office));
    const drawn = random.weighted(open, ({ share }) => share);
    const minutes = random.lognormal(drawn.duration);
    let misses = 0;
    while (random.happens(world.notThereWhenCalled.share)) misses++;
    needs.push({ office: world.offices.indexOf(drawn), minutes, misses });
  }
  const inOrder = needs.length > 1 && random.happens(world.sharePeopleWhoseNeedsHaveAFixedOrder);
  const { code } = random.weighted(world.languageGroups, ({ share }) => share);
  const order = inOrder ? needs.toSorted((a, b) => a.office - b.office) : shuffle(needs, random);
  return { number: 0, ready, language: code, needs: order, inOrder };
}

function shuffle<Each>(from: readonly Each[], random: RandomStream): Each[] {
  const shuffled = [...from];
  for (let at = shuffled.length - 1; at > 0; at--) {
    const other = Math.floor(random.share() * (at + 1));
    const [one, two] = [shuffled[at] as Each, shuffled[other] as Each];
    shuffled[at] = two;
    shuffled[other] = one;
  }
  return shuffled;
}

/** How many desks of each office are there: some may be away, never the last one of an office. */
export function drawDesks(world: SimulatedWorld, absent: number, seed: number): number[] {
  const desks = world.offices.map((office) => office.desks);
  const random = new RandomStream(seed, 'absent');
  for (let left = absent; left > 0; left--) {
    const offices = desks.map((_, office) => office).filter((office) => (desks[office] ?? 0) > 1);
    if (offices.length === 0) return desks;
    const office = random.weighted(offices, (each) => desks[each] ?? 0);
    desks[office] = (desks[office] ?? 0) - 1;
  }
  return desks;
}
