// A small house: one office that receives and serves, most often one person with one desk.
import type { Actor } from '#platform/session/actor.ts';
import { DESK, isFenced, mayAct, type Role, WELCOME } from '../access/decide.ts';
import type { Centre, Office } from '../directory/schema.ts';

const BOTH: readonly Role[] = WELCOME.filter((role) => DESK.includes(role));

/** The office of a house that receives and serves; undefined in a house with a welcome (VIS-96). */
export function localOfficeOf(centre: Centre): Office | undefined {
  return centre.offices.find(({ kind }) => kind === 'local');
}

/** May this actor record an act at once in a house whose local office is of this unit? */
export function mayRecordAtOnce(actor: Actor, centreId: string, unitId: string): boolean {
  return !isFenced(actor) && mayAct(actor, { roles: BOTH, units: [unitId], centreId });
}
