// Where a person can be sent on to in this house, with how many wait there.
import { nameIn } from '#modules/directory/rules/names.ts';
import type { Centre } from '#modules/directory/schema.ts';
import type { BoardLine } from '#modules/visits/queries.ts';
import type { Words } from '#platform/words/words.ts';

/** An office as a group of choices: its services. */
export interface Target {
  readonly label: string;
  /** `value` is `<office>|<service>`. */
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** How many wait at each office of a house, from what hangs on its wall. */
export function countWaiting(board: readonly BoardLine[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { state, office_id: officeId } of board) {
    if (state === 'waiting') counts.set(officeId, (counts.get(officeId) ?? 0) + 1);
  }
  return counts;
}

/** Offices of the house but one's own, the shortest queue first, in the house's order where equal. */
export function listTargets(
  centre: Centre,
  ownOfficeId: string,
  waiting: ReadonlyMap<string, number>,
  w: Words,
): Target[] {
  const count = (officeId: string) => waiting.get(officeId) ?? 0;
  return centre.offices
    .filter((office) => office.id !== ownOfficeId && office.offers.length > 0)
    .toSorted((a, b) => count(a.id) - count(b.id))
    .map((office) => ({
      label: w('desk.office-queue', {
        office: nameIn(office.shortName, w.language),
        count: count(office.id),
      }),
      options: office.offers.map(({ service }) => ({
        value: `${office.id}|${service.id}`,
        label: nameIn(service.name, w.language),
      })),
    }));
}
