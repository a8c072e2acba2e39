// Whom reception may mean by what it typed. Row security finds those whom the asking account serves or
// whom its unit registered, in every table by itself; whoever shows one of them notes the reading.
import { type RawBuilder, sql } from 'kysely';
import type { Transaction } from '#platform/db/transaction.ts';
import { type FurtherNames, furtherNamesOf } from './name-kinds.ts';
import { LEARNED } from './names/weights.ts';
import { type AskedKey, askedKeys, wordsNeeded } from './search-keys.ts';
import { type Marks, marksAsked } from './search-marks.ts';
import type { AskedPhone } from './search-numbers.ts';
import {
  type Candidate,
  mayBeSpeltOtherwise,
  rankCandidates,
  type Ranked,
  readAsked,
} from './search-rules.ts';

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
const LOOKED_AT = 120;
/** Rows of the rarest word that are gone through, and people of them who are asked for the other words. */
const NEAR = { through: 10_000, asked: 250 } as const;
const FURTHER = { through: 1500, asked: 200 } as const;
/** Rows of a word that stands alone: who has it is found, and nothing else is asked of her. */
const ALONE = 1000;
/** With a year, so many times more rows: who was born in another one costs little. */
const OF_ONE_YEAR = 2;
/** Rows of a word that are counted: the rarest of words that all have more is as good as any. */
const COUNTED = 3000;

/**
 * People within reach who may be meant by a name, the likeliest first; nobody for less than two
 * letters. Who is out of reach is not found, like who is not there. Note whom you show.
 *
 * Among a million, a common word has fifty thousand rows. The rows of the rarest word are gone through,
 * and of those that are marked by the other words it is asked whether she has them.
 */
export async function searchPeople(
  tx: Transaction,
  typed: string,
  most = 8,
): Promise<Ranked<FoundPerson>[]> {
  const { name, year } = readAsked(typed);
  const words = await rarestFirst(tx, askedKeys(name, LEARNED));
  if (words.length === 0) return [];
  const near = words.map((keys) => keys.filter((each) => each.near));
  const all = words.length;
  const fewer = wordsNeeded(all);
  const ids = new Set<string>();
  const look = async (step: Step, enough: number) => {
    if (ids.size >= enough) return;
    for (const id of await findByWords(tx, step, year)) ids.add(id);
  };
  // Slips of the pen, and then a word that is missing, come after all others: as many as are shown are enough.
  await look({ ...NEAR, words: near, needed: all }, most);
  await look({ ...FURTHER, words, needed: all }, most);
  if (fewer < all) {
    await look({ ...FURTHER, words: near, needed: fewer }, most);
    await look({ ...FURTHER, words, needed: fewer }, 1);
  }
  const rank = async (people: readonly string[]) =>
    rankCandidates(typed, await listFound(tx, people), LEARNED, most);
  const found = await rank([...ids].slice(0, LOOKED_AT));
  if (!mayBeSpeltOtherwise(all, found)) return found;
  // The rarest word first, and as many for each: a common one must not crowd out a rare one.
  for (const word of near) await look({ ...NEAR, words: [word], needed: 1 }, Infinity);
  return rank([...ids]);
}

type Word = readonly AskedKey[];

/** How a name is looked for in one step. */
interface Step {
  /** The rarest first. */
  readonly words: readonly Word[];
  /** As many of the words as she must have. */
  readonly needed: number;
  /** Rows of the rarest word that are gone through. */
  readonly through: number;
  /** People among them who are asked for the other words. */
  readonly asked: number;
}

/**
 * Those who have as many of the words as are needed, by their nearest keys first. With a year those who were
 * born in it come before all others, so that they are looked at among however many namesakes.
 */
