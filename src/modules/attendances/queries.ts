// What screens ask about acts. Row security shows each unit its own acts and nobody else's.
import type { Transaction } from '#platform/db/transaction.ts';

/** An act of the asking account's own unit. */
export interface OwnAct {
  readonly id: string;
  readonly visitId: string;
  readonly stopId: string;
  readonly officeId: string;
  readonly unitId: string;
  /** Who did it. */
  readonly author: string;
  readonly accountId: string;
  readonly serviceId: string;
  readonly mode: string;
  readonly outcome: string;
  /** The next step, what is missing, or why it was not possible. */
  readonly detail: string | null;
  readonly nextOn: Temporal.PlainDate | null;
  /** The office to which she was sent on. */
  readonly forwardedTo: string | null;
  readonly minutes: number;
  readonly occurredAt: Temporal.Instant;
  /** How often it was corrected. */
  readonly corrections: number;
}

/** What the asking account's units did for a person, as it stands now, the newest first. */
export function listOwnActs(tx: Transaction, personId: string, most = 50): Promise<OwnAct[]> {
  return tx.text(
    `select t.id, t.visit_id as "visitId", t.stop_id as "stopId", t.office_id as "officeId",
       t.unit_id as "unitId", a.name as author, t.account_id as "accountId",
       t.service_id as "serviceId", t.mode, t.outcome, t.detail, t.next_on as "nextOn",
       t.forwarded_to as "forwardedTo", t.minutes, t.occurred_at as "occurredAt",
       coalesce(t.corrections, 0) as corrections
     from attendances.current_act t join access.account a on a.id = t.account_id
     where t.person_id = any ((select people.files_of($1))::uuid[]) and t.visit_id is not null order by t.occurred_at desc, t.id desc limit $2`,
    [personId, most],
  );
}

/** An act of a day, without anybody. */
export interface ActOfDay {
  readonly id: string;
  readonly officeId: string;
  readonly serviceId: string;
  readonly mode: string;
  readonly outcome: string;
  readonly minutes: number;
  readonly author: string;
  readonly occurredAt: Temporal.Instant;
  readonly corrections: number;
  /** How many there are on that day. */
  readonly ofAll: number;
}

/** Acts of a day at a centre, the newest first, for its coordinator; none for anybody else. */
export function listActsOfDay(
  tx: Transaction,
  centreId: string,
  day: Temporal.PlainDate,
  { first, most }: { readonly first: number; readonly most: number },
): Promise<ActOfDay[]> {
  return tx.text(
    `select id, office_id as "officeId", service_id as "serviceId", mode, outcome, minutes, author,
       occurred_at as "occurredAt", corrections, of_all as "ofAll"
     from attendances.acts_of_day($1, $2, $3, $4)`,
    [centreId, day, first, most],
  );
}

/** A month that was signed, and what became of it. */
export interface SignedMonth {
  readonly signedActs: number;
  readonly signedAt: Temporal.Instant;
  readonly signedBy: string;
  /** As it stands now. */
  readonly acts: number;
  /** Corrections since it was signed. */
  readonly revised: number;
}

/** How a centre's month was signed; undefined when it was not, or for whoever may not count there. */
export async function findSignedMonth(
  tx: Transaction,
  centreId: string,
  first: Temporal.PlainDate,
): Promise<SignedMonth | undefined> {
  const [month] = await tx.text<SignedMonth>(
    `select signed_acts as "signedActs", signed_at as "signedAt", signed_by as "signedBy", acts, revised
     from attendances.month_of($1, $2)`,
    [centreId, first],
  );
  return month;
}
