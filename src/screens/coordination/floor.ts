// Everything that the screen of coordination shows, put together from the floor, the desks, the
// rosters and the figures of the day.
import { atCivilTime, dayOf } from '#base/dates.ts';
import { openingsOn } from '#modules/directory/rules/hours.ts';
import type { Centre, Office } from '#modules/directory/schema.ts';
import { listShifts } from '#modules/rosters/queries.ts';
import { whoWorks } from '#modules/rosters/rules.ts';
import { findFigures } from '#modules/statistics/queries.ts';
import { shareInOneTrip } from '#modules/statistics/rules.ts';
import {
  type DeskMove,
  findFloor,
  type HouseFloor,
  listDeskMoves,
} from '#modules/visits/floor-queries.ts';
import {
  type Attention,
  listAttention,
  minutesWaited,
  missingLanguages,
  type OfficeFloor,
} from '#modules/visits/floor-rules.ts';
import { type AskedFor, listAskedFor } from '#modules/interpretation/queries.ts';
import { listAlarms } from '#modules/visits/alarm-queries.ts';
import type { Alarm } from '#modules/visits/rules/alarm-rules.ts';
import { listDeskHolders } from '#modules/visits/desk-queries.ts';
import { listLentDesks } from '#modules/visits/lent-desks.ts';
import { asToday, type LentDesk } from '#modules/visits/rules/lend-rules.ts';
import { listOpenDesks } from '#modules/visits/queries.ts';
import type { CurvePoint } from '#platform/ui/day-curve.tsx';
import type { PageRequest } from '../page.ts';
import { listLeftOpen } from './care.ts';
import { findOverflow, type Overflow } from './overflow.ts';

/** Minutes between two points of the day's curves. */
const STEP = 15;
const MOVES = 4;

export interface OfficeLine {
  readonly office: Office;
  readonly floor: OfficeFloor;
  readonly minutes: number;
  readonly desksOpen: number;
  /** In their break: they do not count as open. */
  readonly desksPaused: number;
  readonly desksFree: number;
  readonly missing: readonly string[];
  readonly curve: readonly CurvePoint[];
}

export interface FloorView {
  readonly centre: Centre;
  readonly house: HouseFloor;
  readonly acts: number;
  readonly inOneTrip: number | undefined;
  readonly lines: readonly OfficeLine[];
  readonly attention: readonly Attention[];
  readonly moves: readonly DeskMove[];
  /** Desks that serve another office today; they stand there in `centre`. */
  readonly lent: readonly LentDesk[];
  /** Desks that ask for help. */
  readonly alarms: readonly Alarm[];
  /** Desks that ask for a mediator. */
  readonly askedFor: readonly AskedFor[];
  /** Things that stand open too long. */
  readonly leftOpen: number;
  /** Offices that run over within the hour. */
  readonly overflow: readonly Overflow[];
  /** The axis of all curves, in minutes since midnight at the centre. */
  readonly axis: { readonly from: number; readonly to: number; readonly now: number };
  readonly houseCurve: readonly CurvePoint[];
}

export async function loadFloor(page: PageRequest, known: Centre): Promise<FloorView> {
  const { tx, now } = page;
  const { zone, timetable } = known;
  const lent = await listLentDesks(tx, known.id);
  const centre = asToday(page.directory, lent).centres.get(known.id) ?? known;
  const day = dayOf(now, zone);
  const [first, last] = [openingsOn(timetable, day)[0], openingsOn(timetable, day).at(-1)];
  const from = minuteOf(first?.opens ?? Temporal.PlainTime.from('09:00'));
  const to = minuteOf(last?.closes ?? Temporal.PlainTime.from('17:00'));
  const nowMinute = minuteOf(now.toZonedDateTimeISO(zone).toPlainTime());
  const steps = Math.max(0, Math.floor((Math.min(nowMinute, to) - from) / STEP));
  const instants = Array.from({ length: steps + 1 }, (_, step) =>
    atCivilTime(day, timeAt(from + step * STEP), zone),
  ).filter((instant) => Temporal.Instant.compare(instant, now) < 0);
  instants.push(now);

  const [floor, desks, holders, moves, shifts, figures, alarms, askedFor, left] = await Promise.all(
    [
      findFloor(tx, centre.id, day, instants),
      listOpenDesks(tx, centre.id),
      listDeskHolders(tx, centre.id),
      listDeskMoves(tx, centre.id, atCivilTime(day, Temporal.PlainTime.from('00:00'), zone), MOVES),
      listShifts(tx, centre.id, day),
      findFigures(tx, centre.id, { from: day, to: day }),
      listAlarms(tx, centre.id),
      listAskedFor(tx, centre.id),
      listLeftOpen(page, centre, day),
    ],
  );
  const paused = new Set(holders.filter((desk) => desk.pausedAt).map((desk) => desk.deskId));
  const curveOf = (officeId: string | null): CurvePoint[] => {
    const values = new Map(
      floor.curve
        .filter((point) => point.officeId === officeId)
        .map((point) => [point.instant.epochMilliseconds, point.value]),
    );
    return instants.map((instant) => ({
      at: minuteOf(instant.toZonedDateTimeISO(zone).toPlainTime()),
      value: values.get(instant.epochMilliseconds) ?? 0,
    }));
  };
  const lines = centre.offices
    .map((office): OfficeLine => {
      const here = floor.offices.find((each) => each.officeId === office.id) ?? nobodyAt(office.id);
      const desksOpen = desks.filter((desk) => desk.officeId === office.id).length;
      const desksPaused = office.desks.filter(({ id }) => paused.has(id)).length;
      return {
        office,
        floor: here,
        minutes: minutesWaited(here, now),
        desksOpen,
        desksPaused,
        desksFree: Math.max(0, desksOpen - here.called - here.serving),
        missing: missingLanguages(here, desks),
        curve: curveOf(office.id),
      };
    })
    // Reception has no queue of its own; it is shown when somebody was sent there.
    .filter(
      ({ office, floor: { waiting, serving }, desksOpen }) =>
        office.kind !== 'welcome' || waiting + serving + desksOpen > 0,
    );
  return {
    centre,
    lent,
    house: floor.house,
    acts: figures.acts,
    inOneTrip: shareInOneTrip(figures),
    lines,
    attention: listAttention(
      lines.map((line) => line.floor),
      desks,
      whoWorks(shifts, zone, now),
      now,
    ),
    moves,
    alarms,
    askedFor,
    leftOpen: left.length,
    overflow: await findOverflow(tx, centre, lines, now),
    axis: {
      from: Math.min(from, nowMinute),
      to: Math.max(to, nowMinute, from + 60),
      now: nowMinute,
    },
    houseCurve: curveOf(null),
  };
}

function nobodyAt(officeId: string): OfficeFloor {
  return {
    officeId,
    waiting: 0,
    waitingSince: null,
    called: 0,
    serving: 0,
    parked: 0,
    languages: [],
  };
}

function minuteOf(time: Temporal.PlainTime): number {
  return time.hour * 60 + time.minute;
}

function timeAt(minute: number): Temporal.PlainTime {
  return Temporal.PlainTime.from({ hour: Math.floor(minute / 60), minute: minute % 60 });
}
