// Who was sent back to the reception of a house by a desk, and why.
import { sql } from 'kysely';
import type { Transaction } from '#platform/db/transaction.ts';
import type { BackReason } from './schema.ts';

export interface SentBack {
  readonly id: string;
  readonly visitId: string;
  readonly stopId: string;
  readonly personId: string;
  readonly number: number;
  readonly name: string | null;
  readonly language: string;
  readonly officeId: string;
  readonly why: BackReason;
  /** What the desk tells reception. */
  readonly note: string | null;
  readonly author: string;
  readonly sentAt: Temporal.Instant;
}

/** Whom reception has to see to now, who waits longest first. Names are read: note it. */
export function listSentBack(
  tx: Transaction,
  about: { readonly centreId: string } | { readonly visitId: string },
): Promise<SentBack[]> {
  const centreId = 'centreId' in about ? about.centreId : null;
  const visitId = 'visitId' in about ? about.visitId : null;
  return tx.all(sql<SentBack>`
    select b.id, b.visit_id as "visitId", b.stop_id as "stopId", b.person_id as "personId",
           v.number, p.name, v.language, s.office_id as "officeId", b.why, b.note,
           a.name as author, b.sent_at as "sentAt"
    from visits.sent_back b
    join visits.period t on t.visit_id = b.visit_id and upper_inf(t.during)
      and t.kind = 'parked' and t.stop_id = b.stop_id and lower(t.during) = b.sent_at
    join visits.stop s on s.id = b.stop_id
    join visits.visit v on v.id = b.visit_id
    join people.person p on p.id = b.person_id
    join access.account a on a.id = b.account_id
    where (${centreId}::text is null or v.centre_id = ${centreId})
      and (${visitId}::uuid is null or b.visit_id = ${visitId})
    order by b.sent_at`);
}
