// Amounts drawn: a meter, a range of minutes, bars to compare, steps, desks open and closed.
// Sizes are SVG attributes, since the page allows no style attribute.

/** A part of a whole. `text` says it in words and stands above the line. */
export function Meter({
  value,
  max,
  text,
  tone = 'azul',
  label,
}: {
  value: number;
  max: number;
  text?: string | undefined;
  label: string;
  tone?: 'azul' | 'done' | 'attention' | 'now';
}) {
  const share = max > 0 ? Math.min(1, Math.max(0, value / max)) * 100 : 0;
  return (
    <span
      class="meter"
      data-tone={tone}
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={value}
      aria-valuetext={text}
    >
      {text ? <span class="meter-text">{text}</span> : null}
      <svg class="meter-track" viewBox="0 0 100 3" preserveAspectRatio="none" aria-hidden="true">
        <rect width={share} height="3" fill="currentColor" />
      </svg>
    </span>
  );
}

/** From–to on a line of minutes: an honest wait is a range. `ticks` are minutes with their words. */
export function RangeBar({
  from,
  to,
  max,
  ticks,
  label,
}: {
  from: number;
  to: number;
  max: number;
  ticks: readonly { at: number; text: string }[];
  label: string;
}) {
  const at = (minutes: number) => (Math.min(max, Math.max(0, minutes)) / max) * 100;
  return (
    <div class="range-bar" role="img" aria-label={label}>
      <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        <rect
          x={at(from)}
          width={Math.max(1.5, at(to) - at(from))}
          height="4"
          fill="currentColor"
        />
      </svg>
      <ol aria-hidden="true">
        {ticks.map(({ text }) => (
          <li>{text}</li>
        ))}
      </ol>
    </div>
  );
}

/** Two or more bars on one scale: as it is, as it would be. */
export function CompareBars({
  bars,
  label,
}: {
  bars: readonly {
    label: string;
    value: number;
    text: string;
    tone: 'attention' | 'done' | 'azul';
  }[];
  label: string;
}) {
  const max = Math.max(1, ...bars.map((bar) => bar.value));
  return (
    <dl class="compare-bars" aria-label={label}>
      {bars.map((bar) => (
        <div>
          <dt>{bar.label}</dt>
          <dd class="compare-bar" data-tone={bar.tone} aria-hidden="true">
            <svg viewBox="0 0 100 4" preserveAspectRatio="none">
              <rect width={(bar.value / max) * 100} height="4" fill="currentColor" />
            </svg>
          </dd>
          <dd>{bar.text}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Steps of a need: done, the one now, ahead. `text` says it for readers. */
export function Steps({
  done,
  now = 0,
  total,
  text,
}: {
  done: number;
  now?: number;
  total: number;
  text: string;
}) {
  const finished = done >= total;
  return (
    <span class="steps" role="img" aria-label={text} data-finished={finished ? '' : undefined}>
      {Array.from({ length: total }, (_, index) => (
        <span data-step={index < done ? 'done' : index < done + now ? 'now' : 'ahead'} />
      ))}
    </span>
  );
}

/** Desks of an office: filled open, half paused, hollow closed. `text` says the counts. */
export function DeskPips({
  open,
  paused = 0,
  closed = 0,
  text,
}: {
  open: number;
  paused?: number;
  closed?: number;
  text: string;
}) {
  const pips = [
    ...Array.from({ length: open }, () => 'open'),
    ...Array.from({ length: paused }, () => 'paused'),
    ...Array.from({ length: closed }, () => 'closed'),
  ];
  return (
    <span class="pips" role="img" aria-label={text}>
      {pips.map((state) => (
        <span class="pip" data-state={state} />
      ))}
    </span>
  );
}

/** A figure with its name above: people in the house 187. */
export function Figure({
  label,
  value,
  unit,
  note,
}: {
  label: string;
  value: string | number;
  unit?: string | undefined;
  note?: string | undefined;
}) {
  return (
    <div class="figure">
      <span class="figure-label">{label}</span>
      <span class="figure-value">
        <bdi>{value}</bdi>
        {unit ? <small> {unit}</small> : null}
      </span>
      {note ? <span class="figure-note">{note}</span> : null}
    </div>
  );
}
