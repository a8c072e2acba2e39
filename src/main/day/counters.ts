// From the roster to the counters of a house: whose desk each is, who has none, when each works.
import { atCivilTime } from '#base/dates.ts';
import type { Centre, Directory } from '#modules/directory/schema.ts';
import type { Span, StaffedShift } from '#modules/rosters/schema.ts';
import { RandomStream } from './random.ts';
import type { Counter, Officer, Seat, Stretch } from './scene.ts';
import type { World } from './world.ts';

export interface CountersOptions {
  readonly directory: Directory;
  readonly centre: Centre;
  readonly date: Temporal.PlainDate;
  readonly shifts: readonly StaffedShift[];
  /** Tokens of sessions, by account. */
  readonly tokens: ReadonlyMap<string, string>;
  readonly world: World;
  readonly seed: number;
}

/** The counters of a house on a day, by the id of the office. */
export function makeCounters(options: CountersOptions): ReadonlyMap<string, Counter> {
  const { centre, directory, world, seed } = options;
  const byOffice = Map.groupBy(options.shifts, (shift) => shift.officeId);
  return new Map(
    centre.offices.map((office) => {
      const team = (byOffice.get(office.id) ?? []).map((shift) => ({
        deskId: shift.deskId,
        officer: officerOf(shift, options),
      }));
      const seats: Seat[] = [];
      const counter: Counter = {
        office,
        fenced: directory.units.get(office.unitId)?.enforcementLink === 'direct',
        world: world.offices.find((each) => each.office === office.code),
        seats,
        others: team.filter(({ deskId }) => deskId === undefined).map(({ officer }) => officer),
        idle: new Set(),
      };
      for (const { deskId, officer } of team) {
        if (deskId === undefined) continue;
        const random = new RandomStream(seed, `desk ${deskId}`);
        const occupant = undefined;
        const nobody = { occupant, busy: false, serving: false, paused: false };
        seats.push({ deskId, owner: officer, counter, random, ...nobody });
      }
      return [office.id, counter];
    }),
  );
}

function officerOf(shift: StaffedShift, { centre, date, tokens }: CountersOptions): Officer {
  const token = tokens.get(shift.accountId);
  if (!token) throw new Error(`${shift.name} has no session`);
  const stretch = ({ from, to }: Span): Stretch => ({
    from: atCivilTime(date, from, centre.zone).epochMilliseconds,
    to: atCivilTime(date, to, centre.zone).epochMilliseconds,
  });
  return {
    accountId: shift.accountId,
    name: shift.name,
    speaks: shift.speaks,
    token,
    works: stretch(shift.works),
    rests: shift.rests && stretch(shift.rests),
    seat: undefined,
    accompanies: false,
  };
}