async function findByWords(
  tx: Transaction,
  { words, needed, through, asked }: Step,
  year: string | undefined,
): Promise<string[]> {
  const alone = words.length === 1;
  // Whoever has all words but one has one of the two rarest at least.
  const arms = words.slice(0, words.length - needed + 1).map((word) => {
    const others = words.filter((each) => each !== word);
    const most = year === undefined ? (alone ? ALONE : through) : through * OF_ONE_YEAR;
    const rows = rowsOf(word, most);
    const marked = sql`select k.person_id, k.place, ${closeness(others)} as close from (${rows}) k
      where ${areMarked(others, needed - 1)}`;
    return year === undefined
      ? sql`select m.person_id, m.place, m.close, false as same from (${marked}) m`
      : sql`select m.person_id, m.place, m.close, b.person_id is not null as same from (${marked}) m
            left join born b on b.person_id = m.person_id`;
  });
  const born = sql`with born as materialized (
    select i.person_id from people.identity i where i.born_year = ${year ?? ''})`;
  const found = sql`${year === undefined ? sql`` : born}
    select d.person_id, min(d.place) as place, max(d.close) as close, bool_or(d.same) as same
    from (${sql.join(arms, sql` union all `)}) d
    group by d.person_id order by same desc, close desc, place limit ${alone ? LOOKED_AT : asked}`;
  const people = await tx.all(
    alone
      ? sql<{ id: string }>`select c.person_id as id from (${found}) c`
      : sql<{ id: string }>`select c.person_id as id from (${found}) c
          cross join lateral (${hadBy(sql`c.person_id`, words)}) h
          where h.had >= ${needed}
          order by c.same desc, h.had desc, h.worst limit ${LOOKED_AT}`,
  );
  return people.map(({ id }) => id);
}

/** Letters of a word as it was typed: of two that are common the longer one is likely to be the rarer. */
const lengthOf = (word: Word) => word[0]?.key.length ?? 0;

/** Words by how many rows their nearest keys have, the fewest first, counted as far as it matters. */
async function rarestFirst(tx: Transaction, words: readonly Word[]): Promise<readonly Word[]> {
  if (words.length < 2) return words;
  const near = words.flatMap((word, which) =>
    word.filter((each) => each.near).map((key) => ({ key, which })),
  );
  // The table is named once: each time that it is, the policies are asked who looks. What is asked stands in
  // selects of its own: a plan that knew how much it is would look cheaper, and be made anew for each search.
  const row = await tx.first(sql<{ counts: number[] }>`
    select array_agg(c.rows order by w.which) as counts
    from generate_series(0, (select ${words.length - 1}::int)) w (which)
    cross join lateral (
      select count(*)::int as rows from (
        select from unnest((select ${near.map(({ which }) => which)}::int[]),
                           (select ${near.map(({ key }) => lowOf(key))}::text[]),
                           (select ${near.map(({ key }) => highOf(key))}::text[])) a (which, lo, hi)
        cross join lateral (select from people.name_key k where ${isBetween}
                            order by k.key limit ${COUNTED}) k
        where a.which = w.which limit ${COUNTED}) r) c`);
  return words
    .map((word, at) => ({ word, count: row?.counts[at] ?? 0 }))
    .toSorted((one, other) => one.count - other.count || lengthOf(other.word) - lengthOf(one.word))
    .map(({ word }) => word);
}

const UP_TO = '\u{10FFFF}';
const lowOf = ({ key }: AskedKey) => key;
const highOf = ({ key, begins }: AskedKey) => (begins ? `${key}${UP_TO}` : key);
/** Whether a key stands between `lo` and `hi`: the comparison that an index answers under row security. */
const isBetween = sql`k.key >= a.lo collate "C" and k.key <= a.hi collate "C"`;

/** Rows of a word by its nearest keys first, `most` at the most. */
function rowsOf(word: Word, most: number) {
  return sql`select k.person_id, k.marks, a.place
    from unnest(${word.map(lowOf)}::text[], ${word.map(highOf)}::text[]) with ordinality a (lo, hi, place)
    cross join lateral (select k.person_id, k.marks from people.name_key k where ${isBetween}
                        order by k.key limit ${most}) k
    limit ${most}`;
}

const isMarked = (marks: Marks) => sql`k.marks | ${marks}::bit(256) = k.marks`;

