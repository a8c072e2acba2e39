// The queue in the order in which it will be called, so that the screen can name who is next. The
// database decides when it calls; this is the same rule, VIS-10, for showing.
import type { QueueLine } from '#modules/visits/queries.ts';
import { LANGUAGE_FIRST_MINUTES } from '#modules/visits/rules.ts';

/**
 * Who waits at an office, the next first: long waits by time alone, then whoever speaks a language
 * of the desk, then the others, each by time.
 */
export function orderQueue(
  lines: readonly QueueLine[],
  languages: readonly string[],
  now: Temporal.Instant,
): QueueLine[] {
  const patience = now.subtract({ minutes: LANGUAGE_FIRST_MINUTES });
  const since = (line: QueueLine) => line.queuedAt ?? now;
  const long = (line: QueueLine) => Temporal.Instant.compare(since(line), patience) < 0;
  const spoken = (line: QueueLine) => !long(line) && languages.includes(line.language);
  return lines
    .filter((line) => line.state === 'waiting')
    .toSorted(
      (a, b) =>
        Number(long(b)) - Number(long(a)) ||
        Number(spoken(b)) - Number(spoken(a)) ||
        Temporal.Instant.compare(since(a), since(b)) ||
        a.number - b.number,
    );
}
