// Who gives which role to whom. Pure; the database checks the same once more (0021-accounts.sql,
// 0036-roles-by-two.sql).
//
// ACC-4: an administrator manages the accounts of every unit, a unit's lead those of her own unit
// and centre, in the roles of the unit itself; nobody else manages any.
// ACC-5: nobody gives, moves or ends a role of her own.
// ACC-6: what makes, changes or ends an administrator, and what a unit's link to enforcement is,
// one administrator proposes and a second one carries out; a proposal counts once, for seven days,
// and neither of the two is given the role.
// ACC-50: an administrator alone gives nobody a role: what she would give by an invitation, a grant,
// a move or by opening a closed account again is a proposal, for a second administrator. What takes
// away (the end of a role, a leaver, a closed account) one does alone and at once, and a unit's lead
// gives the roles of her own unit alone.
// ACC-7: nobody is on both sides of the firewall at a time.
// ACC-8: who leaves has no role from that moment, and with the last role every session, invitation
// and workstation of hers ends.
import { type Problem, problem } from '#base/problem.ts';
import type { Actor, EnforcementLink } from '#platform/session/actor.ts';
import { PERSON_ROLES } from './schema.ts';

/** A role at a place. */
export interface Seat {
  readonly unitId: string;
  /** Null: at every centre. */
  readonly centreId: string | null;
  readonly role: string;
}

/** From when to when; null: open. */
export interface Span {
  readonly from: Temporal.Instant;
  readonly until: Temporal.Instant | null;
}

/** A membership that counts now or later. */
export interface Held extends Seat, Span {
  readonly id: string;
  readonly link: EnforcementLink;
}

/** An account and what it holds now and later. */
export interface Subject {
  readonly accountId: string;
  readonly disabled: boolean;
  readonly held: readonly Held[];
}

/** Something that waits for a second administrator. */
export interface Proposal {
  readonly id: string;
  readonly kind: 'grant' | 'move' | 'end' | 'leave' | 'disable' | 'enable' | 'link';
  readonly accountId: string | null;
  readonly unitId: string | null;
  readonly proposedBy: string;
  readonly expiresAt: Temporal.Instant;
  readonly decided: boolean;
}

/** Roles of a unit itself; the others reach beyond it, and its lead can't give them. */
const OF_THE_UNIT: ReadonlySet<string> = new Set([
  'reception-mediator',
  'mediator',
  'unit-officer',
  'support-technician',
  'local-technician',
  'interpreter',
  'hotline-operator',
  'security-guard',
  'unit-lead',
]);

export function isAdministrator(actor: Actor): boolean {
  return actor.kind === 'person' && actor.memberships.some(({ role }) => role === 'administrator');
}

/** Does the actor manage anything at all? Others are told nothing of what there is. */
export function managesSomething(actor: Actor): boolean {
  return (
    isAdministrator(actor) ||
    (actor.kind === 'person' && actor.memberships.some(({ role }) => role === 'unit-lead'))
  );
}

/** May the actor give, move and end this role at this place (an administrator's: propose it)? */
export function mayManage(actor: Actor, { unitId, centreId, role }: Seat): boolean {
  if (!(PERSON_ROLES as readonly string[]).includes(role)) return false;
  if (isAdministrator(actor)) return true;
  return (
    actor.kind === 'person' &&
    OF_THE_UNIT.has(role) &&
    actor.memberships.some(
      (own) =>
        own.role === 'unit-lead' &&
        own.unitId === unitId &&
        (own.centreId === null || own.centreId === centreId),
    )
  );
}

/** Roles that the actor may give at some place. */
export function rolesToGive(actor: Actor): readonly string[] {
  return PERSON_ROLES.filter((role) => isAdministrator(actor) || OF_THE_UNIT.has(role));
}

/** May the actor lead this whole unit's monthly list? */
export function leadsUnit(actor: Actor, unitId: string): boolean {
  return (
    actor.kind === 'person' &&
    actor.memberships.some(
      (own) => own.role === 'unit-lead' && own.unitId === unitId && own.centreId === null,
    )
  );
}

