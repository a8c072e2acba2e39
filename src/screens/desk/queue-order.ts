// The queue in the order in which it will be called, so that the screen can name who is next: the
// same rule as the command that calls (VIS-100, VIS-101).
import { orderQueue } from '#modules/planning/rules/order.ts';
import type { QueueLine } from '#modules/visits/queries.ts';
import { minutesOf, type Standing } from '#modules/visits/queue-queries.ts';
import { whoIsFree } from '#modules/visits/rules.ts';

/** Somebody who waits at an office, and why she is not called when she is not. */
export interface WaitingLine extends QueueLine {
  /** Undefined for whoever may be called now. */
  readonly kept: 'elsewhere' | 'away' | undefined;
}

/** Who waits at an office, the next first; those whose places are kept stand behind. */
export function orderLines(
  lines: readonly QueueLine[],
  standings: readonly Standing[],
  languages: readonly string[],
  now: Temporal.Instant,
): WaitingLine[] {
  const lineOf = new Map(lines.map((line) => [line.stopId, line]));
  const free = whoIsFree(standings);
  const kept = standings.filter((one) => !free.includes(one));
  const asking = { languages, now: minutesOf(now), priorityRun: standings[0]?.priorityRun };
  const inOrder = (some: readonly Standing[]) => orderQueue(some, asking);
  return [...inOrder(free), ...inOrder(kept)].flatMap(({ stopId, doing }) => {
    const line = lineOf.get(stopId);
    return line ? [{ ...line, kept: keptBy(doing) }] : [];
  });
}

function keptBy(doing: Standing['doing']): WaitingLine['kept'] {
  if (doing === 'waiting') return undefined;
  return doing === 'parked' ? 'away' : 'elsewhere';
}

/** Who would be called now, if anybody. */
export function nextOf({
  waiting,
}: {
  readonly waiting: readonly WaitingLine[];
}): WaitingLine | undefined {
  return waiting[0]?.kept ? undefined : waiting[0];
}
