// Households as the unit reads them that wrote them down. Those who left are in none of these lists but
// the history of one's own, which row security opens to whoever holds a grant on that person.
import { sql } from 'kysely';
import type { Transaction } from '#platform/db/transaction.ts';
import type { Household, Leaving, Member } from './household-rules.ts';
import { anyFileOf } from './one-person.ts';
import type { HouseholdRole, LeaveReason } from './schema.ts';

/** Changes of one household come one after the other. */
export function lockHousehold(tx: Transaction, householdId: string): void {
  tx.text('select pg_advisory_xact_lock(hashtextextended($1, 360))', [householdId]).catch(() => {});
}

/**
 * A household and who belongs to it now; undefined: not there, or not to be seen.
 *
 * PEO-45: files that are one person stand in a household once, as the one that counts; what is done under
 * one number is done to all, and when they are two again each stands where it stood, but where somebody
 * changed it meanwhile.
 */
export async function findHousehold(
  tx: Transaction,
  householdId: string,
): Promise<Household | undefined> {
  const rows = await tx.all(sql<{ id: string; unitId: string } & Nullable<Member>>`
    select h.id, h.unit_id as "unitId", m.id as "personId", m.role from people.household h
    left join lateral (
      select distinct on (people.survivor_of(m.person_id)) people.survivor_of(m.person_id) as id, m.role
      from people.household_member m where m.household_id = h.id and m.left_at is null
      order by people.survivor_of(m.person_id), m.since desc, m.id) m on true
    where h.id = ${householdId} order by m.id`);
  const [first] = rows;
  if (!first) return undefined;
  return {
    id: first.id,
    unitId: first.unitId,
    members: rows.flatMap(({ personId, role }) => (personId && role ? [{ personId, role }] : [])),
  };
}

type Nullable<Of> = { readonly [Key in keyof Of]: Of[Key] | null };

/** What a leaving ended; undefined: none, or not for whoever asks to know. */
export function findLeaving(tx: Transaction, leavingId: string): Promise<Leaving | undefined> {
  return tx.first(sql<Leaving>`
    select household_id as "householdId", person_id as "personId", role, left_at as "leftAt", followed
    from people.leaving(${leavingId})`);
}

/** Households in which these people stand now, the oldest membership first. */
export async function listHouseholdIds(
  tx: Transaction,
  personIds: readonly string[],
): Promise<string[]> {
  if (personIds.length === 0) return [];
  const rows = await tx.all(sql<{ id: string }>`
    select m.household_id as id from unnest(${[...personIds]}::uuid[]) named
    cross join lateral unnest(people.files_of(named)) f (id)
    join people.household_member m on m.person_id = f.id and m.left_at is null
    group by m.household_id order by min(m.since), m.household_id`);
  return rows.map(({ id }) => id);
}

/** Somebody of a household. */
export interface Relative {
  readonly personId: string;
  readonly name: string | null;
  readonly role: HouseholdRole;
}

/** A household in which a person stands now. */
export interface OwnHousehold {
  readonly id: string;
  readonly unitId: string;
  /** What she is to the others. */
  readonly role: HouseholdRole;
  /** All others who belong to it now, as far as whoever asks may know of them. */
  readonly others: readonly Relative[];
}

/** The households of a person, each by itself: she may stand in several. Note whom you show. */
export async function listHouseholds(tx: Transaction, personId: string): Promise<OwnHousehold[]> {
  const ids = await listHouseholdIds(tx, [personId]);
  if (ids.length === 0) return [];
  const rows = await tx.all(sql<Relative & { householdId: string; unitId: string; own: boolean }>`
    select distinct on (h.place, p.id) h.id as "householdId", e.unit_id as "unitId", p.id as "personId",
      p.name, m.role, p.id = people.survivor_of(${personId}::uuid) as own
    from unnest(${ids}::uuid[]) with ordinality h (id, place)
    join people.household e on e.id = h.id
    join people.household_member m on m.household_id = h.id and m.left_at is null
    join people.person p on p.id = people.survivor_of(m.person_id)
    order by h.place, p.id, m.since desc, m.id`);
  return ids.flatMap((id) => {
    const members = rows.filter(({ householdId }) => householdId === id);
    const own = members.find((one) => one.own);
    return own ? [{ id, unitId: own.unitId, role: own.role, others: inOrder(members) }] : [];
  });
}

const ORDER: readonly HouseholdRole[] = [
  'adult',
  'partner',
  'parent',
  'child',
  'sibling',
  'relative',
  'companion',
];

function inOrder(members: readonly (Relative & { own: boolean })[]): Relative[] {
  return members
    .filter(({ own }) => !own)
    .map(({ personId, name, role }) => ({ personId, name, role }))
    .toSorted(
      (a, b) =>
        ORDER.indexOf(a.role) - ORDER.indexOf(b.role) || (a.name ?? '').localeCompare(b.name ?? ''),
    );
}

/** A time during which a person belonged to a household, and what she was to the others; nobody else. */
export interface PastMembership {
  readonly role: HouseholdRole;
  readonly since: Temporal.Instant;
  readonly leftAt: Temporal.Instant;
  readonly because: LeaveReason | 'role';
}

/** PEO-44: that she belonged to a household once, for whoever holds a grant on her, the latest first. */
export function listPastMemberships(tx: Transaction, personId: string): Promise<PastMembership[]> {
  return tx.all(sql<PastMembership>`
    select m.role, m.since, m.left_at as "leftAt", m.left_because as because
    from people.household_member m
    where m.person_id = ${anyFileOf(personId)} and m.left_at is not null
    order by m.left_at desc, m.since desc, m.id`);
}
