// Who waits at an office: number, language, need, waiting time; in the order of being called.
import type { Child } from 'hono/jsx';
import { TicketNumber } from './ticket-number.tsx';

export type QueueRow = {
  id: string;
  number: number | string;
  /** A LanguageName. */
  language: Child;
  /** "31 min", "booked 11:00". */
  wait: Child;
  need: Child;
  /** Why next, or what to mind: "interpreter at 10:50". */
  note?: Child;
  href?: string | undefined;
  /** Next to be called, or open at the side. */
  chosen?: boolean | undefined;
  changed?: boolean | undefined;
};

export function QueueList({ label, rows }: { label: string; rows: readonly QueueRow[] }) {
  return (
    <ol class="queue-list" aria-label={label}>
      {rows.map((row) => {
        const inside = (
          <>
            <TicketNumber number={row.number} />
            <span class="queue-first">
              {row.language}
              <span class="queue-wait">{row.wait}</span>
            </span>
            <span class="queue-need">{row.need}</span>
            {row.note ? <span class="queue-note">{row.note}</span> : null}
          </>
        );
        return (
          <li
            id={row.id}
            data-chosen={row.chosen ? '' : undefined}
            data-changed={row.changed ? '' : undefined}
            aria-current={row.chosen ? 'true' : undefined}
          >
            {row.href ? (
              <a class="queue-row" href={row.href}>
                {inside}
              </a>
            ) : (
              <div class="queue-row">{inside}</div>
            )}
          </li>
        );
      })}
    </ol>
  );
}

/** Heading of a list in the rail: title, and a line at its end. */
export function RailHeading({
  title,
  note,
  level = 2,
}: {
  title: string;
  note?: Child;
  level?: 2 | 3;
}) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <div class="rail-heading">
      <Heading>{title}</Heading>
      {note ? <span>{note}</span> : null}
    </div>
  );
}
