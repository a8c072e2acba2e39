// What screens and commands ask about compartments. Row security shows one to its members alone
// (db/migrations/0310): for everybody else each answer is the same as if it were not there.
import { type Problem, problem } from '#base/problem.ts';
import { build, type Transaction } from '#platform/db/transaction.ts';
import { openAt } from '#platform/vault/seal.ts';
import type { Unopened, Vault, WrappedKey } from '#platform/vault/vault.ts';
import { anyFileOf } from '../people/one-person.ts';
import type { Names } from '../directory/schema.ts';
import type { Compartment, Leaf } from './rules.ts';
import type { FormName } from './protocol-schema.ts';
import { keyAbout, leafPlace } from './sealing.ts';

/** A kind of compartment, and whether the asking account's training opens it. */
export interface Kind {
  readonly id: string;
  readonly name: Names;
  readonly topicId: string;
  readonly retired: boolean;
  readonly mine: boolean;
}

/** All kinds, in their order. */
export function listKinds(tx: Transaction): Promise<Kind[]> {
  return tx.text(
    `select k.id, k.name, k.topic_id as "topicId", k.retired_at is not null as retired,
       k.id = any ((select compartments.my_kinds())::text[]) as mine
     from compartments.kind k order by k.sort, k.id`,
  );
}

/** Whether the asking account's training opens any kind. Tells nothing of any person. */
export async function opensCompartments(tx: Transaction): Promise<boolean> {
  const [row] = await tx.text<{ opens: boolean }>(
    `select compartments.my_kinds() <> '{}' as opens`,
  );
  return row?.opens ?? false;
}

/** One of the asking account's own. */
export interface CompartmentLine {
  readonly id: string;
  readonly personId: string;
  readonly kindId: string;
  readonly unitId: string;
  readonly custodianId: string;
  readonly openedAt: Temporal.Instant;
  /** Her name and the number of her file; the file itself may be closed to a member. */
  readonly name: string | null;
  readonly number: string | null;
}

const LINES = `
  select c.id, c.person_id as "personId", c.kind_id as "kindId", c.unit_id as "unitId",
    c.custodian_id as "custodianId", c.opened_at as "openedAt", w.name, w.number
  from compartments.compartment c join compartments.whose(compartments.mine()) w on w.compartment_id = c.id`;

/** Those of which the asking account is a member, the latest first. */
export function listCompartments(tx: Transaction): Promise<CompartmentLine[]> {
  return tx.text(`${LINES} order by c.opened_at desc, c.id`);
}

/** One of them, or undefined: not there, or of others. */
export async function findCompartment(
  tx: Transaction,
  id: string,
): Promise<CompartmentLine | undefined> {
  const [row] = await tx.text<CompartmentLine>(`${LINES} where c.id = $1`, [id]);
  return row;
}

/** Those about one person, in any of her files. */
export async function listCompartmentsOf(
  tx: Transaction,
  personId: string,
): Promise<CompartmentLine[]> {
  const rows = await tx.all(
    build
      .selectFrom('compartments.compartment')
      .select('id')
      .where('person_id', '=', anyFileOf(personId)),
  );
  const ids = new Set(rows.map(({ id }) => id));
  return (await listCompartments(tx)).filter(({ id }) => ids.has(id));
}

/** Who is a member of one now, the longest first; and whether she can read it. */
export function listMembers(
  tx: Transaction,
  compartmentId: string,
): Promise<
  {
    readonly accountId: string;
    readonly name: string;
    readonly since: Temporal.Instant;
    readonly reads: boolean;
  }[]
> {
  return tx.text(
    `select account_id as "accountId", name, since, reads from compartments.members($1)`,
    [compartmentId],
  );
}

/** Who could be named a member; nobody unless the custodian asks. */
export function listCandidates(
  tx: Transaction,
  compartmentId: string,
): Promise<{ readonly accountId: string; readonly name: string; readonly unitId: string }[]> {
  return tx.text(
    `select account_id as "accountId", name, unit_id as "unitId"
     from compartments.candidates($1) order by unit_id, name, account_id`,
    [compartmentId],
  );
}

/** Who read one, the latest first. */
export function listReaders(
  tx: Transaction,
  compartmentId: string,
): Promise<{ readonly name: string; readonly lastAt: Temporal.Instant }[]> {
  return tx.text('select name, last_at as "lastAt" from compartments.readers($1)', [compartmentId]);
}

/** A text of a compartment as it reads now, with how often it was put right. */
export interface ShownLeaf {
  readonly id: string;
  /** `note`: a text; else what was done by the protocol (`formsOf`). */
  readonly form: FormName | 'note';
  /** Who wrote it first, and when. */
  readonly writtenBy: string;
  readonly author: string;
  readonly writtenAt: Temporal.Instant;
  /** Who worded it as it is now; null: nobody but its author has. */
  readonly correctedBy: string | null;
  readonly correctedAt: Temporal.Instant | null;
  /** Wordings before this one, the oldest first; null where one does not open. */
  readonly before: readonly (string | null)[];
  /** Null: taken back, or it does not open. */
  readonly body: string | null;
  /** Why it does not open. */
  readonly unopened: Unopened | undefined;
}

