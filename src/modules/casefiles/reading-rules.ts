// How readings of a file are told to the person: gathered, so that a day at a desk is one line. Pure.
import { dayOf } from '#base/dates.ts';
import type { Reading } from './reading-queries.ts';

/** What somebody in one role of a unit read for one purpose on one day. */
export interface ReadingLine {
  readonly role: string | null;
  readonly purpose: string;
  readonly sections: readonly string[];
  readonly basis: string;
  readonly day: Temporal.PlainDate;
  readonly first: Temporal.Instant;
  readonly last: Temporal.Instant;
}

/** The lines of one unit, the latest first. */
export interface UnitReadings {
  readonly unitId: string;
  readonly lines: readonly ReadingLine[];
}

/**
 * AUD-7: The person is told of every reading that is kept: unit, role, purpose, parts, article, day and
 * time; several of one kind on one day are one line with the first and the last time.
 * @param readings the latest first
 */
export function gatherReadings(readings: readonly Reading[], zone: string): UnitReadings[] {
  const units = new Map<string, Map<string, ReadingLine>>();
  for (const { unitId, at, ...what } of readings) {
    const day = dayOf(at, zone);
    const lines = units.get(unitId) ?? new Map<string, ReadingLine>();
    units.set(unitId, lines);
    const key = JSON.stringify([day.toString(), what.role, what.purpose, what.basis]);
    const line = lines.get(key);
    lines.set(key, {
      ...what,
      day,
      sections: [...new Set([...(line?.sections ?? []), ...what.sections])],
      first: line && Temporal.Instant.compare(line.first, at) < 0 ? line.first : at,
      last: line && Temporal.Instant.compare(line.last, at) > 0 ? line.last : at,
    });
  }
  return [...units].map(([unitId, lines]) => ({ unitId, lines: [...lines.values()] }));
}
