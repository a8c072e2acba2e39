// Who comes with whom, and what is special about some of those who come: a law that lets her go first,
// a sign that she needs protection, a ticket that she will lose. Pure, like the arrivals.
import { type Arrival, type DayOfArrivals, listMoments, planArrivals } from './plan-arrivals.ts';
import { RandomStream } from './random.ts';
import type { World } from './world.ts';

export type Trait =
  | 'hasGround'
  | 'hasSigns'
  | 'losesTicket'
  | 'isSentElsewhere'
  | 'isPutRight'
  | 'remembersMore';
const TRAITS: readonly Trait[] = [
  'hasGround',
  'hasSigns',
  'losesTicket',
  'isSentElsewhere',
  'isPutRight',
  'remembersMore',
];

/** People who stand at the door together; one, most of the time. */
export interface Party {
  readonly at: number;
  readonly members: readonly Arrival[];
  readonly traits: ReadonlySet<Trait>;
}

/** Somebody with a question that is answered at the door. */
export interface Asker {
  readonly at: number;
  readonly place: number;
  readonly language: string;
  readonly subjectId: string;
}

/** Who comes on a day, in the order in which they come. */
export function planParties(world: World, day: DayOfArrivals): Party[] {
  const arrivals = planArrivals(world, day);
  const { families } = world.behaviour;
  const random = new RandomStream(day.seed, 'families');
  const groups: Arrival[][] = [];
  const sizes = Object.entries(families.sizes);
  const mean =
    sizes.reduce((sum, [size, share]) => sum + Number(size) * share, 0) /
    sizes.reduce((sum, [, share]) => sum + share, 0);
  // So many heads that their families make up the share of the arrivals.
  const share = families.share / (mean - families.share * (mean - 1));
  let owed = 0.5;
  for (let at = 0; at < arrivals.length; ) {
    owed += share;
    const head = arrivals[at] as Arrival;
    const size = owed >= 1 ? Number(random.weighted(sizes, ([, weight]) => weight)[0]) : 1;
    if (owed >= 1) owed -= 1;
    const { language, nationality } = head;
    const others = arrivals.slice(at + 1, at + size);
    groups.push([head, ...others.map((each) => ({ ...each, at: head.at, language, nationality }))]);
    at += size;
  }
  const alone = groups.filter(({ length }) => length === 1);
  const traits = drawTraits(world, alone.length, day.seed);
  return groups.map((members) => ({
    at: members[0]?.at ?? day.opens,
    members,
    traits: traits[alone.indexOf(members)] ?? new Set(),
  }));
}

/** Those who only ask something: so many on top of the arrivals, at least one. */
export function planAskers(world: World, day: DayOfArrivals): Asker[] {
  const arrivals = quota(world.behaviour.atTheDoor.asksOnly, day.arrivals);
  const asking = planArrivals(world, { ...day, arrivals, seed: day.seed + 0x9e37 });
  return listMoments(world, { ...day, arrivals }, 'questions').map((at, index) => ({
    at,
    place: index + 1,
    language: asking[index]?.language ?? 'pt',
    subjectId: asking[index]?.subjectIds[0] ?? 'other',
  }));
}

/** Each trait goes to so many of them, drawn one by one, whatever the others have. */
function drawTraits(world: World, people: number, seed: number): ReadonlySet<Trait>[] {
  const drawn = Array.from({ length: people }, () => new Set<Trait>());
  for (const trait of TRAITS) {
    const random = new RandomStream(seed, `who ${trait}`);
    const left = drawn.filter((each) => each.size === 0);
    for (let more = quota(world.behaviour.atTheDoor[trait], people); more > 0; more--) {
      const one = random.pick(left);
      if (!one) break;
      one.add(trait);
      left.splice(left.indexOf(one), 1);
    }
  }
  return drawn;
}

function quota(share: number, of: number): number {
  return Math.max(1, Math.round(share * of));
}
