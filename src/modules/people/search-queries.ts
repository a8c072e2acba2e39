// Whom reception may mean by what it typed. Row security finds those whom the asking account serves or
// whom its unit registered, in every table by itself; whoever shows one of them notes the reading.
import { sql } from 'kysely';
import type { Transaction } from '#platform/db/transaction.ts';
import { type FurtherNames, furtherNamesOf } from './name-kinds.ts';
import { LEARNED } from './names/weights.ts';
import { type AskedKey, askedKeys, wordsNeeded } from './search-keys.ts';
import type { AskedPhone } from './search-numbers.ts';
import { type Candidate, rankCandidates, type Ranked, readAsked } from './search-rules.ts';

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
/** Rows of a word that are counted, and of the rarest one that are gone through. */
const GONE_THROUGH = { near: 2000, further: 600 } as const;
/** With a year, so many times more: who was born in another one costs little. */
const OF_ONE_YEAR = 30;

/**
 * People within reach who may be meant by a name, the likeliest first; nobody for less than two
 * letters. Who is out of reach is not found, like who is not there. Note whom you show.
 *
 * Among a million, a common word has fifty thousand rows. The rows of the rarest word are gone through,
 * and of each it is asked whether she has the other words, by an index that knows it.
 */
export async function searchPeople(
  tx: Transaction,
  typed: string,
  most = 8,
): Promise<Ranked<FoundPerson>[]> {
  const { name, year } = readAsked(typed);
  const words = askedKeys(name, LEARNED);
  if (words.length === 0) return [];
  const near = words.map((keys) => keys.filter((each) => each.near));
  const all = words.length;
  // Slips of the pen, and then a word that is missing, come after all others: as many as are shown are enough.
  const steps = [
    { words: near, needed: all, through: GONE_THROUGH.near },
    { words, needed: all, through: GONE_THROUGH.further },
    { words, needed: wordsNeeded(all), through: GONE_THROUGH.further },
  ].filter(({ needed }, step) => step < 2 || needed < all);
  const ids = new Set<string>();
  for (const step of steps) {
    for (const id of await findByWords(tx, step, year)) ids.add(id);
    if (ids.size >= most) break;
  }
  return rankCandidates(typed, await listFound(tx, [...ids].slice(0, LOOKED_AT)), LEARNED, most);
}

type Word = readonly AskedKey[];

/** How a name is looked for in one step. */
interface Step {
  readonly words: readonly Word[];
  /** As many of the words as she must have. */
  readonly needed: number;
  /** Rows of the rarest word that are gone through. */
  readonly through: number;
}

/** Those who have as many of the words as are needed, by their nearest keys first. */
async function findByWords(
  tx: Transaction,
  { words, needed, through: most }: Step,
  year: string | undefined,
): Promise<string[]> {
  const counted = await rarestFirst(tx, words, most);
  const rarest = counted.map(({ word }) => word);
  if (needed === words.length && counted[0]?.count === 0) return [];
  // Whoever has all words but one has one of the two rarest at least.
  const driving = rarest.slice(0, words.length - needed + 1);
  // Whoever comes by the one word that is gone through has it; of two it must be asked.
  const probed = driving.length === 1 ? rarest.slice(1) : rarest;
  const probes = probed.map((word, at) => probeOf(word, sql.ref(`w${at}`)));
  const places = probed.map((_, at) => sql`${sql.ref(`w${at}.place`)}`);
  const had = sql.join(
    [
      sql`${words.length - probed.length}::int`,
      ...places.map((each) => sql`(${each} is not null)::int`),
    ],
    sql` + `,
  );
  const rows = (born: string | undefined) =>
    tx.all(sql<{ id: string; had: number; worst: number }>`
      select c.person_id as id, ${had} as had,
             greatest(${sql.join([sql`c.place`, ...places])})::int as worst
      from (select d.person_id, min(d.place) as place
            from (${sql.join(
              driving.map((word) => sql`(${rowsOf(word, most, born)})`),
              sql` union all `,
            )}) d
            group by d.person_id order by min(d.place)) c
      ${sql.join(probes, sql` `)}
      where ${had} >= ${needed}
      limit ${LOOKED_AT}`);
  // Among namesakes those who were born in the year that was typed are looked at before all others.
  const found = [year === undefined ? [] : await rows(year), await rows(undefined)].flatMap(
    (some) => some.toSorted((one, other) => other.had - one.had || one.worst - other.worst),
  );
  return [...new Set(found.map(({ id }) => id))].slice(0, LOOKED_AT);
}

