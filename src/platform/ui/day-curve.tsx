// A quantity over the day as a small curve: solid happened, dashed is forecast, the band its margin.

export type CurvePoint = {
  /** Minutes since midnight at the centre. */
  at: number;
  value: number;
  low?: number | undefined;
  high?: number | undefined;
};

/** `now` cuts past from forecast. All curves with the same from, to and max share one axis. */
export function DayCurve({
  points,
  from,
  to,
  now,
  max,
  label,
  tone = 'azul',
  size = 'row',
}: {
  points: readonly CurvePoint[];
  from: number;
  to: number;
  now: number;
  max: number;
  label: string;
  tone?: 'azul' | 'attention';
  size?: 'row' | 'large';
}) {
  const height = size === 'large' ? 60 : 30;
  const x = (at: number) => round(((at - from) / (to - from)) * 240);
  const y = (value: number) =>
    round(height - 1 - (Math.min(value, max) / Math.max(1, max)) * (height - 3));
  const past = points.filter((point) => point.at <= now);
  const ahead = points.filter((point) => point.at >= (past.at(-1)?.at ?? now));
  const line = (some: readonly CurvePoint[]) =>
    some.map((p, i) => `${i ? 'L' : 'M'}${x(p.at)} ${y(p.value)}`).join('');
  const first = past[0];
  const last = past.at(-1);
  const band = ahead.some((p) => p.high !== undefined)
    ? `${ahead.map((p, i) => `${i ? 'L' : 'M'}${x(p.at)} ${y(p.high ?? p.value)}`).join('')}${ahead
        .toReversed()
        .map((p) => `L${x(p.at)} ${y(p.low ?? p.value)}`)
        .join('')}Z`
    : undefined;
  return (
    <svg
      class="day-curve"
      data-tone={tone}
      data-size={size}
      viewBox={`0 0 240 ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <path class="curve-ground" d={`M0 ${height - 0.5}H240`} />
      {band ? <path class="curve-band" d={band} /> : null}
      {first && last ? (
        <path
          class="curve-area"
          d={`${line(past)}L${x(last.at)} ${height - 1}L${x(first.at)} ${height - 1}Z`}
        />
      ) : null}
      <path class="curve-past" d={line(past)} />
      <path class="curve-ahead" d={line(ahead)} />
      <path class="curve-now" d={`M${x(now)} 0V${height}`} />
    </svg>
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
