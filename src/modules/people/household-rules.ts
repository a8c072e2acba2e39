// Who belongs to a household now, and how that changes: somebody is added, leaves, becomes something
// else to the others; a family parts. Pure. Which household is meant is always an id.
import { type Problem, problem } from '#base/problem.ts';
import type { NewEvent } from '#platform/event-log/events.ts';
import type { Decision } from '#platform/run-command/command.ts';
import type { HouseholdRole, LeaveReason } from './schema.ts';

/** Somebody of a household, under her file that counts. */
export interface Member {
  readonly personId: string;
  readonly role: HouseholdRole;
}

/** A household as its own unit reads it. */
export interface Household {
  readonly id: string;
  readonly unitId: string;
  /** Those who belong to it now, as far as whoever asks may know of them. */
  readonly members: readonly Member[];
}

/** What is written. Memberships end before others begin. */
export interface HouseholdChange {
  readonly unitId: string;
  readonly ended?: {
    readonly householdId: string;
    readonly personIds: readonly string[];
    readonly because: LeaveReason | 'role';
    /** By which it may be taken back (PEO-46); where it may not there is none. */
    readonly leavingId?: string;
  };
  /** A leaving that never was. */
  readonly takenBack?: string;
  readonly begun?: {
    readonly householdId: string;
    readonly isNew: boolean;
    readonly members: readonly Member[];
  };
}

/** Most people of one household. */
export const HOUSEHOLD_MAX = 24;

const has = ({ members }: Pick<Household, 'members'>, personId: string) =>
  members.some((one) => one.personId === personId);

const refuse = (fields: Record<string, string>) => problem('invalid', 'invalid', { fields });

function joined(unitId: string, { personId, role }: Member): NewEvent {
  return { kind: 'household.joined', unitId, personId, data: { role } };
}

/** Says of whom, and neither of which household nor why: what is told of one tells nothing of another. */
function left(unitId: string, personId: string): NewEvent {
  return { kind: 'household.left', unitId, personId };
}

/**
 * PEO-40: somebody stands in a household once at a time, under whichever of her files, and may come
 * back to one that she left; she may belong to several at once. A household is begun by two at least.
 */
export function decideStart(
  household: { readonly id: string; readonly unitId: string },
  members: readonly Member[],
): Decision<HouseholdChange> | Problem {
  const ids = new Set(members.map(({ personId }) => personId));
  if (ids.size < members.length) return refuse({ members: 'in-household-already' });
  if (ids.size < 2) return refuse({ members: 'two-at-least' });
  const { id, unitId } = household;
  return {
    change: { unitId, begun: { householdId: id, isNew: true, members } },
    events: members.map((member) => joined(unitId, member)),
    result: { householdId: id },
  };
}

/** Adds somebody (PEO-40). */
export function decideAdd(
  household: Household,
  member: Member,
): Decision<HouseholdChange> | Problem {
  if (has(household, member.personId)) return problem('conflict', 'in-household-already');
  if (household.members.length >= HOUSEHOLD_MAX) return problem('conflict', 'household-full');
  const { id, unitId } = household;
  return {
    change: { unitId, begun: { householdId: id, isNew: false, members: [member] } },
    events: [joined(unitId, member)],
    result: { householdId: id, personId: member.personId },
  };
}

/**
 * PEO-41: whoever leaves a household is gone from it at once, for all who read it. Neither its page nor
 * the log says where she went, why, or that she stands in another one.
 */
export function decideLeave(
  household: Household,
  personId: string,
  because: LeaveReason,
  leavingId: string,
): Decision<HouseholdChange> | Problem {
  if (!has(household, personId)) return problem('conflict', 'not-a-member');
  const { id, unitId } = household;
  return {
    change: { unitId, ended: { householdId: id, personIds: [personId], because, leavingId } },
    events: [left(unitId, personId)],
    result: { personId, leavingId },
  };
}

/** What a leaving ended, for whoever has its id. */
export interface Leaving {
  readonly householdId: string;
  readonly personId: string;
  readonly role: HouseholdRole;
  readonly leftAt: Temporal.Instant;
  /** Something was done in the household since, or she joined one. */
  readonly followed: boolean;
}

/** For so long a leaving may be taken back. */
export const TAKE_BACK_MINUTES = 15;

/**
 * PEO-46: a leaving that was recorded by mistake is taken back for a quarter of an hour, while nothing else
 * was done in that household and she joined no other one. She then belongs to it as if she had never left.
 */
