// What officers are shown of the register, and what anybody is told of it in counts (db/migrations/0440).
import type { Transaction } from '#platform/db/transaction.ts';
import type { Disclosure } from './rules.ts';
import type { AUTHORITY_KINDS, DisclosedSection, DisclosureState, Finding } from './schema.ts';

/** A line of the register; persons by the number of the file. */
export interface DisclosureLine {
  readonly id: string;
  readonly state: DisclosureState;
  readonly round: number;
  /** None once she is erased. */
  readonly number: string | null;
  readonly authority: string;
  readonly kind: (typeof AUTHORITY_KINDS)[number];
  readonly legalBase: string;
  readonly reference: string;
  readonly receivedOn: Temporal.PlainDate;
  readonly deadline: Temporal.PlainDate;
  readonly asked: string;
  readonly registeredBy: string;
  readonly registeredName: string;
  readonly finding: Finding | null;
  readonly sections: readonly DisclosedSection[];
  readonly needed: string | null;
  readonly withheld: string | null;
  readonly reviewedBy: string | null;
  readonly reviewedName: string | null;
  readonly firstBy: string | null;
  readonly firstName: string | null;
  readonly secondName: string | null;
  readonly reason: string | null;
  readonly givenBy: string | null;
  readonly givenName: string | null;
  readonly givenAt: Temporal.Instant | null;
  readonly handedAt: Temporal.Instant | null;
  readonly closing: string | null;
  readonly tellBy: Temporal.PlainDate;
  readonly toldOn: Temporal.PlainDate | null;
  readonly untoldWhy: string | null;
  readonly gone: boolean;
}

/** The register, what is due soonest on top; empty for whoever may not see it. Notes that it was read. */
export function listDisclosures(tx: Transaction, now: Temporal.Instant): Promise<DisclosureLine[]> {
  return tx.text(
    `select id, state, round, number, authority, kind, legal_base as "legalBase", reference,
       received_on as "receivedOn", deadline, asked, registered_by as "registeredBy",
       registered_name as "registeredName", finding, sections, needed, withheld, reviewed_by as "reviewedBy",
       reviewed_name as "reviewedName", first_by as "firstBy", first_name as "firstName",
       second_name as "secondName", reason, given_by as "givenBy", given_name as "givenName",
       given_at as "givenAt", handed_at as "handedAt", closing, tell_by as "tellBy", told_on as "toldOn",
       untold_why as "untoldWhy", gone
     from disclosures.list($1::timestamptz)`,
    [now.toString()],
  );
}

/** One, locked; for officers. */
export async function lockDisclosure(tx: Transaction, id: string): Promise<Disclosure | undefined> {
  const [row] = await tx.text<Disclosure>(
    `select id, state, round, registered_by as "registeredBy", reviewed_by as "reviewedBy", first_by as "firstBy",
       second_by as "secondBy", received_on as "receivedOn", told, gone, fresh from disclosures.hold($1)`,
    [id],
  );
  return row;
}

/** Whether there is a file of this number, locked; for whoever registers. */
export async function lockFileOf(tx: Transaction, number: string): Promise<boolean> {
  const [row] = await tx.text<{ id: string | null }>('select disclosures.file($1) as id', [number]);
  return typeof row?.id === 'string';
}

/** Rows of the sections that were approved; instants and days as ISO text. */
export type Extract = {
  readonly number: string;
  readonly authority: string;
  readonly reference: string;
  readonly legalBase: string;
} & {
  readonly [Section in DisclosedSection]?: readonly Readonly<Record<string, string | null>>[];
};

/**
 * Takes what is to be handed over, once, and writes into her read log that the authority reads it.
 * @returns undefined when it was taken before, or isn't the asking account's to take
 */
export async function takeExtract(
  tx: Transaction,
  id: string,
  now: Temporal.Instant,
): Promise<Extract | undefined> {
  const [row] = await tx.text<{ taken: Extract | null }>(
    'select disclosures.extract($1, $2::timestamptz) as taken',
    [id, now.toString()],
  );
  return row?.taken ?? undefined;
}

/** What is told of a year; the parts are null where one of them is too small. */
export interface PublishedYear {
  readonly year: number;
  readonly received: number;
  readonly whole: number | null;
  readonly part: number | null;
  readonly refused: number | null;
  readonly otherwise: number | null;
}

/** Years that are over, the latest first; needs no session. */
export function listPublished(
  tx: Transaction,
  today: Temporal.PlainDate,
): Promise<PublishedYear[]> {
  return tx.text(
    'select year, received, whole, part, refused, otherwise from disclosures.published($1::date)',
    [today.toString()],
  );
}
