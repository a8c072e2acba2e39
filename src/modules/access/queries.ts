// Accounts as those see them who manage them: names, roles, when last used. Never content.
import { build, type Transaction } from '#platform/db/transaction.ts';
import type { EnforcementLink } from '#platform/session/actor.ts';
import type { Held, Proposal, Seat } from './account-rules.ts';
import type { InvitationMakers } from './invitation-rules.ts';

/** How an account stands, for those who manage something of it. */
export interface ManagedAccount {
  readonly accountId: string;
  readonly name: string;
  readonly login: string | null;
  readonly disabledAt: Temporal.Instant | null;
  /** Sessions that live. */
  readonly sessions: number;
  /** Null: not in the last ninety days. */
  readonly lastUsed: Temporal.Instant | null;
  readonly secondFactor: boolean;
  /** Has keys of her own; others wait for their invitation. */
  readonly ready: boolean;
  readonly invitedUntil: Temporal.Instant | null;
}

/** A membership, with whose it is. */
export interface ListedMembership extends Held {
  readonly accountId: string;
}

export interface ListedProposal extends Proposal {
  readonly membershipId: string | null;
  readonly centreId: string | null;
  readonly role: string | null;
  readonly link: EnforcementLink | null;
  /** Of a move: what ends. */
  readonly moves: Seat | null;
  /** Null: when it is carried out. */
  readonly begins: Temporal.Instant | null;
  readonly until: Temporal.Instant | null;
  readonly proposedAt: Temporal.Instant;
  readonly proposedByName: string;
  readonly accountName: string | null;
}

export interface Reconciliation {
  readonly unitId: string;
  readonly confirmedAt: Temporal.Instant;
  readonly confirmedByName: string;
}

const ACCOUNT = `select m.account_id as "accountId", a.name, m.login, m.disabled_at as "disabledAt",
    m.sessions, m.last_used as "lastUsed", m.second_factor as "secondFactor", m.ready,
    m.invited_until as "invitedUntil"
  from access.read_accounts($1) m join access.account a on a.id = m.account_id`;

/** All accounts of people that the asking account manages something of, by name. */
export function listManaged(tx: Transaction): Promise<ManagedAccount[]> {
  return tx.text<ManagedAccount>(`${ACCOUNT} order by a.name, a.id`, [null]);
}

export async function findManaged(
  tx: Transaction,
  accountId: string,
): Promise<ManagedAccount | undefined> {
  return (await tx.text<ManagedAccount>(ACCOUNT, [accountId]))[0];
}

/** Who made the halves of an account's invitation; undefined for an account that has keys. */
export async function findInvitationMakers(
  tx: Transaction,
  accountId: string,
): Promise<InvitationMakers | undefined> {
  const [made] = await tx.text<InvitationMakers>(
    `select link_by as "linkBy", link_by_two as "linkByTwo", code_by as "codeBy"
     from access.invitation_makers($1)`,
    [accountId],
  );
  return made;
}

const HELD = `select m.id, m.account_id as "accountId", m.unit_id as "unitId",
    m.centre_id as "centreId", m.role, lower(m.valid) as "from", upper(m.valid) as until,
    u.enforcement_link as link
  from access.membership m
  join access.unit u on u.id = m.unit_id
  join access.account a on a.id = m.account_id and a.kind = 'person'
  where not isempty(m.valid)`;

/** Memberships of people that count now or later. */
export function listHeld(tx: Transaction, now: Temporal.Instant): Promise<ListedMembership[]> {
  return tx.text<ListedMembership>(
    `${HELD} and (upper_inf(m.valid) or upper(m.valid) > $1) order by lower(m.valid), m.id`,
    [now.toString()],
  );
}

/** All memberships that an account has had, the newest first. */
export function listHeldBy(tx: Transaction, accountId: string): Promise<ListedMembership[]> {
  return tx.text<ListedMembership>(
    `${HELD} and m.account_id = $1 order by lower(m.valid) desc, m.id`,
    [accountId],
  );
}

/** Memberships of people at some units that count now. */
export function listUnitMemberships(
  tx: Transaction,
  unitIds: readonly string[],
  now: Temporal.Instant,
): Promise<(ListedMembership & { readonly name: string })[]> {
  return tx.text(
    `${HELD.replace('select m.id', 'select a.name, m.id')} and m.unit_id = any ($1)
       and lower(m.valid) <= $2 and (upper_inf(m.valid) or upper(m.valid) > $2)
     order by a.name, m.id`,
    [unitIds, now.toString()],
  );
}

const PROPOSAL = `select p.id, p.kind, p.account_id as "accountId", p.membership_id as "membershipId",
    coalesce(p.unit_id, m.unit_id) as "unitId",
    case when p.role is null then m.centre_id else p.centre_id end as "centreId",
    coalesce(p.role, m.role) as role, p.link, p.begins, p.until,
    case when p.kind = 'move' then jsonb_build_object('role', m.role, 'unitId', m.unit_id,
      'centreId', m.centre_id) end as moves, p.proposed_by as "proposedBy",
    p.proposed_at as "proposedAt", p.expires_at as "expiresAt",
    p.decided_at is not null as decided, a.name as "accountName", b.name as "proposedByName"
  from access.proposal p
  join access.account b on b.id = p.proposed_by
  left join access.account a on a.id = p.account_id
  left join access.membership m on m.id = p.membership_id`;

export async function findProposal(
  tx: Transaction,
  id: string,
): Promise<ListedProposal | undefined> {
  return (await tx.text<ListedProposal>(`${PROPOSAL} where p.id = $1`, [id]))[0];
}

/** What waits for a second administrator, the oldest first. */
export function listProposals(tx: Transaction, now: Temporal.Instant): Promise<ListedProposal[]> {
  return tx.text<ListedProposal>(
    `${PROPOSAL} where p.decided_at is null and p.expires_at > $1 order by p.proposed_at, p.id`,
    [now.toString()],
  );
}

/** Units whose lists of a month (`YYYY-MM`) are confirmed. */
export function listReconciliations(tx: Transaction, month: string): Promise<Reconciliation[]> {
  return tx.text<Reconciliation>(
    `select r.unit_id as "unitId", r.confirmed_at as "confirmedAt", a.name as "confirmedByName"
     from access.reconciliation r join access.account a on a.id = r.confirmed_by
     where r.month = $1`,
    [`${month}-01`],
  );
}

export function findReconciliation(
  tx: Transaction,
  unitId: string,
  month: string,
): Promise<{ unit_id: string } | undefined> {
  return tx.first(
    build
      .selectFrom('access.reconciliation')
      .select('unit_id')
      .where('unit_id', '=', unitId)
      .where('month', '=', Temporal.PlainDate.from(`${month}-01`)),
  );
}
