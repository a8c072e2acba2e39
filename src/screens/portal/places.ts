// Where an account can go: what its memberships open, centre by centre. A screen that would refuse
// is not offered. Pure.
import { COORDINATION, DESK, isFenced, mayAct, unitsAt, WELCOME } from '#modules/access/decide.ts';
import { mayCount } from '#modules/statistics/rules.ts';
import { mayMediate } from '#modules/interpretation/rules.ts';
import { namesDuty } from '#modules/visits/rules/duty-rules.ts';
import { watches } from '#modules/visits/rules/alarm-rules.ts';
import type { Centre, Directory } from '#modules/directory/schema.ts';
import { localOfficeOf, mayRecordAtOnce } from '#modules/visits/local-office.ts';
import type { Actor } from '#platform/session/actor.ts';

export type Screen =
  | 'local'
  | 'reception'
  | 'desk'
  | 'board'
  | 'coordination'
  | 'figures'
  | 'mediation'
  | 'security'
  | 'duty';

export interface Place {
  readonly screen: Screen;
  readonly href: string;
}

/** The unit that receives people in a house; undefined where nobody is received. */
export function hostUnitOf(centre: Centre): string | undefined {
  const host =
    centre.offices.find((office) => office.kind === 'welcome') ??
    centre.offices.find((office) => office.kind === 'local');
  return host?.unitId;
}

/** May this actor see the whole floor of a house? */
export function mayOversee(actor: Actor, centreId: string): boolean {
  return !isFenced(actor) && mayAct(actor, { roles: COORDINATION, centreId });
}

/** The screens of one centre that an account opens, the most used first. */
export function placesAt(actor: Actor, centre: Centre): Place[] {
  const { id } = centre;
  // Nobody walks into a line: it has no floor, no desk and no board.
  if (centre.kind === 'line') return [];
  const host = hostUnitOf(centre);
  const own = unitsAt(actor, id);
  const places: Place[] = [];
  const local = localOfficeOf(centre);
  if (local && mayRecordAtOnce(actor, id, local.unitId))
    places.push({ screen: 'local', href: `/local/${id}` });
  if (host !== undefined && mayAct(actor, { roles: WELCOME, units: [host], centreId: id })) {
    places.push({ screen: 'reception', href: `/reception/${id}` });
  }
  const atDesks = centre.offices.some(
    ({ unitId, desks }) =>
      desks.length > 0 && mayAct(actor, { roles: DESK, units: [unitId], centreId: id }),
  );
  if (atDesks) places.push({ screen: 'desk', href: '/desk' });
  if (host !== undefined && mayMediate(actor, host, id))
    places.push({ screen: 'mediation', href: `/mediation/${id}` });
  if (mayOversee(actor, id)) places.push({ screen: 'coordination', href: `/coordination/${id}` });
  // Coordinators find it on their floor.
  else if (namesDuty(actor, id)) places.push({ screen: 'duty', href: `/coordination/${id}/duty` });
  if (watches(actor, id)) places.push({ screen: 'security', href: `/security/${id}` });
  if (mayCount(actor, id)) places.push({ screen: 'figures', href: `/figures/${id}` });
  if (own.length > 0) places.push({ screen: 'board', href: `/board/${id}` });
  return places;
}

/** Centres at which an account has a place: its own first, then by name. */
export function centresOf(actor: Actor, directory: Directory): Centre[] {
  const own = new Set(actor.memberships.map(({ centreId }) => centreId));
  return [...directory.centres.values()]
    .filter((centre) => placesAt(actor, centre).length > 0)
    .toSorted(
      (a, b) => Number(own.has(b.id)) - Number(own.has(a.id)) || a.name.localeCompare(b.name, 'pt'),
    );
}