/** Words by how many rows their keys have, counted as far as `most`. */
async function rarestFirst(
  tx: Transaction,
  words: readonly Word[],
  most: number,
): Promise<readonly { readonly word: Word; readonly count: number }[]> {
  const counts = words.map((word) => sql`(select count(*) from (${rowsOf(word, most)}) r)::int`);
  const row = await tx.first(
    sql<{ counts: number[] }>`select array[${sql.join(counts)}] as counts`,
  );
  return words
    .map((word, at) => ({ word, count: row?.counts[at] ?? 0 }))
    .toSorted((one, other) => one.count - other.count);
}

/** The keys of a word as ranges (`lo`, `hi`) and the `place` of each, the nearest first. */
function rangesOf(word: Word) {
  const lows = word.map(({ key }) => key);
  const highs = word.map(({ key, begins }) => (begins ? `${key}\u{10FFFF}` : key));
  return sql`unnest(${lows}::text[], ${highs}::text[]) with ordinality a (lo, hi, place)`;
}

/** Rows of a word by its nearest keys first; of everybody, or of those who were born in a year. */
function rowsOf(word: Word, most: number, born?: string) {
  const range = sql`k.key >= a.lo collate "C" and k.key <= a.hi collate "C"`;
  return born === undefined
    ? sql`select k.person_id, a.place from ${rangesOf(word)}
        cross join lateral (select k.person_id from people.name_key k where ${range}
                            order by k.key limit ${most}) k
        limit ${most}`
    : sql`with born as materialized (select i.person_id from people.identity i
                                     where i.born_year = ${born})
        select k.person_id, a.place from ${rangesOf(word)}
        cross join lateral (select k.person_id from people.name_key k where ${range}
                            order by k.key limit ${most * OF_ONE_YEAR}) k
        join born b on b.person_id = k.person_id
        limit ${most}`;
}

/** Whether a candidate `c` has a word, by the nearest of its keys that she has. */
function probeOf(word: Word, name: ReturnType<typeof sql.ref>) {
  return sql`left join lateral (
      select a.place from ${rangesOf(word)}
      where exists (select from people.name_key k where k.person_id = c.person_id
                    and k.key >= a.lo collate "C" and k.key <= a.hi collate "C")
      limit 1) ${name} on true`;
}

/** People whose telephone number agrees with what was typed. Note whom you show. */
export async function findByPhone(
  tx: Transaction,
  { same, beginnings }: AskedPhone,
  most = 8,
): Promise<FoundPerson[]> {
  const asked = [same, ...beginnings];
  const highs = [same, ...beginnings.map((each) => `${each}\u{10FFFF}`)];
  const rows = await tx.all(sql<{ id: string }>`
    select c.person_id as id from unnest(${asked}::text[], ${highs}::text[]) a (lo, hi)
    cross join lateral (select c.person_id from people.contact c
      where c.phone_key >= a.lo collate "C" and c.phone_key <= a.hi collate "C"
      order by c.phone_key, c.person_id limit ${most}) c
    limit ${most}`);
  return listFound(
    tx,
    rows.map(({ id }) => id),
  );
}

/** Somebody of a household, and by whom she was found. */
export interface FoundRelative extends FoundPerson {
  readonly through: string;
}

/**
 * Those who stand in one household with these people, as the unit reads it that wrote it down; nobody
 * of these people again. Note whom you show.
 */
export async function findRelatives(
  tx: Transaction,
  personIds: readonly string[],
  most = 8,
): Promise<FoundRelative[]> {
  if (personIds.length === 0) return [];
  const rows = await tx.all(sql<{ id: string; through: string }>`
    select distinct on (people.survivor_of(m.person_id))
           people.survivor_of(m.person_id) as id, named as through
    from unnest(${[...personIds]}::uuid[]) named
    cross join lateral unnest(people.files_of(named)) f (id)
    join people.household_member own on own.person_id = f.id
    join people.household_member m on m.household_id = own.household_id
    where people.survivor_of(m.person_id) <> all (${[...personIds]}::uuid[])
    order by people.survivor_of(m.person_id), named limit ${most}`);
  const through = new Map(rows.map((row) => [row.id, row.through]));
  const found = await listFound(tx, [...through.keys()]);
  return found.map((one) => ({ ...one, through: through.get(one.personId) ?? '' }));
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
    Omit<FoundPerson, 'names' | 'further'> &
      FurtherNames & { readonly otherNames: readonly string[] }
  >`
    select p.id as "personId", p.name, p.language, i.full_name as "fullName",
           i.original_name as "originalName", i.born, i.nicknames, i.former_names as "formerNames", i.surnames,
           i.patronymic, others.names as "otherNames"
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
  return rows.map(({ otherNames, nicknames, formerNames, surnames, patronymic, ...row }) => ({
    ...row,
    further: furtherNamesOf({ nicknames, formerNames, surnames, patronymic }),
    names: [row.name, row.fullName, row.originalName, ...otherNames].filter(
      (name) => name !== null,
    ),
  }));
}