/** Whether an account is an administrator, now or by a dated role later. */
export function administers(subject: Subject): boolean {
  return subject.held.some(({ role }) => role === 'administrator');
}

/** Whether one administrator is not enough. `seat` is what would be given or ended. */
export function needsTwo(subject: Subject, seat?: Seat): boolean {
  return seat?.role === 'administrator' || administers(subject);
}

/** Whether giving takes two (ACC-50). `seat` is what would be given. */
export function givesByTwo(actor: Actor, subject: Subject, seat?: Seat): boolean {
  return isAdministrator(actor) || needsTwo(subject, seat);
}

/** Why this actor may not touch that account, or undefined. */
export function refuseToManage(
  actor: Actor,
  subject: Subject,
  seats: readonly Seat[],
): Problem | undefined {
  if (subject.accountId === actor.accountId) return problem('not-allowed', 'not-for-yourself');
  const allowed =
    managesSomething(actor) &&
    seats.every((seat) => mayManage(actor, seat)) &&
    (isAdministrator(actor) || !administers(subject));
  return allowed ? undefined : problem('not-allowed');
}

/** Why a role can't be added to what an account holds, or undefined. `but`: one that ends first. */
export function refuseToGive(
  subject: Subject,
  wanted: Seat & Span & { readonly link: EnforcementLink },
  but?: Held,
): Problem | undefined {
  if (subject.disabled) return problem('conflict', 'account-disabled');
  if (wanted.until && Temporal.Instant.compare(wanted.until, wanted.from) <= 0)
    return problem('invalid', 'invalid', { fields: { until: 'ends-before-it-begins' } });
  const others = subject.held
    .map((held) =>
      held.id === but?.id ? { ...held, until: earlier(held.until, wanted.from) } : held,
    )
    .filter((held) => overlap(held, wanted));
  if (others.some(({ link }) => (link === 'direct') !== (wanted.link === 'direct')))
    return problem('conflict', 'both-sides');
  const same = others.some(
    ({ unitId, centreId, role }) =>
      unitId === wanted.unitId && centreId === wanted.centreId && role === wanted.role,
  );
  return same ? problem('conflict', 'has-role-already') : undefined;
}

/** Why this administrator can't be the second one, or undefined. */
export function refuseToCarryOut(
  proposal: Proposal,
  actor: Actor,
  now: Temporal.Instant,
): Problem | undefined {
  if (!isAdministrator(actor)) return problem('not-allowed');
  if (proposal.decided) return problem('conflict', 'proposal-decided');
  if (Temporal.Instant.compare(proposal.expiresAt, now) <= 0)
    return problem('too-late', 'proposal-expired');
  if (proposal.proposedBy === actor.accountId)
    return problem('not-allowed', 'second-administrator');
  const gives = givesSomething(proposal.kind);
  if (gives && [actor.accountId, proposal.proposedBy].includes(proposal.accountId ?? ''))
    return problem('not-allowed', 'not-for-yourself');
  return undefined;
}

/** Whether a proposal of this kind gives somebody more than she has. */
export function givesSomething(kind: Proposal['kind']): boolean {
  return kind === 'grant' || kind === 'move' || kind === 'enable';
}

/** Whether two spans have a moment in common. */
export function overlap(a: Span, b: Span): boolean {
  return begins(a, b) && begins(b, a);
}

/** `a` begins before `b` is over, and is not empty. */
function begins(a: Span, b: Span): boolean {
  const notOver = b.until === null || Temporal.Instant.compare(a.from, b.until) < 0;
  return notOver && (a.until === null || Temporal.Instant.compare(a.from, a.until) < 0);
}

function earlier(a: Temporal.Instant | null, b: Temporal.Instant): Temporal.Instant {
  return a !== null && Temporal.Instant.compare(a, b) < 0 ? a : b;
}
