// What somebody alone at a small house looks at: what was done today, what was promised, whom she
// knows. Row security shows her own unit's rows; whoever shows a name notes the reading.
import { sql } from 'kysely';
import type { Transaction } from '#platform/db/transaction.ts';
import type { ActOutcome } from './schema.ts';

/** An act of a day. */
export interface LocalAct {
  readonly id: string;
  readonly visitId: string;
  readonly personId: string;
  readonly name: string | null;
  readonly language: string;
  readonly serviceId: string;
  readonly outcome: ActOutcome;
  readonly minutes: number;
  readonly at: Temporal.Instant;
}

/** What was done at an office on a day, the latest first. */
export function listLocalActs(
  tx: Transaction,
  officeId: string,
  day: Temporal.PlainDate,
): Promise<LocalAct[]> {
  return tx.all(sql<LocalAct>`
    select a.id, a.visit_id as "visitId", a.person_id as "personId", p.name, a.language,
           a.service_id as "serviceId", a.outcome, a.minutes::integer as minutes, a.occurred_at as at
    from attendances.attendance a join people.person p on p.id = a.person_id
    where a.office_id = ${officeId} and a.day = ${day.toString()}::date
    order by a.occurred_at desc, a.id desc`);
}

/** A step that was promised and whose need is still open. */
export interface NextStep {
  readonly attendanceId: string;
  readonly personId: string;
  readonly name: string | null;
  readonly serviceId: string;
  readonly detail: string | null;
  readonly on: Temporal.PlainDate;
}

/** What an office promised, the soonest first. */
export function listNextSteps(tx: Transaction, officeId: string, most = 20): Promise<NextStep[]> {
  return tx.all(sql<NextStep>`
    select a.id as "attendanceId", a.person_id as "personId", p.name, a.service_id as "serviceId",
           a.detail, a.next_on as "on"
    from attendances.attendance a
    join visits.stop s on s.id = a.stop_id
    join casefiles.need n on n.id = s.need_id
    join people.person p on p.id = a.person_id
    where a.office_id = ${officeId} and a.outcome = 'in-progress' and n.state = 'in-progress'
      and a.next_on is not null
    order by a.next_on, a.id limit ${most}`);
}

/** Somebody who was here before. */
export interface KnownHere {
  readonly id: string;
  readonly name: string;
  readonly language: string;
  readonly lastOn: Temporal.PlainDate;
}

/** People with a name who were helped at an office, the latest first; `like` narrows by the name. */
export function listKnownHere(
  tx: Transaction,
  officeId: string,
  like: string,
  most = 5,
): Promise<KnownHere[]> {
  return tx.all(sql<KnownHere>`
    select p.id, p.name, p.language, max(a.day) as "lastOn"
    from attendances.attendance a join people.person p on p.id = a.person_id
    where a.office_id = ${officeId} and p.name is not null
      and (${like} = '' or position(lower(${like}) in lower(p.name)) > 0)
    group by p.id, p.name, p.language
    order by max(a.occurred_at) desc, p.id limit ${most}`);
}