export function mayBeTakenBack({ leftAt, followed }: Leaving, now: Temporal.Instant): boolean {
  return !followed && !isOver(leftAt, now);
}

const isOver = (leftAt: Temporal.Instant, now: Temporal.Instant) =>
  Temporal.Instant.compare(now, leftAt.add({ minutes: TAKE_BACK_MINUTES })) > 0;

/** Takes a leaving back (PEO-46). */
export function decideTakeBack(
  { unitId }: Pick<Household, 'unitId'>,
  leaving: Leaving,
  leavingId: string,
  now: Temporal.Instant,
): Decision<HouseholdChange> | Problem {
  const { personId, role, leftAt, followed } = leaving;
  if (followed) return problem('conflict', 'changed-meanwhile');
  if (isOver(leftAt, now)) return problem('too-late');
  return {
    change: { unitId, takenBack: leavingId },
    events: [{ kind: 'household.leaving-taken-back', unitId, personId, data: { role } }],
    result: { personId },
  };
}

/** She is something else to the others from now on; what she was stays in her own history. */
export function decideRole(
  household: Household,
  { personId, role }: Member,
): Decision<HouseholdChange> | Problem {
  const before = household.members.find((one) => one.personId === personId);
  if (!before) return problem('conflict', 'not-a-member');
  if (before.role === role) return problem('conflict', 'same-role');
  const { id, unitId } = household;
  return {
    change: {
      unitId,
      ended: { householdId: id, personIds: [personId], because: 'role' },
      begun: { householdId: id, isNew: false, members: [{ personId, role }] },
    },
    events: [{ kind: 'household.role-changed', unitId, personId, data: { role } }],
    result: { householdId: id, personId },
  };
}

/**
 * PEO-42: a family parts in one act: those who go stand in a new household and no longer in this one;
 * who belongs to both, a child of parents who live apart, stands in each. Somebody goes and somebody
 * stays. Whoever goes without the one whose partner she was, is an adult there.
 */
export function decideSplit(
  household: Household,
  parting: { readonly goIds: readonly string[]; readonly bothIds: readonly string[] },
  newId: string,
): Decision<HouseholdChange> | Problem {
  const goIds = new Set(parting.goIds);
  const bothIds = new Set(parting.bothIds);
  const moving = [...goIds, ...bothIds];
  if (moving.some((id) => !has(household, id))) return problem('conflict', 'not-a-member');
  if (moving.some((id) => goIds.has(id) && bothIds.has(id))) return refuse({ goIds: 'once-only' });
  if (goIds.size === 0) return refuse({ goIds: 'nobody-goes' });
  if (household.members.every(({ personId }) => goIds.has(personId) || bothIds.has(personId)))
    return refuse({ goIds: 'nobody-stays' });
  const there = household.members.filter(
    ({ personId }) => goIds.has(personId) || bothIds.has(personId),
  );
  const paired = there.filter(({ role }) => role === 'adult' || role === 'partner').length > 1;
  const members = there.map((one) =>
    one.role === 'partner' && !paired ? { ...one, role: 'adult' as const } : one,
  );
  const { id, unitId } = household;
  return {
    change: {
      unitId,
      ended: { householdId: id, personIds: [...goIds], because: 'not-said' },
      begun: { householdId: newId, isNew: true, members },
    },
    events: [
      ...[...goIds].map((personId) => left(unitId, personId)),
      ...members.map((member) => joined(unitId, member)),
    ],
    result: { householdId: newId },
  };
}

/**
 * PEO-43: which household is meant is said by its id, never guessed: where one of those who are known
 * stands in a household already, it is chosen among theirs, or a new one is begun in so many words.
 * @param theirs households in which the known ones stand now
 */
export function chooseHousehold(
  meant: string | undefined,
  theirs: readonly string[],
): { readonly householdId: string | undefined } | Problem {
  if (meant === undefined)
    return theirs.length === 0
      ? { householdId: undefined }
      : refuse({ householdId: 'which-household' });
  if (meant === NEW_HOUSEHOLD) return { householdId: undefined };
  return theirs.includes(meant)
    ? { householdId: meant }
    : refuse({ householdId: 'which-household' });
}

/** What is said in place of an id for a household that is not there yet. */
export const NEW_HOUSEHOLD = 'new';
