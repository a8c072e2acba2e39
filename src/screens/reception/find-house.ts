// The house that an address of reception names.
import type { Centre } from '#modules/directory/schema.ts';
import { mayReceive } from '#modules/visits/host-unit.ts';
import type { PageRequest } from '../page.ts';

/** The house of the address, when the asking account receives people there. */
export function findHouse(page: PageRequest): Centre | undefined {
  const centre = page.directory.centres.get(page.params['centreId'] ?? '');
  return centre && mayReceive(page.actor, centre) ? centre : undefined;
}
