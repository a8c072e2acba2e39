// What screens ask about hand-overs. Row security finds what a unit sent or got; what an envelope holds,
// only for whoever sent it and whoever accepted it.
import { sql } from 'kysely';
import type { Transaction } from '#platform/db/transaction.ts';
import type { SharePurpose } from '../casefiles/consent-schema.ts';
import { anyFileOf } from '../people/one-person.ts';
import type { HandoverKind, ReferralReason, ReferralState } from './schema.ts';

/** A hand-over as a list or its own page shows it. */
export interface ReferralLine {
  readonly id: string;
  readonly kind: HandoverKind;
  readonly fromUnitId: string;
  readonly toUnitId: string;
  readonly toAccountId: string | null;
  readonly standInId: string | null;
  /** Whom it is addressed to by name. */
  readonly addressee: string | null;
  readonly standIn: string | null;
  readonly sender: string;
  /** Null: of an assignment, as is its purpose. */
  readonly subjectId: string | null;
  readonly language: string;
  readonly purpose: SharePurpose | null;
  readonly state: ReferralState;
  readonly reason: ReferralReason | null;
  readonly expiresOn: Temporal.PlainDate;
  readonly dueAt: Temporal.Instant | null;
  readonly chased: number;
  readonly madeAt: Temporal.Instant;
  readonly changedAt: Temporal.Instant;
  /** Null: not to be known before it is accepted. */
  readonly personId: string | null;
  readonly personName: string | null;
  /** Whether the asking account sees her file now. */
  readonly sees: boolean;
  readonly sections: readonly string[] | null;
  readonly body: string | null;
}

const lines = sql`
  select r.id, r.kind, r.from_unit_id as "fromUnitId", r.to_unit_id as "toUnitId",
    r.to_account_id as "toAccountId", r.stand_in_id as "standInId", named.name as addressee,
    instead.name as "standIn", sender.name as sender, r.subject_id as "subjectId", r.language,
    r.purpose, r.state, r.reason, r.expires_on as "expiresOn", r.due_at as "dueAt", r.chased,
    r.made_at as "madeAt", r.changed_at as "changedAt", e.person_id as "personId",
    p.name as "personName", p.id is not null as sees, e.sections, e.body
  from referrals.referral r
  join access.account sender on sender.id = r.made_by
  left join access.account named on named.id = r.to_account_id
  left join access.account instead on instead.id = r.stand_in_id
  left join referrals.envelope e on e.referral_id = r.id
  left join people.person p on p.id = e.person_id`;

/** One referral, or undefined: not there, or not to be seen. */
export function findReferral(tx: Transaction, id: string): Promise<ReferralLine | undefined> {
  return tx.first(sql<ReferralLine>`${lines} where r.id = ${id}`);
}

/** What units got or sent: what waits first, the longest waiting on top, then what is over. */
export function listReferrals(
  tx: Transaction,
  unitIds: readonly string[],
  side: 'received' | 'sent',
): Promise<ReferralLine[]> {
  const units = sql`${[...unitIds]}::text[]`;
  const own =
    side === 'received' ? sql`r.to_unit_id = any (${units})` : sql`r.from_unit_id = any (${units})`;
  return tx.all(sql<ReferralLine>`${lines} where ${own}
    order by r.state not in ('requested', 'accepted'), r.chased desc,
      case when r.state in ('requested', 'accepted') then r.made_at end, r.changed_at desc, r.id
    limit 200`);
}

/** The referrals of a person, as far as the asking account sees whose they are; the latest first. */
export function listReferralsOf(tx: Transaction, personId: string): Promise<ReferralLine[]> {
  return tx.all(sql<ReferralLine>`${lines} where e.person_id = ${anyFileOf(personId)}
    order by r.made_at desc, r.id desc`);
}

