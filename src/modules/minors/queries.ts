// What those who keep the register of minors are shown of it. The database's functions answer nobody else: for them
// each of these is as of an empty register (db/migrations/0460).
import { build, type Transaction } from '#platform/db/transaction.ts';
import { anyFileOf } from '../people/one-person.ts';
import { adultOn, bornThatCounts, type Entry } from './rules.ts';
import type { AskedBy, Ending, Term } from './schema.ts';

/** An entry as its own page shows it. */
export interface EntryLine extends Entry {
  readonly name: string | null;
  readonly fileNumber: string | null;
  readonly number: string;
  readonly askedBy: AskedBy;
  readonly registeredOn: Temporal.PlainDate;
  readonly registeredName: string;
  readonly ending: Ending | null;
  /** How many declarations were handed out. */
  readonly declarations: number;
}

const LINE = `id, person_id as "personId", name, file_number as "fileNumber", office_id as "officeId", number, purposes,
  asked_by as "askedBy", registered_on as "registeredOn", registered_name as "registeredName",
  valid_until as "validUntil", adult_on as "adultOn", ending, ended_on as "endedOn", declarations`;

/** Offices at which the asking account serves and which keep the register; none for anybody else. */
export async function listRegisterOffices(tx: Transaction): Promise<readonly string[]> {
  const [row] = await tx.text<{ offices: string[] }>('select minors.my_offices() as offices');
  return row?.offices ?? [];
}

/** How many entries of an office are shown at the most. */
export const MOST_KEPT = 500;

/**
 * Entries that those offices keep: what ends first on top, below it what lapsed within a year, at last what was ended.
 * `isCut`: there are more than `MOST_KEPT`.
 */
export async function listKeptEntries(
  tx: Transaction,
): Promise<{ readonly entries: readonly EntryLine[]; readonly isCut: boolean }> {
  const found = await tx.text<EntryLine>(`select ${LINE} from minors.kept($1)`, [MOST_KEPT + 1]);
  return { entries: found.slice(0, MOST_KEPT), isCut: found.length > MOST_KEPT };
}

/** Entries of somebody whom the asking account sees, in any of her files. */
export function listEntriesOf(tx: Transaction, personId: string): Promise<EntryLine[]> {
  return tx.text(`select ${LINE} from minors.of_person($1)`, [personId]);
}

/** One by its id, kept by an own office or of somebody who is seen; undefined for anybody else. */
export async function findEntry(tx: Transaction, entryId: string): Promise<EntryLine | undefined> {
  const [line] = await tx.text<EntryLine>(`select ${LINE} from minors.one($1)`, [entryId]);
  return line;
}

/** Whether the asking account sees somebody's file, otherwise than by an emergency. */
export async function seesChild(tx: Transaction, personId: string): Promise<boolean> {
  const [row] = await tx.text<{ sees: boolean }>('select minors.sees($1) as sees', [personId]);
  return row?.sees === true;
}

/** What the law says on a day; undefined in a country without a register. */
export async function findTerm(
  tx: Transaction,
  day: Temporal.PlainDate,
): Promise<Term | undefined> {
  const [row] = await tx.text<{ serviceId: string; months: number; body: { law: string } }>(
    `select service_id as "serviceId", months, body from minors.term where from_on <= $1::date
     order by from_on desc limit 1`,
    [day.toString()],
  );
  return row && { serviceId: row.serviceId, months: row.months, law: row.body.law };
}

/**
 * Her birth, `2015-04-02`, `2015-04`, `2015` or `2015~`, as those of her files know it that may be seen: that by which
 * she is of age last, where they differ.
 */
export async function findBorn(tx: Transaction, personId: string): Promise<string | undefined> {
  const files = await tx.all(
    build.selectFrom('people.identity').select('born').where('person_id', '=', anyFileOf(personId)),
  );
  return bornThatCounts(files.flatMap(({ born }) => born ?? []));
}

/** The first day on which she is of age, by that birth. */
export async function findAdultDay(
  tx: Transaction,
  personId: string,
): Promise<Temporal.PlainDate | undefined> {
  return adultOn((await findBorn(tx, personId)) ?? null);
}

/** Lets one act on somebody's entry at a time; false for whoever keeps no register or does not see her. */
export async function beginEntry(tx: Transaction, personId: string): Promise<boolean> {
  const [row] = await tx.text<{ begun: boolean }>('select minors.begin_entry($1) as begun', [
    personId,
  ]);
  return row?.begun === true;
}

/** One entry, locked; undefined: not there, or not for the asking account. */
export async function lockEntry(tx: Transaction, entryId: string): Promise<Entry | undefined> {
  const [row] = await tx.text<Entry>(
    `select id, person_id as "personId", office_id as "officeId", purposes, valid_until as "validUntil",
       adult_on as "adultOn", ended_on as "endedOn"
     from minors.hold($1)`,
    [entryId],
  );
  return row;
}

/** Whether a declaration with this proof was handed out and holds. */
export async function isDeclarationValid(tx: Transaction, proof: Uint8Array): Promise<boolean> {
  const [row] = await tx.text<{ valid: boolean }>('select minors.declaration_valid($1) as valid', [
    proof,
  ]);
  return row?.valid === true;
}
