// The route drawn to time scale: dotted waits, solid service, from now to the way out.
import type { Child } from 'hono/jsx';
import { Plaque } from './plaque.tsx';

export type SpineStop = {
  id?: string | undefined;
  /** "09:50", the planned start. */
  time: string;
  title: string;
  /** Each a line: "wait 12 min, service 14", "first: Legal needs the statement". */
  lines?: readonly Child[];
  desk?: string | undefined;
  deskSpoken?: string | undefined;
  /** ahead is hollow and planned; now is terra; done is solid with a check. */
  state: 'ahead' | 'now' | 'done';
  serviceMinutes: number;
  /** Wait after this stop, before the next. */
  waitAfterMinutes: number;
};

/**
 * `start` is where the person stands now, `end` the way out. Height per minute is chosen so that
 * the whole route fits a sheet; text may stretch a row, and the rail stretches with it.
 */
export function Spine({
  label,
  start,
  stops,
  end,
  fit = 400,
}: {
  label: string;
  start: { time: string; title: string; waitMinutes: number };
  stops: readonly SpineStop[];
  end: { time: string; title: string; lines?: readonly Child[] };
  /** Pixels that the scale aims at. */
  fit?: number;
}) {
  const minutes = stops.reduce(
    (sum, stop) => sum + stop.serviceMinutes + stop.waitAfterMinutes,
    start.waitMinutes,
  );
  const pixels = Math.min(6, Math.max(1.4, fit / Math.max(1, minutes)));
  return (
    <ol class="spine" aria-label={label}>
      <SpineRow
        time={start.time}
        mark="now"
        wait={start.waitMinutes}
        pixels={pixels}
        title={start.title}
      />
      {stops.map((stop) => (
        <SpineRow
          id={stop.id}
          time={stop.time}
          mark={stop.state === 'ahead' ? undefined : stop.state}
          service={stop.serviceMinutes}
          wait={stop.waitAfterMinutes}
          pixels={pixels}
          title={stop.title}
          lines={stop.lines}
          desk={stop.desk}
          deskSpoken={stop.deskSpoken}
          state={stop.state}
        />
      ))}
      <SpineRow time={end.time} mark="end" pixels={pixels} title={end.title} lines={end.lines} />
    </ol>
  );
}

function SpineRow({
  id,
  time,
  title,
  lines = [],
  desk,
  deskSpoken,
  state,
  mark,
  service = 0,
  wait = 0,
  pixels,
}: {
  id?: string | undefined;
  time: string;
  title: string;
  lines?: readonly Child[] | undefined;
  desk?: string | undefined;
  deskSpoken?: string | undefined;
  state?: SpineStop['state'];
  mark?: 'now' | 'done' | 'end' | undefined;
  service?: number;
  wait?: number;
  pixels: number;
}) {
  const height = Math.round((service + wait) * pixels);
  const solid = Math.round(service * pixels);
  return (
    <li
      class="spine-row"
      id={id}
      data-state={state ?? mark}
      aria-current={state === 'now' ? 'step' : undefined}
    >
      <time class="spine-time">{time}</time>
      <span class="spine-rail">
        <svg
          width="14"
          height={Math.max(14, height)}
          viewBox={`0 0 14 ${Math.max(14, height)}`}
          aria-hidden="true"
        >
          {solid > 0 ? (
            <rect class="spine-service" x="4" y="0" width="6" height={solid} rx="1" />
          ) : null}
          {mark === 'end' ? <circle class="spine-end" cx="7" cy="10" r="5" /> : null}
          {mark === 'now' ? <circle class="spine-now" cx="7" cy={solid ? 6 : 10} r="6" /> : null}
        </svg>
      </span>
      <div class="spine-text">
        <p class="spine-title">{title}</p>
        {lines.map((line) => (
          <p class="spine-line">{line}</p>
        ))}
      </div>
      {desk ? <Plaque label={desk} spoken={deskSpoken} /> : <span />}
    </li>
  );
}

/** Dotted is waiting, solid is service, and the sum of both. */
export function SpineLegend({
  wait,
  service,
  total,
}: {
  wait: string;
  service: string;
  total: string;
}) {
  return (
    <p class="spine-legend">
      <svg width="18" height="6" aria-hidden="true">
        <path class="spine-dots" d="M1 3H18" />
      </svg>
      <span>{wait}</span>
      <svg width="18" height="6" aria-hidden="true">
        <rect class="spine-service" width="18" height="6" rx="1" />
      </svg>
      <span>{service}</span>
      <b>{total}</b>
    </p>
  );
}
