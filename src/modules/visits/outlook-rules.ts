// What everyone in a house is told of her queues, from one play of it: on phones as on the paper. Pure.
import { foretellAll } from '../planning/rules/forecast.ts';
import { ORDER } from '../planning/rules/order.ts';
import { COLD_START, COLD_START_END, rangeOf } from '../planning/rules/ranges.ts';
import { freeFrom } from './foretell-rules.ts';
import { comersOf, guestsOf, type HouseRows, openCounters, TIMES } from './house-rules.ts';

/** Minutes, from and to. */
export interface WaitRange {
  readonly from: number;
  readonly to: number;
}

/** One queue in which she stands. */
export interface OwnQueue {
  readonly officeId: string;
  /** People who will probably be called there before her. */
  readonly ahead: number;
  /** Undefined while nobody sits at a desk there, nor will by the roster: no honest number exists. */
  readonly wait: WaitRange | undefined;
}

/** What is foretold to somebody in the house. */
export interface Outlook {
  /** The queues in which she stands, the one that will probably call first at the head. */
  readonly queues: readonly OwnQueue[];
  /** When she will be free, as a range of the clock. */
  readonly free: { readonly from: Temporal.Instant; readonly to: Temporal.Instant } | undefined;
}

/**
 * VIS-152: her wait is told as a range, both ends rounded up to five minutes, and how many will probably
 * be called there before her: from the same forecast as the paper. While no desk is open, and none
 * opens later by the roster, there is none.
 * VIS-211: whoever looks at the paper and at the phone at one moment is told the same end.
 * VIS-153: she will be free when her last stop has ended, those included that open later; undefined
 * while one of her offices has no desk.
 */
export function outlookOf(house: HouseRows): ReadonlyMap<string, Outlook> {
  const { now } = house;
  const { counters, counterOf } = openCounters(house, []);
  const guests = guestsOf(house, counterOf);
  const stops = new Map(house.stops.map((stop) => [stop.stopId, stop]));
  const foretold = foretellAll(
    { now, counters, guests: [...guests.values()] },
    {
      policy: { standing: 'together', order: ORDER },
      times: TIMES,
      minutesOf: ({ stopId, language }) =>
        house.minutesOf(stops.get(stopId)?.serviceId ?? '', language),
      comers: comersOf(house, counterOf),
    },
  );
  const staffed = new Set(house.desks.map(({ officeId }) => officeId));
  const ahead = countAhead([...foretold.values()].flat(), (stopId) => {
    const stop = stops.get(stopId);
    return stop?.deskId ? undefined : stop?.officeId;
  });
  const own = [...guests].map(([visitId, guest]): [string, Outlook] => {
    const all = foretold.get(guest.number) ?? [];
    const queues = all.flatMap(({ stopId, called }, at): OwnQueue[] => {
      const stop = stops.get(stopId);
      if (stop?.state !== 'waiting') return [];
      const { officeId } = stop;
      const deskFree = counterOf(officeId).desks.some(({ busy }) => !busy);
      const { from, to } = rangeOf(called - now, deskFree, at === 0 ? COLD_START : COLD_START_END);
      const wait = staffed.has(officeId) ? { from, to } : undefined;
      return [{ officeId, ahead: ahead.get(stopId) ?? 0, wait }];
    });
    const ended = Math.max(now, ...all.map((one) => one.ended));
    const known = all.every(({ stopId }) => staffed.has(stops.get(stopId)?.officeId ?? ''));
    const free = known && all.length > 0 ? freeFrom(now, ended - now) : undefined;
    return [visitId, { queues: onePerOffice(queues), free }];
  });
  return new Map(own);
}

/** How many are called before each stop at its office; whoever is at a desk is not ahead of anybody. */
function countAhead(
  foretold: readonly { readonly stopId: string; readonly called: number }[],
  officeOf: (stopId: string) => string | undefined,
): ReadonlyMap<string, number> {
  const ahead = new Map<string, number>();
  const calls = new Map<string, number>();
  for (const { stopId } of foretold.toSorted((a, b) => a.called - b.called)) {
    const office = officeOf(stopId);
    if (!office) continue;
    const before = calls.get(office) ?? 0;
    ahead.set(stopId, before);
    calls.set(office, before + 1);
  }
  return ahead;
}

function onePerOffice(queues: readonly OwnQueue[]): OwnQueue[] {
  return [...new Map(queues.toReversed().map((one) => [one.officeId, one])).values()].toReversed();
}
