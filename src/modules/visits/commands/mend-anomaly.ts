// anomaly.mend: something was left open on the floor, and the coordinator mends it by one act.
import { z } from 'zod';
import { dayOf } from '#base/dates.ts';
import { idField, slugField } from '#base/fields.ts';
import { type Problem, problem } from '#base/problem.ts';
import { command, type Decision } from '#platform/run-command/command.ts';
import { oversees } from '../../access/decide.ts';
import { listShifts } from '../../rosters/queries.ts';
import type { Shift } from '../../rosters/schema.ts';
import type { HeldDesk, HeldVisit, HouseChange } from '../left-open-facts.ts';
import { holdDesks, holdOpen, putRight, zoneOfCentre } from '../left-open-queries.ts';
import { closing, endedFor, isDeskLeft, isLeftOpen, mend, refuseMend } from '../left-open-rules.ts';
import { elsewhere } from '../rules.ts';

const mendInput = z.strictObject({
  centreId: slugField(),
  kind: z.enum(['visit', 'called', 'serving', 'parked', 'desk']),
  /** Of everything but a desk: a person has one time at a time, so her visit says which. */
  visitId: idField().optional(),
  deskId: slugField().optional(),
});

interface Facts {
  readonly zone: string;
  readonly visit?: HeldVisit | undefined;
  readonly desk?: HeldDesk | undefined;
  readonly shifts: readonly Shift[];
}

export const mendAnomaly = command({
  name: 'anomaly.mend',
  summary: 'Mends what was left open on the floor: a visit, a call, a pause, a desk.',
  input: mendInput,
  async load(tx, input, actor, now): Promise<Facts | Problem> {
    const { centreId } = input;
    const zone = oversees(actor, centreId) ? await zoneOfCentre(tx, centreId) : undefined;
    if (!zone) return problem('not-found');
    const day = dayOf(now, zone);
    if (input.kind === 'desk') {
      if (!input.deskId) return problem('not-found');
      const [[desk], shifts] = await Promise.all([
        holdDesks(tx, centreId, now.add({ seconds: 1 }), input.deskId),
        listShifts(tx, centreId, day),
      ]);
      return desk ? { zone, desk, shifts } : problem('not-found');
    }
    if (!input.visitId) return problem('not-found');
    const [visit] = await holdOpen(tx, centreId, day, input.visitId);
    return visit ? { zone, visit, shifts: [] } : problem('not-found');
  },
  may: (actor, _facts, { centreId }) => oversees(actor, centreId),
  decide(facts, input, _actor, now) {
    return facts.desk
      ? closeLeft(facts.desk, facts, input.centreId, now)
      : mendVisit(facts.visit as HeldVisit, facts.zone, input, now);
  },
  apply: (tx, { centreId, ...change }) => putRight(tx, centreId, change),
});

type Mended = Decision<HouseChange & { readonly centreId: string }>;

function closeLeft(
  desk: HeldDesk,
  { shifts, zone }: Facts,
  centreId: string,
  now: Temporal.Instant,
): Mended | Problem {
  const refused = refuseMend(isDeskLeft(desk, shifts, zone, now));
  if (refused) return refused;
  if (desk.busy) return problem('conflict', 'desk-busy');
  const { id, deskId, officeId, unitId } = desk;
  const change = { ...closing([], now), centreId, desks: [{ id, at: now }] };
  const data = { deskId };
  return {
    change,
    events: [{ kind: 'desk.closed', centreId, officeId, unitId, data }],
    result: { deskId },
  };
}

function mendVisit(
  visit: HeldVisit,
  zone: string,
  { centreId, kind }: { readonly centreId: string; readonly kind: string },
  now: Temporal.Instant,
): Mended | Problem {
  const stop = visit.stops.find(({ state }) => state === kind);
  const what = kind as 'visit' | 'called' | 'serving' | 'parked';
  const standing = what === 'visit' ? !visit.day.equals(dayOf(now, zone)) : stop !== undefined;
  const refused = refuseMend(standing && isLeftOpen({ kind: what, since: visit.since }, now));
  if (refused) return refused;
  const change = { ...mend(what, visit, now), centreId };
  const others = visit.stops.filter(({ state }) => state === 'waiting');
  return {
    change,
    events: [
      {
        kind: 'anomaly.mended',
        centreId,
        visitId: visit.visitId,
        personId: visit.personId,
        ...(stop && { officeId: stop.officeId, unitId: stop.unitId }),
        data: { kind, ...elsewhere([...new Set(others.map(({ officeId }) => officeId))]) },
      },
      ...(change.close.length > 0 ? [endedFor('left', centreId, visit)] : []),
    ],
    result: { visitId: visit.visitId },
  };
}