/** How many hand-overs of units stand where, each kind and state apart. */
export function countReferrals(
  tx: Transaction,
  unitIds: readonly string[],
): Promise<
  {
    readonly side: 'received' | 'sent';
    readonly kind: HandoverKind;
    readonly state: ReferralState;
    readonly count: number;
  }[]
> {
  return tx.text(
    `select case when to_unit_id = any ($1) then 'received' else 'sent' end as side, kind, state,
       count(*)::integer as count
     from referrals.referral where to_unit_id = any ($1) or from_unit_id = any ($1)
     group by 1, 2, 3 order by 1, 2, 3`,
    [[...unitIds]],
  );
}

/** Units to which something may be referred: all but one's own and those behind the fence. */
export function listRecipients(
  tx: Transaction,
  ownUnitIds: readonly string[],
): Promise<{ id: string }[]> {
  return tx.text(
    `select u.id from access.unit u where u.enforcement_link <> 'direct' and u.id <> all ($1)
       and u.purpose not in ('network', 'system')
       and not exists (select from directory.partner p where p.unit_id = u.id and p.ended_at is not null)
     order by u.id`,
    [[...ownUnitIds]],
  );
}

/** Colleagues of a unit to whom something may be addressed by name. */
export function listAddressees(
  tx: Transaction,
  unitId: string,
): Promise<{ readonly accountId: string; readonly name: string }[]> {
  return tx.text(
    `select distinct a.id as "accountId", a.name
     from access.account a join access.membership m on m.account_id = a.id
     where m.unit_id = $1 and m.valid @> now() and a.kind = 'person' and a.disabled_at is null
       and m.role in ('unit-officer', 'support-technician', 'mediator', 'local-technician',
                      'reception-mediator')
     order by a.name, a.id limit 100`,
    [unitId],
  );
}

/** Whether an account serves or receives at a unit now; true when nobody is named. */
export async function worksAt(
  tx: Transaction,
  accountId: string | undefined,
  unitId: string,
): Promise<boolean> {
  if (!accountId) return true;
  const [row] = await tx.text<{ yes: boolean }>(
    `select exists (select from access.account a join access.membership m on m.account_id = a.id
       where a.id = $1 and m.unit_id = $2 and m.valid @> now() and a.kind = 'person'
         and a.disabled_at is null and m.role in ('unit-officer', 'support-technician', 'mediator',
           'local-technician', 'reception-mediator')) as yes`,
    [accountId, unitId],
  );
  return row?.yes ?? false;
}

/** What the asking account sees of a person itself; `spine`: all that a desk sees. */
export async function listHeldSections(tx: Transaction, personId: string): Promise<string[]> {
  const [row] = await tx.text<{ held: string[] }>(
    `select case when p.unit_id = any (access.units()) then array['spine']
            else access.sections_of(p.id) end as held
     from people.person p where p.id = $1`,
    [personId],
  );
  return row?.held ?? [];
}

/**
 * How units stand to a person: at home there; having her as a whole, there or by a hand-over; carrying her
 * case.
 */
export interface CaseStanding {
  readonly home: boolean;
  readonly has: boolean;
  readonly carries: boolean;
}
export async function findStanding(
  tx: Transaction,
  personId: string,
  unitIds: readonly string[],
): Promise<CaseStanding> {
  const [row] = await tx.text<CaseStanding>(
    `select coalesce(bool_or(by = '{}'), false) as home, coalesce(bool_or(by is not null), false) as has,
       coalesce(bool_or(referrals.carries($1, id)), false) as carries
     from (select id, referrals.held_by($1, id) as by from unnest($2::text[]) id) u`,
    [personId, [...unitIds]],
  );
  return row ?? { home: false, has: false, carries: false };
}

/** What is due to be chased now, for the worker. */
export async function listDueReferrals(tx: Transaction, now: Temporal.Instant): Promise<string[]> {
  const rows = await tx.text<{ id: string }>('select due as id from referrals.due($1) as due', [
    now.toString(),
  ]);
  return rows.map(({ id }) => id);
}
