// `npm run simulate`: days of a world in memory, under one way of ordering them or against another.
// The last line is one JSON object.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { inCheckout } from '#platform/checkout.ts';
import { compareDays, type Difference } from './simulate/compare.ts';
import { type DayFigures, GROUPS } from './simulate/figures.ts';
import { drawDay } from './simulate/draw-day.ts';
import { readPeople } from './simulate/people-file.ts';
import { playPeople } from './simulate/play-people.ts';
import { drawFrontier } from './simulate/draw-frontier.ts';
import { isPolicy, POLICIES } from './simulate/policies.ts';
import {
  averageDays,
  figuresOfDays,
  judgeTelling,
  LEARNING,
  playDays,
} from './simulate/run-days.ts';
import { playSteadyState } from './simulate/steady-state.ts';
import { readSimulatedWorld } from './simulate/world.ts';

const USAGE = `npm run simulate -- --policy together --days 20 --seed 1
  --world FILE         the world; data/simulation/lisboa.json when left out
  --policy NAME        together, sequence or sequence-shortest
  --against NAME       the differences to another policy over the same days, with their interval
  --days 20 --seed 1   day i uses the seed + i
  --surge 1.25         so many times the people of the world
  --absent 3           desks that are away, drawn by the seed
  --languages on       desks speak some languages; every one when off
  --people FILE        the people of a day as they came (npm run day -- --people-out FILE)
  --json               the last line alone
  --draw-day FILE      a picture of the first day, the policies side by side
  --draw-frontier FILE a picture of the orders that were tried
  --model mmc --lambda 8 --mu 1 --c 10 --customers 4000000   one queue in its steady state`;

class WrongOption extends Error {
  override name = 'WrongOption';
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      world: { type: 'string', default: inCheckout('data', 'simulation', 'lisboa.json') },
      policy: { type: 'string', default: 'together' },
      against: { type: 'string' },
      days: { type: 'string', default: '20' },
      seed: { type: 'string', default: '1' },
      surge: { type: 'string', default: '1' },
      absent: { type: 'string', default: '0' },
      languages: { type: 'string', default: 'off' },
      people: { type: 'string' },
      json: { type: 'boolean', default: false },
      'draw-day': { type: 'string' },
      'draw-frontier': { type: 'string' },
      model: { type: 'string' },
      lambda: { type: 'string', default: '8' },
      mu: { type: 'string', default: '1' },
      c: { type: 'string', default: '10' },
      customers: { type: 'string', default: '4000000' },
      help: { type: 'boolean', default: false },
    },
  });
  const number = (
    name: 'days' | 'seed' | 'surge' | 'absent' | 'lambda' | 'mu' | 'c' | 'customers',
  ) => {
    const value = Number(values[name]);
    if (!Number.isFinite(value) || value < 0) throw new WrongOption(`--${name} is a number.`);
    return value;
  };
  const policy = (name: string) => {
    if (!isPolicy(name)) throw new WrongOption(`There is no policy called ${name}.`);
    return name;
  };
  return {
    ...values,
    policy: policy(values.policy),
    against: values.against === undefined ? undefined : policy(values.against),
    days: number('days'),
    seed: number('seed'),
    surge: number('surge'),
    absent: number('absent'),
    languages: values.languages === 'on',
    steadyState: {
      lambda: number('lambda'),
      mu: number('mu'),
      c: number('c'),
      customers: number('customers'),
      seed: number('seed'),
    },
  };
}

type Options = ReturnType<typeof readOptions>;

/** The people of a day that was played, under one policy. */
function playAgain(path: string, { policy, json }: Options): void {
  const file = readPeople(path);
  const { sameDay, ...spreads } = playPeople(file, POLICIES[policy]);
  if (!json) {
    const { mean, p90 } = spreads.all;
    console.log(
      `${file.people.length} people of ${file.centre} on ${file.date}, ${policy}: in the house ${mean.toFixed(1)} min, nine in ten less than ${p90.toFixed(1)}; done the same day ${per(sameDay.all)}\n`,
    );
  }
  console.log(JSON.stringify({ policy, people: file.people.length, ...spreads, sameDay }));
}

function simulate(options: Options): void {
  const { policy, against, days, seed, json } = options;
  const world = readSimulatedWorld(options.world);
  const { 'draw-day': day, 'draw-frontier': frontier } = options;
  if (day !== undefined) writeFileSync(day, drawDay(world, options));
  if (frontier !== undefined) writeFileSync(frontier, drawFrontier(world, options));
  if (day !== undefined || frontier !== undefined) return;
  const began = performance.now();
  const { days: trips, prediction } = judgeTelling(world, options);
  const figures = figuresOfDays(world, trips);
  const seconds = (performance.now() - began) / 1000;
  const average = averageDays(figures);
  const others = against && figuresOfDays(world, playDays(world, { ...options, policy: against }));
  const differences = others && compareDays(figures, others, seed);
  if (!json) {
    console.log(
      `${policy}, ${days} days from seed ${seed}: ${(seconds / (days + LEARNING.days)).toFixed(3)} s a day\n`,
    );
    console.log(tableOf(average));
    console.log(toldLine(prediction));
    if (differences) console.log(`\nagainst ${against}\n${differencesOf(differences)}\n`);
  }
  const { sameDay, ...spreads } = average;
  console.log(
    JSON.stringify({
      policy,
      seeds: Array.from({ length: days }, (_, day) => seed + day),
      ...spreads,
      sameDay,
      prediction,
      ...(differences && { against, differences }),
    }),
  );
}

function tableOf(figures: DayFigures): string {
  const line = (name: string, values: readonly string[]) =>
    name.padEnd(10) + values.map((value) => value.padStart(8)).join('');
  return [
    line('minutes', ['mean', 'p90', 'p99']),
    ...GROUPS.map((group) => {
      const { mean, p90, p99 } = figures[group];
      return line(
        group,
        [mean, p90, p99].map((minutes) => minutes.toFixed(1)),
      );
    }),
    `done the same day: all ${per(figures.sameDay.all)}, several ${per(figures.sameDay.several)}`,
  ].join('\n');
}

function toldLine({
  mae,
  maeBaseline,
  lateShare,
  width,
  end,
}: ReturnType<typeof judgeTelling>['prediction']): string {
  return [
    `told: off by ${mae.toFixed(1)} min (the formula: ${maeBaseline.toFixed(1)}), ranges of ${width.toFixed(1)} min, ${per(lateShare)} more than ten minutes late`,
    `told of the end: off by ${end.mae.toFixed(1)} min, ranges of ${end.width.toFixed(1)} min, ${per(end.lateShare)} more than ten minutes late`,
  ].join('\n');
}

function differencesOf(differences: Readonly<Record<string, Difference>>): string {
  return Object.entries(differences)
    .map(([name, { difference, low, high }]) => {
      const unit = name.startsWith('sameDay') ? ' points' : ' %';
      return `${name.padEnd(16)}${difference.toFixed(1).padStart(7)}${unit}  [${low.toFixed(1)}, ${high.toFixed(1)}]`;
    })
    .join('\n');
}

function per(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

try {
  const options = readOptions();
  if (options.help) console.log(USAGE);
  else if (options.model === 'mmc')
    console.log(JSON.stringify({ model: 'mmc', ...playSteadyState(options.steadyState) }));
  else if (options.people !== undefined) playAgain(options.people, options);
  else simulate(options);
} catch (error) {
  if (!(error instanceof WrongOption)) throw error;
  console.error(`${error.message}\n\n${USAGE}`);
  process.exitCode = 1;
}
