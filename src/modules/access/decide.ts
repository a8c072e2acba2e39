// The one decision function. Pages, API, live pokes, jobs and files all ask it; row security in
// the database is the second lock and says the same for rows.
//
// ACC-1: nobody acts without a live membership in a role that the act names.
// ACC-2: a membership counts only at its unit and centre; an act that names neither is the network's.
// ACC-3: administrators and devices reach no content, whatever the act says.
// ACC-10: only a role that receives or serves reaches a person; the rows of one's unit and a grant
// open nobody to any other role. Behind the fence only a desk does.
// ACC-11: a file that an emergency alone opens is there to be read; no act on it is offered, and none is done.
import type { Actor, Membership } from '#platform/session/actor.ts';

/** What is asked for. `units`: any of them will do (the office's own, or the house's host). */
export interface Wish {
  readonly roles: readonly Role[];
  readonly units?: readonly string[];
  readonly centreId?: string;
}

export type Role =
  | 'reception-mediator'
  | 'mediator'
  | 'unit-officer'
  | 'support-technician'
  | 'local-technician'
  | 'interpreter'
  | 'hotline-operator'
  | 'centre-coordinator'
  | 'network-manager'
  | 'researcher'
  | 'data-protection-officer'
  | 'custodian'
  | 'unit-lead'
  | 'security-guard'
  | 'device'
  | 'administrator'
  | 'worker'
  | 'statistics';

const NO_CONTENT: ReadonlySet<string> = new Set([
  'administrator',
  'device',
  'worker',
  'statistics',
]);

/** Those who stand at the door and issue tickets. */
export const WELCOME: readonly Role[] = [
  'reception-mediator',
  'mediator',
  'local-technician',
  'centre-coordinator',
];
/** Those who serve at a desk. */
export const DESK: readonly Role[] = [
  'unit-officer',
  'support-technician',
  'mediator',
  'local-technician',
  'reception-mediator',
];
/** Those who look after a house or the network. */
export const COORDINATION: readonly Role[] = ['centre-coordinator', 'network-manager'];

/** May this actor do what is asked? Default: no. */
export function mayAct(actor: Actor, wish: Wish): boolean {
  return actor.memberships.some(
    (membership) =>
      !NO_CONTENT.has(membership.role) &&
      (wish.roles as readonly string[]).includes(membership.role) &&
      (wish.units === undefined || wish.units.includes(membership.unitId)) &&
      (wish.centreId === undefined || atCentre(membership, wish.centreId)),
  );
}

/** Whether the actor belongs to a unit with a direct enforcement link. */
export function isFenced(actor: Actor): boolean {
  return actor.memberships.some((membership) => membership.link === 'direct');
}

/** May anything of a person be shown to this actor at all (ACC-10)? Which persons, row security says. */
export function reachesPeople(actor: Actor): boolean {
  return mayAct(actor, { roles: isFenced(actor) ? DESK : [...DESK, ...WELCOME] });
}

/** How a file is open to somebody: as her work brings it, or by an emergency alone (decision 0067). */
export type FileReach = 'worked-with' | 'to-read';

/** May anything be done with a file that is open to this actor (ACC-11)? Which act, its own command says. */
export function mayWorkWith(actor: Actor, reach: FileReach): boolean {
  return reach === 'worked-with' && reachesPeople(actor);
}

/** Of those at the door, whoever opens files: a coordinator stands in there, and no file is open to her. */
const RECEIVE = WELCOME.filter((role) => DESK.includes(role));

/** Units whose people somebody receives; none behind the fence. */
export function receivingUnits(actor: Actor): string[] {
  if (isFenced(actor)) return [];
  const units = new Set(actor.memberships.map(({ unitId }) => unitId));
  return [...units].filter((unit) => mayAct(actor, { roles: RECEIVE, units: [unit] }));
}

/** Units of which the actor is a member at a centre, for content. */
export function unitsAt(actor: Actor, centreId: string): readonly string[] {
  return actor.memberships
    .filter((membership) => !NO_CONTENT.has(membership.role) && atCentre(membership, centreId))
    .map((membership) => membership.unitId);
}

function atCentre(membership: Membership, centreId: string): boolean {
  return membership.centreId === null || membership.centreId === centreId;
}

/** May this actor look after a whole house? Nobody behind the fence. */
export function oversees(actor: Actor, centreId: string): boolean {
  return !isFenced(actor) && mayAct(actor, { roles: COORDINATION, centreId });
}

/** Is it the program that runs our jobs? It has no content; it ends what people left open. */
export function isWorker(actor: Actor): boolean {
  return actor.kind === 'machine' && actor.memberships.some(({ role }) => role === 'worker');
}
