// When a desk may move to another office of its house for the day, and what a house looks like then.
// Pure.
import { type Problem, problem } from '#base/problem.ts';
import type { NewEvent } from '#platform/event-log/events.ts';
import type { Directory, Office } from '../../directory/schema.ts';

/** A desk as whoever moves it must know it; held until the act ends. */
export interface HeldDesk {
  readonly deskId: string;
  readonly centreId: string;
  /** The office that has it on other days. */
  readonly homeOfficeId: string;
  /** The office that it serves now, and whose that is. */
  readonly officeId: string;
  readonly unitId: string;
  /** Somebody is called there or served. */
  readonly busy: boolean;
  /** Who has opened it, if anybody. */
  readonly sits: string | null;
  /** How many more desks serve the same office today. */
  readonly otherDesks: number;
  /** Who is on her way to that office, waits there or comes back. */
  readonly people: number;
}

/** A desk that serves another office today. */
// VIS-195: for one day a desk is lent to one office at a time, and the day ends it
export interface LentDesk {
  readonly deskId: string;
  readonly officeId: string;
  readonly homeOfficeId: string;
}

/**
 * Why a desk stays where it is, or nothing.
 */
// VIS-196: a desk moves when nobody is called to it or served there
// VIS-198: the last desk of an office stays while somebody is on her way to that office or waits there
export function refuseMove(desk: HeldDesk): Problem | undefined {
  if (desk.busy) return problem('conflict', 'desk-busy');
  return desk.otherDesks === 0 && desk.people > 0
    ? problem('conflict', 'last-desk-there', { params: { count: desk.people } })
    : undefined;
}

/** What is told: of whoever got up, and of the desk, to the queues of both offices. */
export function moveEvents(desk: HeldDesk, kind: string, toOfficeId: string): NewEvent[] {
  const { deskId, centreId, officeId, unitId } = desk;
  const here = { centreId, officeId, unitId };
  return [
    ...(desk.sits ? [{ kind: 'desk.closed', ...here, data: { deskId } }] : []),
    { kind, ...here, data: { deskId, toOfficeId } },
  ];
}

/** The directory as it is today: each lent desk stands at the office that it serves. */
// VIS-199: what a desk serves, and in which list it stands, follows the office to which it is lent
export function asToday(directory: Directory, lent: readonly LentDesk[]): Directory {
  if (lent.length === 0) return directory;
  const at = new Map(lent.map(({ deskId, officeId }) => [deskId, officeId]));
  const desks = new Map(
    [...directory.desks].map(([id, desk]) => [
      id,
      { ...desk, officeId: at.get(id) ?? desk.officeId },
    ]),
  );
  const touched = new Set(lent.flatMap(({ officeId, homeOfficeId }) => [officeId, homeOfficeId]));
  const offices = new Map(
    [...directory.offices].map(([id, office]) => [
      id,
      touched.has(id) ? officeToday(office, lent, desks) : office,
    ]),
  );
  const centres = new Map(
    [...directory.centres].map(([id, centre]) => [
      id,
      { ...centre, offices: centre.offices.map((office) => offices.get(office.id) ?? office) },
    ]),
  );
  return { ...directory, desks, offices, centres };
}

function officeToday(office: Office, lent: readonly LentDesk[], desks: Directory['desks']): Office {
  const gone = new Set(
    lent.filter(({ officeId }) => officeId !== office.id).map(({ deskId }) => deskId),
  );
  const come = lent
    .filter(({ officeId }) => officeId === office.id)
    .flatMap(({ deskId }) => desks.get(deskId) ?? []);
  return { ...office, desks: [...office.desks.filter(({ id }) => !gone.has(id)), ...come] };
}