interface LeafRow {
  readonly id: string;
  readonly firstId: string;
  readonly personId: string;
  readonly unitId: string;
  readonly writtenBy: string;
  readonly author: string;
  readonly writtenAt: Temporal.Instant;
  readonly leafVersion: number;
  readonly form: FormName | 'note';
  readonly sealed: Buffer | null;
  readonly version: number;
  readonly wrappedWith: string;
  readonly wrapped: Buffer;
}

/**
 * The texts of a compartment, opened, the newest first. Leaves and their key are read by one statement, so
 * that a change of keys comes before it or after it.
 */
export async function listLeaves(
  tx: Transaction,
  vault: Vault,
  compartmentId: string,
): Promise<ShownLeaf[]> {
  const rows = await tx.text<LeafRow>(
    `select l.id, l.first_id as "firstId", l.person_id as "personId", c.unit_id as "unitId",
       l.written_by as "writtenBy", a.name as author, l.written_at as "writtenAt",
       l.key_version as "leafVersion", l.form, l.sealed, k.version, k.wrapped_with as "wrappedWith", k.wrapped
     from compartments.leaf l
     join compartments.compartment c on c.id = l.compartment_id
     join compartments.data_key k on k.compartment_id = c.id
     join access.account a on a.id = l.written_by
     where l.compartment_id = $1 order by l.written_at, l.id`,
    [compartmentId],
  );
  const [any] = rows;
  if (!any) return [];
  const key = await vault.unwrap(any, keyAbout({ ...any, id: compartmentId }));
  const textOf = (row: LeafRow): { readonly body: string | null; readonly unopened?: Unopened } => {
    if (row.sealed === null) return { body: null };
    if (typeof key === 'string') return { body: null, unopened: key };
    const place = leafPlace({ ...row, compartmentId, version: row.leafVersion });
    const body = openAt(key, row.sealed, place);
    return body === undefined ? { body: null, unopened: 'damaged' } : { body };
  };
  return rows
    .filter(({ id, firstId }) => id === firstId)
    .map((first) => {
      const wordings = rows.filter(({ firstId }) => firstId === first.id);
      const last = wordings.at(-1) ?? first;
      const isCorrected = last.id !== first.id;
      return {
        id: first.id,
        form: first.form,
        writtenBy: first.writtenBy,
        author: first.author,
        writtenAt: first.writtenAt,
        correctedBy: isCorrected ? last.author : null,
        correctedAt: isCorrected ? last.writtenAt : null,
        before: wordings
          .slice(0, -1)
          .filter(({ sealed }) => sealed !== null)
          .map((row) => textOf(row).body),
        body: textOf(last).body,
        unopened: textOf(last).unopened,
      };
    })
    .toReversed();
}

/** Whether the key of a compartment opens now. */
export async function isOpenable(
  tx: Transaction,
  vault: Vault,
  line: Pick<CompartmentLine, 'id' | 'personId' | 'unitId'>,
): Promise<true | Unopened> {
  const [key] = await tx.text<WrappedKey & { readonly version: number }>(
    `select version, wrapped_with as "wrappedWith", wrapped from compartments.data_key
     where compartment_id = $1`,
    [line.id],
  );
  if (!key) return 'damaged';
  const opened = await vault.unwrap(key, keyAbout({ ...line, version: key.version }));
  return typeof opened === 'string' ? opened : true;
}

/** A compartment that is held, with its wrapped key. */
export interface HeldCompartment extends Compartment, WrappedKey {
  readonly version: number;
}

/** Locks one of the asking account's own; what is of others and what is not there are one problem. */
export async function lockCompartment(
  tx: Transaction,
  id: string,
): Promise<HeldCompartment | Problem> {
  const [row] = await tx.text<HeldCompartment>(
    `select id, person_id as "personId", unit_id as "unitId", kind_id as "kindId",
       custodian_id as "custodianId", version, wrapped_with as "wrappedWith", wrapped,
       members as "memberIds", readers as "readerIds"
     from compartments.hold($1)`,
    [id],
  );
  return row ?? problem('not-found');
}

/** The first wording of a text or form in a compartment; undefined: there is none. */
export function findLeaf(
  tx: Transaction,
  compartmentId: string,
  leafId: string,
): Promise<Leaf | undefined> {
  return tx
    .text<Leaf>(
      `select id, written_by as "writtenBy", taken_back_at is not null as "takenBack", form
       from compartments.leaf where id = $1 and first_id = id and compartment_id = $2`,
      [leafId, compartmentId],
    )
    .then(([leaf]) => leaf);
}
