// What screens ask about people. Row security finds those whom the asking account serves or whom
// its unit registered; whoever shows one of them notes the reading.
import { sql } from 'kysely';
import { build, type Transaction } from '#platform/db/transaction.ts';
import { LEARNED } from './names/weights.ts';
import { anyFileOf } from './one-person.ts';
import type { ContactRule, HouseholdRole, PersonFacts } from './schema.ts';
import { type AskedKey, askedKeys, wordsNeeded } from './search-keys.ts';
import { type Candidate, rankCandidates, type Ranked, readAsked } from './search-rules.ts';

/** A person as a conversation at a desk needs her. */
export interface Person {
  readonly id: string;
  /** A name or alias, as she gave it; nobody has to give one. */
  readonly name: string | null;
  /** BCP 47 tag. */
  readonly language: string;
  readonly registeredAt: Temporal.Instant;
}

/** A person by her id, or undefined: not there, or not to be seen. */
export function findPerson(tx: Transaction, personId: string): Promise<Person | undefined> {
  return tx.first(
    build
      .selectFrom('people.person')
      .select(['id', 'name', 'language', 'registered_at as registeredAt'])
      .where('id', '=', personId),
  );
}

/** The unit that registered a person, or undefined: not there, or not to be seen. */
export async function findPersonUnit(
  tx: Transaction,
  personId: string,
): Promise<string | undefined> {
  const row = await tx.first(
    build.selectFrom('people.person').select('unit_id as unitId').where('id', '=', personId),
  );
  return row?.unitId;
}

/**
 * Everything that was said of a person, or undefined: not there, or not to be seen. How she may be
 * reached is the stricter rule of all her files.
 */
export function findPersonFacts(
  tx: Transaction,
  personId: string,
): Promise<PersonFacts | undefined> {
  return tx.first(sql<PersonFacts>`
    select p.name, i.full_name as "fullName", i.original_name as "originalName", i.born,
           i.nationality, p.language, c.phone, c.email,
           coalesce((select s.rule from people.contact s where s.person_id = ${anyFileOf(personId)}
                     order by array_position(array['never', 'messages-only', 'discreet', 'open'],
                                             s.rule) limit 1), 'discreet') as rule
    from people.person p
    left join people.identity i on i.person_id = p.id
    left join people.contact c on c.person_id = p.id
    where p.id = ${personId}`);
}

/** The strictest rule for reaching her that another file of hers holds; undefined when there is none. */
export async function findRuleOfOthers(
  tx: Transaction,
  personId: string,
): Promise<ContactRule | undefined> {
  const row = await tx.first(sql<{ rule: ContactRule }>`
    select c.rule from people.same_person s join people.contact c on c.person_id = s.other_id
    where s.person_id = ${personId}
    order by array_position(array['never', 'messages-only', 'discreet', 'open'], c.rule) limit 1`);
  return row?.rule;
}

/** Somebody who may be meant, as a list shows her. */
export interface FoundPerson extends Candidate {
  readonly name: string | null;
  readonly fullName: string | null;
  readonly originalName: string | null;
  /** EDTF, as far as it is known. */
  readonly born: string | null;
  readonly language: string;
}

/** Most people who are looked at for one search, the likeliest first. */
const LOOKED_AT = 200;

/**
 * People within reach who may be meant by a name, the likeliest first; nobody for less than two
 * letters. Who is out of reach is not found, like who is not there. Note whom you show.
 */
export async function searchPeople(
  tx: Transaction,
  typed: string,
  most = 8,
): Promise<Ranked<FoundPerson>[]> {
  const words = askedKeys(readAsked(typed).name, LEARNED);
  if (words.length === 0) return [];
  const found = words.map(
    (keys) =>
      sql`select person_id, min(place) as place from (${sql.join(keys.map(rowsOf), sql` union all `)}) k
          group by person_id`,
  );
  const ids = await tx.all(sql<{ id: string }>`
    select person_id as id from (${sql.join(found, sql` union all `)}) w
    group by person_id having count(*) >= ${wordsNeeded(words.length)}
    order by count(*) desc, max(place), person_id desc limit ${LOOKED_AT}`);
  return rankCandidates(
    typed,
    await listFound(
      tx,
      ids.map(({ id }) => id),
    ),
    LEARNED,
    most,
  );
}

/** Rows of one key; the earlier a key stands among those of its word, the better it fits. */
function rowsOf({ key, begins }: AskedKey, place: number) {
  const matches = begins ? sql`key >= ${key} and key < ${`${key}\u{10FFFF}`}` : sql`key = ${key}`;
  return sql`select person_id, ${place}::int as place from people.name_key where ${matches}`;
}

/**
 * These people as a list shows them, as far as they are within reach. Who has several files is listed
 * once, as the oldest of them, and known by the names of all.
 */
export async function listFound(
  tx: Transaction,
  personIds: readonly string[],
): Promise<FoundPerson[]> {
  if (personIds.length === 0) return [];
  const rows = await tx.all(sql<
    Omit<FoundPerson, 'names'> & { readonly otherNames: readonly string[] }
  >`
    select p.id as "personId", p.name, p.language, i.full_name as "fullName",
           i.original_name as "originalName", i.born, others.names as "otherNames"
    from (select distinct people.survivor_of(named) as id
          from unnest(${[...personIds]}::uuid[]) named) one
    join people.person p on p.id = one.id
    left join people.identity i on i.person_id = p.id
    cross join lateral (
      select coalesce(array_agg(n) filter (where n is not null), '{}') as names
      from people.same_person s
      join people.person o on o.id = s.other_id
      left join people.identity d on d.person_id = s.other_id
      cross join lateral unnest(array[o.name, d.full_name, d.original_name]) n
      where s.person_id = p.id) others`);
  return rows.map(({ otherNames, ...row }) => ({
    ...row,
    names: [row.name, row.fullName, row.originalName, ...otherNames].filter(
      (name) => name !== null,
    ),
  }));
}

/** The household that one of these people belongs to already. */
export async function findHouseholdOf(
  tx: Transaction,
  personIds: readonly string[],
): Promise<string | undefined> {
  if (personIds.length === 0) return undefined;
  const row = await tx.first(sql<{ id: string }>`
    select m.household_id as id from unnest(${[...personIds]}::uuid[]) named
    cross join lateral unnest(people.files_of(named)) f (id)
    join people.household_member m on m.person_id = f.id
    order by m.since desc, m.household_id limit 1`);
  return row?.id;
}

/** Somebody of the same household. */
export interface Relative {
  readonly personId: string;
  readonly name: string | null;
  readonly role: HouseholdRole;
}

/** Who stands in one household with a person, as the unit that wrote it down reads it. */
export async function listHousehold(tx: Transaction, personId: string): Promise<Relative[]> {
  const rows = await tx.all(sql<Relative>`
    select distinct on (people.survivor_of(m.person_id)) people.survivor_of(m.person_id) as "personId",
      p.name, m.role
    from people.household_member own
    join people.household_member m on m.household_id = own.household_id
    join people.person p on p.id = people.survivor_of(m.person_id)
    where own.person_id = ${anyFileOf(personId)}
      and people.survivor_of(m.person_id) <> people.survivor_of(${personId})
    order by people.survivor_of(m.person_id), m.since desc`);
  return rows.toSorted(
    (a, b) => a.role.localeCompare(b.role) || (a.name ?? '').localeCompare(b.name ?? ''),
  );
}
