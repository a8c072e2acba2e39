// Which unit receives people in a house: its tickets, its people, its routes.
import type { Actor } from '#platform/session/actor.ts';
import { mayAct, WELCOME } from '../access/decide.ts';
import type { Centre, Office } from '../directory/schema.ts';

/**
 * The unit of the welcome office, or of the one office of a small house; undefined where nobody is
 * received. The same choice as the command `visit.receive` makes.
 */
export function hostUnitOf(centre: Centre): string | undefined {
  const host =
    centre.offices.find(({ kind }) => kind === 'welcome') ??
    centre.offices.find(({ kind }) => kind === 'local');
  return host?.unitId;
}

/** Is it an office that receives people of its house? */
export function receives({ kind }: Pick<Office, 'kind'>): boolean {
  return kind === 'welcome' || kind === 'local';
}

/** May this actor receive people in a house: issue tickets, see who is here, print papers? */
export function mayReceive(actor: Actor, centre: Centre): boolean {
  const unit = hostUnitOf(centre);
  return (
    unit !== undefined && mayAct(actor, { roles: WELCOME, units: [unit], centreId: centre.id })
  );
}
