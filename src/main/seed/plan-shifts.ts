// From the hours of the centres to who works when: everyone works while the centre is open. Pure.
import { listDays } from '#base/dates.ts';
import { openingsOn } from '#modules/directory/rules/hours.ts';
import type { Directory } from '#modules/directory/schema.ts';
import { breakOf } from '#modules/rosters/rules.ts';
import type { Shift, Span } from '#modules/rosters/schema.ts';

/** Somebody with a place of work. */
export interface Worker {
  readonly accountId: string;
  readonly centreId: string;
  readonly officeId: string;
  readonly deskId?: string;
}

/**
 * Shifts for everyone on each day from `from` to `to`, both included. Colleagues who follow each
 * other in the list take their hour of rest in turns.
 */
export function planShifts(
  directory: Directory,
  workers: readonly Worker[],
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
): Shift[] {
  const days = listDays(from, to);
  return [...Map.groupBy(workers, (worker) => worker.centreId)].flatMap(([centreId, team]) => {
    const timetable = directory.centres.get(centreId)?.timetable;
    if (!timetable) return [];
    return days.flatMap((date) =>
      openingsOn(timetable, date).flatMap(({ opens, closes }) =>
        team.map((worker, place) => shiftOf(worker, date, { from: opens, to: closes }, place)),
      ),
    );
  });
}

function shiftOf(worker: Worker, date: Temporal.PlainDate, works: Span, place: number): Shift {
  const rests = breakOf(works, place);
  return { ...worker, date, works, ...(rests && { rests }) };
}
