// What the link on her paper tells: her visit without her name, and whether a certificate is valid.
// No session is behind the first two; the database's functions tell no more than the page shows.
import { sql } from 'kysely';
import type { Transaction } from '#platform/db/transaction.ts';
import { summaryLinkOf } from './exit-rules.ts';
import type { StopState } from './schema.ts';
import type { SummaryAct } from './summary-rules.ts';

/** A visit as its link shows it. */
export interface LinkedVisit {
  readonly visitId: string;
  readonly centreId: string;
  readonly day: Temporal.PlainDate;
  readonly number: number;
  readonly language: string;
  readonly arrivedAt: Temporal.Instant;
  readonly closedAt: Temporal.Instant | null;
  readonly acts: readonly SummaryAct[];
  readonly stops: readonly {
    readonly stopId: string;
    readonly officeId: string;
    readonly serviceId: string;
    readonly state: StopState;
  }[];
}

/** The visit behind a link; undefined when the link has ended, was replaced or never was. */
export async function findLinkedVisit(
  tx: Transaction,
  link: string,
): Promise<LinkedVisit | undefined> {
  const [visits, acts, stops] = await Promise.all([
    tx.text<Omit<LinkedVisit, 'acts' | 'stops'>>(
      `select visit_id as "visitId", centre_id as "centreId", day, number, language,
              arrived_at as "arrivedAt", closed_at as "closedAt" from visits.find_by_link($1)`,
      [link],
    ),
    tx.text<SummaryAct>(
      `select stop_id as "stopId", office_id as "officeId", service_id as "serviceId", outcome,
              null as detail, next_on as "nextOn", forwarded_to as "forwardedTo"
       from visits.acts_by_link($1)`,
      [link],
    ),
    tx.text<LinkedVisit['stops'][number]>(
      `select stop_id as "stopId", office_id as "officeId", service_id as "serviceId", state
       from visits.stops_by_link($1)`,
      [link],
    ),
  ]);
  const [visit] = visits;
  return visit && { ...visit, acts, stops };
}

/** Whether a certificate with this proof was issued. */
export async function isCertificateValid(tx: Transaction, proof: Uint8Array): Promise<boolean> {
  const [row] = await tx.text<{ valid: boolean }>('select visits.certificate_valid($1) as valid', [
    proof,
  ]);
  return row?.valid === true;
}

/**
 * Whose summary was typed or scanned, for those who may see her; undefined for anything else. Whoever
 * shows her notes the reading.
 */
export async function findPersonOfSummary(
  tx: Transaction,
  typed: string,
): Promise<string | undefined> {
  const link = summaryLinkOf(typed);
  if (!link) return undefined;
  const row = await tx.first(
    sql<{ id: string | null }>`select visits.person_of_summary(${link}) as id`,
  );
  return row?.id ?? undefined;
}
