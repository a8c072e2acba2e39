// One queue that never empties for long: people come at random, are served at random, by c desks. What
// must come out is known exactly (Erlang C), so it proves the machinery that plays the days.
import { type Counter, type Guest, House } from '#modules/planning/rules/house.ts';
import { RandomStream } from '../day/random.ts';
import { POLICIES } from './policies.ts';

export interface SteadyState {
  /** People who come in a minute, and people whom one desk serves in a minute. */
  readonly lambda: number;
  readonly mu: number;
  readonly c: number;
  readonly customers: number;
  readonly seed: number;
}

/** The share who had to wait, and the mean wait in parts of the mean service; the first tenth is let pass. */
export function playSteadyState({ lambda, mu, c, customers, seed }: SteadyState) {
  const gaps = drawExact(customers, 1 / lambda, new RandomStream(seed, 'gaps'));
  const minutesAt = drawExact(customers, 1 / mu, new RandomStream(seed, 'minutes'));
  const house = new House(POLICIES.sequence, {
    way: 0,
    missLoses: 0,
    missBackAfter: 0,
    interpreted: 1,
  });
  const counter: Counter = { index: 0, desks: [], queue: [], priorityRun: 0 };
  for (let desk = 0; desk < c; desk++)
    counter.desks.push({ counter, languages: ['pt'], breaks: [], busy: false });
  let came = 0;
  let counted = 0;
  let waited = 0;
  let minutes = 0;
  const next = () => {
    const arrived = house.now + (gaps[came] ?? 0);
    house.expect(somebody(counter, came + 1, arrived, minutesAt[came] ?? 0));
    came++;
  };
  house.onArrival = () => {
    if (came < customers) next();
  };
  house.onCall = ({ number, arrived }) => {
    if (number <= customers / 10) return;
    counted++;
    minutes += house.now - arrived;
    if (house.now > arrived) waited++;
  };
  next();
  house.play();
  return { customers: counted, waits: waited / counted, meanWait: (minutes / counted) * mu };
}

/** Exponential lengths whose mean is exact, so that the load is the one that was asked for. */
function drawExact(count: number, mean: number, random: RandomStream): Float64Array {
  const drawn = Float64Array.from({ length: count }, () => -Math.log(1 - random.share()));
  const factor = (mean * count) / drawn.reduce((sum, each) => sum + each, 0);
  return drawn.map((each) => each * factor);
}

function somebody(counter: Counter, number: number, arrived: number, minutes: number): Guest {
  const language = 'pt';
  const guest: Guest = { number, arrived, language, places: [], doing: 'coming' };
  guest.places.push({
    guest,
    counter,
    number,
    arrived,
    language,
    minutes,
    stopId: `${number}`,
    priority: 0,
    misses: 0,
    after: [],
    state: 'ahead',
    queued: arrived,
    served: null,
    stopsLeft: 0,
  });
  return guest;
}
