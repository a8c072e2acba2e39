// Where a person can be sent on to in this house, with how many wait there.
import { nameIn } from '#modules/directory/rules/names.ts';
import type { Centre, Directory } from '#modules/directory/schema.ts';
import { hostUnitOf } from '#modules/visits/host-unit.ts';
import { BACK_REASONS } from '#modules/visits/schema.ts';
import type { BoardLine } from '#modules/visits/queries.ts';
import type { Words } from '#platform/words/words.ts';

/** An office as a group of choices: its services. */
export interface Target {
  readonly label: string;
  /** `value` is `<office>|<service>`, `centre|<centre>` or `reception|<why>`. */
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

/**
 * Beyond the offices of the house: back to its reception, with why, and on to another house. For
 * none of a unit with a direct enforcement link.
 */
export function listOnward(centre: Centre, directory: Directory, w: Words): Target[] {
  const others = [...directory.centres.values()]
    .filter((other) => other.id !== centre.id && hostUnitOf(other) !== undefined)
    .toSorted((a, b) => a.name.localeCompare(b.name, w.language));
  return [
    {
      label: w('onward.to-reception'),
      options: BACK_REASONS.map((why) => ({
        value: `reception|${why}`,
        label: w(`onward.why.${why}`),
      })),
    },
    {
      label: w('onward.to-centre'),
      options: others.map(({ id, name }) => ({ value: `centre|${id}`, label: name })),
    },
  ];
}
