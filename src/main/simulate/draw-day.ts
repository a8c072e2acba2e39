// A picture of one day: how many wait at each office from opening on, the policies side by side.
import type { Standing } from '#modules/planning/rules/house.ts';
import { figuresOf } from './figures.ts';
import { type DaysOptions, playDays } from './run-days.ts';
import type { Trip } from './run-day.ts';
import { line, picture, text } from './svg.ts';
import type { SimulatedWorld } from './world.ts';

const COLUMNS: readonly (readonly [Standing, string])[] = [
  ['sequence', 'One ticket at a time'],
  ['together', 'All queues at once, in our order'],
];
const STEP = 5;
const LEFT = 92;
const WIDE = 330;
const HIGH = 38;
const TOP = 74;

/** The first day of the options as SVG. */
export function drawDay(world: SimulatedWorld, options: DaysOptions): string {
  const parts: string[] = [
    text(
      16,
      26,
      `People at each office through a day of ${world.arrivals}`,
      'font-size="17" font-weight="600"',
    ),
  ];
  const days = COLUMNS.map(([policy]) => playDays(world, { ...options, policy, days: 1 })[0] ?? []);
  const last = Math.max(...days.flat().map(({ ended }) => ended), world.closes);
  const most = Math.max(
    ...days.flatMap((trips) => world.offices.flatMap((_, at) => heightsOf(trips, at, world, last))),
  );
  for (const [column, [, name]] of COLUMNS.entries()) {
    const trips = days[column] ?? [];
    const x0 = LEFT + column * (WIDE + 40);
    const xOf = (minute: number) => x0 + ((minute - world.opens) / (last - world.opens)) * WIDE;
    const { all, several } = figuresOf(trips, world.closes);
    parts.push(text(x0, 48, name, 'font-size="14" font-weight="600"'));
    parts.push(
      text(
        x0,
        64,
        `mean ${Math.round(all.mean)} min; with several needs ${Math.round(several.mean)}`,
        'fill="#5b6a64"',
      ),
    );
    for (const [at, { code, desks }] of world.offices.entries()) {
      const base = TOP + (at + 1) * HIGH;
      if (column === 0) {
        parts.push(text(16, base - 14, code, 'font-weight="600"'));
        parts.push(text(16, base, `${desks} desks`, 'fill="#5b6a64" font-size="11"'));
      }
      const heights = heightsOf(trips, at, world, last);
      const points = heights.map(
        (height, step) =>
          [xOf(world.opens + step * STEP), base - (height / most) * (HIGH - 6)] as const,
      );
      parts.push(
        `<polygon points="${[[x0, base], ...points, [xOf(last), base]].map((point) => point.map((value) => Math.round(Number(value) * 10) / 10).join(',')).join(' ')}" fill="${column === 0 ? '#c9b79c' : '#2f7d6b'}" fill-opacity="0.75"/>`,
      );
      parts.push(
        line(
          [
            [x0, base],
            [xOf(last), base],
          ],
          'stroke="#c9d1cd"',
        ),
      );
      parts.push(
        text(
          x0 + WIDE,
          base - HIGH + 16,
          `at most ${Math.max(...heights)}`,
          'text-anchor="end" fill="#5b6a64" font-size="11"',
        ),
      );
    }
    const bottom = TOP + world.offices.length * HIGH;
    for (let hour = world.opens; hour <= last; hour += 120)
      parts.push(
        text(
          xOf(hour),
          bottom + 18,
          `${Math.floor(hour / 60)}:00`,
          'text-anchor="middle" fill="#5b6a64"',
        ),
      );
    parts.push(
      line(
        [
          [xOf(world.closes), TOP],
          [xOf(world.closes), bottom],
        ],
        'stroke="#a33" stroke-dasharray="3 3"',
      ),
    );
    parts.push(text(xOf(world.closes), bottom + 32, 'closing', 'text-anchor="middle" fill="#a33"'));
  }
  const height = TOP + world.offices.length * HIGH + 48;
  return picture(
    LEFT + COLUMNS.length * (WIDE + 40),
    height,
    'A day, two policies side by side',
    parts,
  );
}

/** How many stand at an office at each step: from the moment they could be called until they are served. */
function heightsOf(
  trips: readonly Trip[],
  office: number,
  world: SimulatedWorld,
  last: number,
): number[] {
  const heights: number[] = Array.from(
    { length: Math.ceil((last - world.opens) / STEP) + 1 },
    () => 0,
  );
  for (const { guest } of trips) {
    for (const { counter, queued, called, ended } of guest.places) {
      if (counter.index !== office || called === undefined || ended === undefined) continue;
      const from = Math.ceil((queued - world.opens) / STEP);
      const until = (ended - world.opens) / STEP;
      for (let at = Math.max(0, from); at < until; at++) heights[at] = (heights[at] ?? 0) + 1;
    }
  }
  return heights;
}
