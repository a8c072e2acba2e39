// What was left open in a house, for the page that mends it and for the floor that counts it.
import { dayOf } from '#base/dates.ts';
import type { Centre } from '#modules/directory/schema.ts';
import { listShifts } from '#modules/rosters/queries.ts';
import { findHouse } from '#modules/visits/floor-queries.ts';
import { listStanding } from '#modules/visits/left-open-queries.ts';
import { isDeskLeft, isLeftOpen } from '#modules/visits/left-open-rules.ts';
import type { Standing } from '#modules/visits/left-open-facts.ts';
import { listOpenDesks } from '#modules/visits/queries.ts';
import type { PageRequest } from '../page.ts';

/** One thing left open. */
export interface LeftOpen {
  readonly kind: Standing['kind'] | 'desk';
  readonly since: Temporal.Instant;
  readonly number?: number;
  readonly visitId?: string;
  readonly deskId?: string | null;
}

export interface CareView {
  readonly centre: Centre;
  readonly here: number;
  readonly left: readonly LeftOpen[];
}

export async function loadCare(page: PageRequest, centre: Centre): Promise<CareView> {
  const day = dayOf(page.now, centre.zone);
  const [left, house] = await Promise.all([
    listLeftOpen(page, centre, day),
    findHouse(page.tx, centre.id, day),
  ]);
  return { centre, left, here: house.here };
}

/** Everything that stands open too long, the longest first. */
export async function listLeftOpen(
  { tx, now }: Pick<PageRequest, 'tx' | 'now'>,
  centre: Centre,
  day: Temporal.PlainDate,
): Promise<LeftOpen[]> {
  const [standing, desks, shifts] = await Promise.all([
    listStanding(tx, centre.id, day),
    listOpenDesks(tx, centre.id),
    listShifts(tx, centre.id, day),
  ]);
  const left = desks
    .filter((desk) => isDeskLeft(desk, shifts, centre.zone, now))
    .map(({ deskId, openedAt }) => ({ kind: 'desk' as const, deskId, since: openedAt }));
  return [...standing.filter((one) => isLeftOpen(one, now)), ...left].toSorted((a, b) =>
    Temporal.Instant.compare(a.since, b.since),
  );
}
