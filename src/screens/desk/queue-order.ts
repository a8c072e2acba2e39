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

/** So many are shown in order until somebody asks for all. */
export const MOST_SHOWN = 40;

/**
 * Who waits at an office, the next first; those whose places are kept stand behind. Of a long queue
 * only the first `most` are put in order; the others follow as they came.
 */
export function orderLines(
  lines: readonly QueueLine[],
  standings: readonly Standing[],
  languages: readonly string[],
  now: Temporal.Instant,
  most = lines.length,
): WaitingLine[] {
  const lineOf = new Map(lines.map((line) => [line.stopId, line]));
  const free = whoIsFree(standings);
  const mayBeCalled = new Set(free);
  const kept = standings.filter((one) => !mayBeCalled.has(one));
  const asking = { languages, now: minutesOf(now), priorityRun: standings[0]?.priorityRun };
  const inOrder = (some: readonly Standing[]) => {
    const first = orderQueue(some, asking, most);
    if (first.length === some.length) return first;
    const placed = new Set(first);
    const rest = some.filter((one) => !placed.has(one));
    return [...first, ...rest.toSorted((one, other) => one.queued - other.queued)];
  };
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
