// The coordinator sees a day running over an hour before it does: offices at which fewer can still be
// served until closing than came in the last hour (VIS-162).
import { openingsOn } from '#modules/directory/rules/hours.ts';
import type { Centre, Office } from '#modules/directory/schema.ts';
import { listCameLastHour } from '#modules/visits/house-queries.ts';
import { minutesLeft } from '#modules/visits/kiosk-wishes.ts';
import { capacityLeft, runsOver } from '#modules/visits/overflow-rules.ts';
import type { Transaction } from '#platform/db/transaction.ts';

export interface Overflow {
  readonly office: Office;
  /** So many more can be served before the doors close. */
  readonly capacity: number;
  readonly came: number;
  readonly closes: Temporal.PlainTime;
}

/** What must be known of an office. */
interface Line {
  readonly office: Office;
  readonly floor: { readonly waiting: number; readonly called: number; readonly serving: number };
  readonly desksOpen: number;
  readonly desksPaused: number;
}

/** How long a service takes where none is offered. */
const USUAL_MINUTES = 15;

/** Offices that run over within the hour, the fullest first. */
export async function findOverflow(
  tx: Transaction,
  centre: Centre,
  lines: readonly Line[],
  now: Temporal.Instant,
): Promise<Overflow[]> {
  const here = now.toZonedDateTimeISO(centre.zone);
  const openings = openingsOn(centre.timetable, here.toPlainDate());
  const closes = openings.at(-1)?.closes;
  const left = minutesLeft(openings, here);
  if (!closes || left === 0) return [];
  const rows = await listCameLastHour(tx, centre.id);
  const came = new Map(rows.map((one) => [one.officeId, one.came]));
  return lines
    .map((line) => ({
      office: line.office,
      capacity: capacityOf(line, left),
      came: came.get(line.office.id) ?? 0,
      closes,
    }))
    .filter((one) => runsOver(one.capacity, one.came))
    .toSorted((a, b) => a.capacity - a.came - (b.capacity - b.came));
}

function capacityOf({ office, floor, desksOpen, desksPaused }: Line, left: number): number {
  const lasts = office.offers.map(({ service }) => service.durationMinutes);
  const usual = lasts.reduce((sum, one) => sum + one, 0) / (lasts.length || 1) || USUAL_MINUTES;
  const promisedMinutes = usual * (floor.waiting + floor.called + floor.serving / 2);
  const desks = Math.max(0, desksOpen - desksPaused) || office.desks.length;
  return capacityLeft({ officeId: office.id, desks, promisedMinutes }, usual, left);
}
