// day.end: the house closes and nobody is left in it. Whoever was not seen is promised a call.
import { z } from 'zod';
import { dayOf } from '#base/dates.ts';
import { slugField } from '#base/fields.ts';
import { type Problem, problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { isWorker, oversees } from '../../access/decide.ts';
import { words } from '#platform/words/words.ts';
import { nameIn } from '../../directory/rules/names.ts';
import type { Directory } from '../../directory/schema.ts';
import { loadDirectory } from '../../directory/queries.ts';
import { endDay, type DayFacts } from '../day-end-rules.ts';
import { holdLeft, missLeft } from '../../appointments/left-bookings.ts';
import { holdDesks, holdOpen, mayPutRight, putRight } from '../../visits/left-open-queries.ts';
import { promiseCalls } from '../promise-calls.ts';

/** The language of the house, in which its tasks are written. */
const HOUSE_LANGUAGE = 'pt';

export const endDayCommand = command({
  name: 'day.end',
  summary: 'Ends the day of a house: who was not seen is promised a call, and nothing stays open.',
  input: z.strictObject({ centreId: slugField() }),
  async load(tx, { centreId }, actor, now): Promise<DayFacts | Problem> {
    const late = isWorker(actor);
    if (!oversees(actor, centreId) && !(late && (await mayPutRight(tx, centreId))))
      return problem('not-found');
    const directory = await loadDirectory(tx, now.toZonedDateTimeISO('UTC').toPlainDate());
    const centre = directory.centres.get(centreId);
    if (!centre) return problem('not-found');
    const today = dayOf(now, centre.zone);
    // VIS-126: the night ends only what people left from a day before; whoever works late goes on.
    const midnight = today.toZonedDateTime(centre.zone).toInstant();
    const desks = holdDesks(tx, centreId, late ? midnight : now.add({ seconds: 1 }));
    const visits = holdOpen(tx, centreId, late ? today.subtract({ days: 1 }) : today);
    const bookings = holdLeft(tx, centreId, late ? midnight : now);
    return {
      centre,
      today,
      titleOf: (ids) => titleOf(directory, ids),
      desks: await desks,
      visits: await visits,
      bookings: await bookings,
    };
  },
  may: (actor, _facts, { centreId }) => oversees(actor, centreId) || isWorker(actor),
  decide: (facts, _input, _actor, now) => endDay(facts, now),
  apply(tx, { centreId, calls, missed, ...change }, now) {
    // The calls first: they are about visits that are still open.
    promiseCalls(tx, centreId, calls, now);
    putRight(tx, centreId, change);
    missLeft(tx, centreId, missed, now);
  },
});

function titleOf(directory: Directory, subjectIds: readonly string[]): string {
  const names = subjectIds.map((id) =>
    nameIn(directory.subjects.get(id)?.name ?? { pt: id }, HOUSE_LANGUAGE),
  );
  return words(HOUSE_LANGUAGE)('care.call-title', { subjects: names.join(', ') });
}