/** By how many of these words a row `k` is marked as they were typed: those are asked first. */
function closeness(words: readonly Word[]) {
  const typed = words.map((word) => isMarked(marksAsked(word.slice(0, 1))[0] ?? ''));
  return sql.join([sql`0`, ...typed.map((each) => sql`(${each})::int`)], sql` + `);
}

/** Whether a row `k` has the marks of as many of these words as are needed. */
function areMarked(words: readonly Word[], needed: number) {
  const marked = words.map((word) => sql`(${sql.join(marksAsked(word).map(isMarked), sql` or `)})`);
  if (needed <= 0) return sql`true`;
  if (needed === words.length) return sql.join(marked, sql` and `);
  return sql`${sql.join(
    marked.map((each) => sql`${each}::int`),
    sql` + `,
  )} >= ${needed}`;
}

/** How many of the words somebody has, and the furthest place of a key by which she has one. */
function hadBy(person: RawBuilder<unknown>, words: readonly Word[]) {
  const keys = words.flatMap((word, which) => word.map((key, place) => ({ key, which, place })));
  return sql`select count(*)::int as had, max(w.place) as worst from (
      select a.which, min(a.place) as place
      from people.name_key k
      join unnest(${keys.map(({ which }) => which)}::int[], ${keys.map(({ key }) => lowOf(key))}::text[],
                  ${keys.map(({ key }) => highOf(key))}::text[], ${keys.map(({ place }) => place)}::int[])
        a (which, lo, hi, place) on ${isBetween}
      where k.person_id = ${person} group by a.which) w`;
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
 * Those who stand in one household with these people now, as the unit reads it that wrote it down; nobody
 * of these people again, and nobody who left. Note whom you show.
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
    join people.household_member own on own.person_id = f.id and own.left_at is null
    join people.household_member m on m.household_id = own.household_id and m.left_at is null
    where people.survivor_of(m.person_id) <> all (${[...personIds]}::uuid[])
    order by people.survivor_of(m.person_id), named limit ${most}`);
  const through = new Map(rows.map((row) => [row.id, row.through]));
  const found = await listFound(tx, [...through.keys()]);
  return found.map((one) => ({ ...one, through: through.get(one.personId) ?? '' }));
}

type FileNames = FurtherNames & Pick<FoundPerson, 'name' | 'fullName' | 'originalName'>;

/**
 * These people as a list shows them, as far as they are within reach. Who has several files is listed
 * once, as the oldest of them, and known by the names of all. The oldest file first.
 */
export async function listFound(
  tx: Transaction,
  personIds: readonly string[],
): Promise<FoundPerson[]> {
  if (personIds.length === 0) return [];
  const files = await tx.all(sql<
    FileNames &
      Pick<FoundPerson, 'personId' | 'born' | 'language'> & { readonly survivorId: string }
  >`
    select f.survivor_id as "survivorId", p.id as "personId", p.name, p.language,
           i.full_name as "fullName", i.original_name as "originalName", i.born, i.nicknames,
           i.former_names as "formerNames", i.surnames, i.patronymic
    from (select distinct coalesce(s.survivor_id, named.id) as survivor_id, hers.id
          from unnest(${[...personIds]}::uuid[]) named (id)
          left join people.same_person s on s.person_id = named.id
          cross join lateral (values (named.id), (s.other_id)) hers (id)) f
    join people.person p on p.id = f.id
    left join people.identity i on i.person_id = p.id
    order by f.survivor_id, p.id`);
  const people = Map.groupBy(files, ({ survivorId }) => survivorId);
  return [...people].flatMap(([survivorId, hers]) => {
    const oldest = hers.find(({ personId }) => personId === survivorId);
    if (!oldest) return [];
    const { personId, name, fullName, originalName, born, language } = oldest;
    const names = [oldest, ...hers.filter((file) => file !== oldest)].flatMap((file) =>
      [file.name, file.fullName, file.originalName].filter((each) => each !== null),
    );
    const further = furtherNamesOf(oldest);
    return [{ personId, name, fullName, originalName, born, language, names, further }];
  });
}
