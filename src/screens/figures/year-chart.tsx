// Years side by side, drawn on the server: a bar for each published value, two where two sources
// speak, a hatched gap where nobody published one, a bracket over the years of a sum, and in another
// tone what was counted here. The table beside it says the same in words.
import { addUp, type PublishedFigure, type Stretch } from '#modules/statistics/history.ts';
import { formatNumber } from '#platform/words/format.ts';
import type { Words } from '#platform/words/words.ts';

const COLUMN = 46;
const GROUND = 196;
const TOP = 64;

/** What was counted here in one year. */
export interface Counted {
  readonly year: number;
  readonly acts: number;
}

export function YearChart({
  w,
  id,
  label,
  years,
  sum,
  counted,
}: {
  w: Words;
  id: string;
  label: string;
  years: readonly Stretch[];
  sum: PublishedFigure | undefined;
  counted: readonly Counted[];
}) {
  const first = years[0]?.from ?? 0;
  const last = years.at(-1)?.to ?? first;
  const width = (last - first + 1) * COLUMN;
  const all = [...years.flatMap(({ values }) => values.map(({ value }) => value)), 1];
  const most = Math.max(...all, ...counted.map(({ acts }) => acts));
  const x = (year: number) => (year - first) * COLUMN;
  const height = (value: number) => Math.max(1.5, (value / most) * (GROUND - TOP - 20));
  const number = (value: number) => formatNumber(w.language, value);
  return (
    <div class="table-scroll" tabindex={0} role="region" aria-label={label}>
      <svg class="year-chart" viewBox={`0 0 ${width} ${GROUND + 24}`} role="img" aria-label={label}>
        <defs>
          <pattern id={`${id}-gap`} width="7" height="7" patternUnits="userSpaceOnUse">
            <path class="year-hatch" d="M-1 8L8 -1" />
          </pattern>
        </defs>
        {years.map((each) => {
          const here = counted.some(({ year }) => year >= each.from && year <= each.to);
          const span = (each.to - each.from + 1) * COLUMN;
          if (each.values.length === 0 && !(here && each.from === each.to))
            return (
              <g>
                <rect
                  x={x(each.from) + 2}
                  y={TOP + 20}
                  width={span - 4}
                  height={GROUND - TOP - 20}
                  fill={`url(#${id}-gap)`}
                />
                {span >= COLUMN * 3 ? (
                  <text class="year-none" x={x(each.from) + span / 2} y={(TOP + GROUND) / 2 + 12}>
                    {w('history.no-figure')}
                  </text>
                ) : null}
              </g>
            );
          const wide = (COLUMN - 8) / Math.max(1, each.values.length);
          return each.values.map(({ value, said }, index) => (
            <g>
              <rect
                class="year-bar"
                data-said={said}
                x={x(each.from) + 4 + index * wide}
                y={GROUND - height(value)}
                width={wide - 1}
                height={height(value)}
              />
              <text
                class="year-value"
                data-two={each.values.length > 1 ? '' : undefined}
                x={x(each.from) + (each.values.length > 1 ? 4 + (index + 1) * wide : COLUMN / 2)}
                y={GROUND - height(value) - 5 - index * 10}
              >
                {number(value)}
              </text>
            </g>
          ));
        })}
        {counted.map(({ year, acts }) => (
          <g>
            <rect
              class="year-counted"
              x={x(year) + 4}
              y={GROUND - height(acts)}
              width={COLUMN - 9}
              height={height(acts)}
            />
            <text class="year-value" x={x(year) + COLUMN / 2} y={GROUND - height(acts) - 5}>
              {number(acts)}
            </text>
          </g>
        ))}
        {sum ? <Bracket sum={sum} x={x} text={number(sum.value)} /> : null}
        <path class="year-ground" d={`M0 ${GROUND + 0.5}H${width}`} />
        {Array.from({ length: last - first + 1 }, (_, index) => first + index).map((year) => (
          <text class="year-name" x={x(year) + COLUMN / 2} y={GROUND + 17}>
            {year}
          </text>
        ))}
      </svg>
    </div>
  );
}

function Bracket({
  sum,
  x,
  text,
}: {
  sum: PublishedFigure;
  x: (year: number) => number;
  text: string;
}) {
  if (!sum.from || !sum.until) return null;
  const start = x(sum.from.year) + 4;
  const end = x(sum.until.subtract({ days: 1 }).year + 1) - 5;
  return (
    <g>
      <path class="year-bracket" d={`M${start} ${TOP - 10}V${TOP - 22}H${end}V${TOP - 10}`} />
      <text class="year-sum" x={(start + end) / 2} y={TOP - 30}>
        {text}
      </text>
    </g>
  );
}

/** The sum of the years shown, or why there is none. */
export function YearsTogether({ w, years }: { w: Words; years: readonly Stretch[] }) {
  const total = addUp(years);
  return (
    <p class="table-note">
      {total === undefined
        ? w('history.not-added')
        : w('history.added', { count: formatNumber(w.language, total) })}
    </p>
  );
}
