// A picture of the orders that were tried: what each gives to people with several needs, and what it
// takes from people with one. The family: the share of waiting counted from the last stop, the minutes
// that the first stop left takes off.
import { ORDER, type OrderPolicy } from '#modules/planning/rules/order.ts';
import { averageDays, type DaysOptions, figuresOfDays, playDays } from './run-days.ts';
import { line, picture, text } from './svg.ts';
import type { SimulatedWorld } from './world.ts';

const SHARES = [0, 0.3, 0.43, 0.6, 1];
const MINUTES = [0, 5, 10, 16, 20, 30];
const COLOURS = ['#8a4f9e', '#2f6db0', '#2f7d6b', '#c28a1a', '#b3502e'];
const SIZE = { width: 760, height: 470, left: 70, right: 190, top: 64, bottom: 60 };

interface Point {
  readonly share: number;
  readonly minutes: number;
  /** Mean time in the house against one ticket at a time, in per cent. */
  readonly one: number;
  readonly several: number;
  readonly all: number;
}

/** Every order of the family over the days of the options, as SVG. */
export function drawFrontier(world: SimulatedWorld, options: DaysOptions): string {
  const means = (order?: OrderPolicy) => {
    const standing = order ? 'together' : 'sequence';
    const days = playDays(world, { ...options, policy: standing, order });
    const { one, several, all } = averageDays(figuresOfDays(world, days));
    return { one: one.mean, several: several.mean, all: all.mean };
  };
  const today = means();
  const against = (mean: number, base: number) => 100 * (mean / base - 1);
  const points = SHARES.flatMap((share) =>
    MINUTES.map((minutes): Point => {
      const order = { ...ORDER, sinceLast: share, sinceFirst: 1 - share, eachStopLeft: minutes };
      const { one, several, all } = means(order);
      return {
        share,
        minutes,
        one: against(one, today.one),
        several: against(several, today.several),
        all: against(all, today.all),
      };
    }),
  );
  return picture(
    SIZE.width,
    SIZE.height,
    'Orders that were tried',
    drawPoints(points, options.days),
  );
}

function drawPoints(points: readonly Point[], days: number): string[] {
  const { width, height, left, right, top, bottom } = SIZE;
  const span = (values: readonly number[]) =>
    [Math.min(...values, 0) - 2, Math.max(...values, 0) + 2] as const;
  const [lowX, highX] = span(points.map(({ one }) => one));
  const [lowY, highY] = span(points.map(({ several }) => several));
  const x = (value: number) => left + ((value - lowX) / (highX - lowX)) * (width - left - right);
  const y = (value: number) => top + ((highY - value) / (highY - lowY)) * (height - top - bottom);
  const parts = [
    text(
      16,
      26,
      'Orders that were tried, against one ticket at a time',
      'font-size="17" font-weight="600"',
    ),
    text(
      16,
      44,
      `mean time in the house over ${days} days, per cent; lower and further left is better for everyone`,
      'fill="#5b6a64"',
    ),
    line(
      [
        [x(0), top],
        [x(0), height - bottom],
      ],
      'stroke="#9aa6a0"',
    ),
    line(
      [
        [left, y(0)],
        [width - right, y(0)],
      ],
      'stroke="#9aa6a0"',
    ),
    text((left + width - right) / 2, height - 18, 'people with one need', 'text-anchor="middle"'),
    text(
      20,
      (top + height - bottom) / 2,
      'people with several needs',
      `text-anchor="middle" transform="rotate(-90 20 ${(top + height - bottom) / 2})"`,
    ),
  ];
  for (let value = Math.ceil(lowX / 10) * 10; value <= highX; value += 10)
    parts.push(
      text(x(value), height - bottom + 18, `${value}`, 'text-anchor="middle" fill="#5b6a64"'),
    );
  for (let value = Math.ceil(lowY / 5) * 5; value <= highY; value += 5)
    parts.push(text(left - 8, y(value) + 4, `${value}`, 'text-anchor="end" fill="#5b6a64"'));
  for (const [at, share] of SHARES.entries()) {
    const colour = COLOURS[at] ?? '#000';
    const own = points.filter((point) => point.share === share);
    parts.push(
      line(
        own.map(({ one, several }) => [x(one), y(several)]),
        `stroke="${colour}" stroke-width="1.5"`,
      ),
    );
    for (const { one, several, minutes } of own) {
      const chosen = share === ORDER.sinceLast && minutes === ORDER.eachStopLeft;
      parts.push(
        `<circle cx="${x(one).toFixed(1)}" cy="${y(several).toFixed(1)}" r="${chosen ? 8 : 3.5}" fill="${colour}"/>`,
      );
      parts.push(
        text(
          x(one) + (chosen ? 11 : 6),
          y(several) - 5,
          `${minutes}`,
          `fill="${colour}" font-size="11"${chosen ? ' font-weight="700"' : ''}`,
        ),
      );
    }
    parts.push(
      text(
        width - right + 16,
        top + 20 + at * 20,
        `${share} since the last stop`,
        `fill="${colour}"`,
      ),
    );
  }
  parts.push(text(width - right + 16, top + 140, 'numbers: minutes off', 'fill="#5b6a64"'));
  parts.push(text(width - right + 16, top + 156, 'for each stop left', 'fill="#5b6a64"'));
  parts.push(text(width - right + 16, top + 180, 'large: the one chosen', 'font-weight="600"'));
  return parts;
}
