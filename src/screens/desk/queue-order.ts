// The queue in the order in which it will be called, so that the screen can name who is next. The
// database decides when it calls; this is the same rule, VIS-10, for showing.
import type { QueueLine } from '#modules/visits/queries.ts';
import { LANGUAGE_FIRST_MINUTES } from '#modules/visits/rules.ts';

/** Who waits at an office, the next first: long waits by time, then the languages of the desk, then by time. */
export function orderQueue(
  lines: readonly QueueLine[],
  languages: readonly string[],
  now: Temporal.Instant,
): QueueLine[] {
  const patience = now.subtract({ minutes: LANGUAGE_FIRST_MINUTES });
  const since = (line: QueueLine) => line.queuedAt ?? now;
  const long = (line: QueueLine) => Temporal.Instant.compare(since(line), patience) < 0;
  return lines
    .filter((line) => line.state === 'waiting')
    .toSorted(
      (a, b) =>
        Number(long(b)) - Number(long(a)) ||
        (long(a)
          ? 0
          : Number(languages.includes(b.language)) - Number(languages.includes(a.language))) ||
        Temporal.Instant.compare(since(a), since(b)) ||
        a.number - b.number,
    );
}
