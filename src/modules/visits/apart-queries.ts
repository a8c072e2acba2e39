// Whom a person keeps away from her, for the reception that hears it. The account that is kept away finds
// neither her nor this list: row security leaves it out (db/migrations/0240).
import type { Transaction } from '#platform/db/transaction.ts';
import type { InHandOf } from './apart-rules.ts';

/** One colleague who is kept away. */
export interface KeptAway {
  readonly id: string;
  readonly personId: string;
  readonly accountId: string;
  readonly name: string;
  readonly unitId: string;
  readonly recordedAt: Temporal.Instant;
  /** Null: she said it with her own ticket. */
  readonly recordedBy: string | null;
  readonly lifted: boolean;
}

const KEPT_AWAY = `select x.id, x.person_id as "personId", x.account_id as "accountId", a.name,
    x.unit_id as "unitId", x.recorded_at as "recordedAt", b.name as "recordedBy",
    x.lifted_at is not null as lifted
  from access.exclusion x
  join access.account a on a.id = x.account_id
  left join access.account b on b.id = x.recorded_by`;

/** Those who are kept away from a person now, the latest first. */
export function listKeptAway(tx: Transaction, personId: string): Promise<KeptAway[]> {
  return tx.text<KeptAway>(
    `${KEPT_AWAY} where x.person_id = $1 and x.lifted_at is null order by x.recorded_at desc, x.id`,
    [personId],
  );
}

/** One of them, held until the transaction ends. */
export async function lockKeptAway(tx: Transaction, id: string): Promise<KeptAway | undefined> {
  tx.text('select 1 from access.exclusion where id = $1 for update', [id]).catch(() => {});
  return (await tx.text<KeptAway>(`${KEPT_AWAY} where x.id = $1`, [id]))[0];
}

const IN_HAND = `stop_id as "stopId", visit_id as "visitId", centre_id as "centreId",
  office_id as "officeId", unit_id as "unitId", desk_id as "deskId", elsewhere`;

/** Locks her visit, and tells at which stop this account calls or serves her now. */
export async function holdInHand(
  tx: Transaction,
  personId: string,
  accountId: string,
): Promise<InHandOf | undefined> {
  const [row] = await tx.text<InHandOf>(`select ${IN_HAND} from visits.hold_in_hand($1, $2)`, [
    personId,
    accountId,
  ]);
  return row;
}

/** The same for the ticket that asks, with who it is. */
export async function holdTicketHand(
  tx: Transaction,
): Promise<(InHandOf & { readonly personId: string }) | undefined> {
  const [row] = await tx.text<InHandOf & { personId: string }>(
    `select ${IN_HAND}, person_id as "personId" from visits.hold_ticket_hand()`,
  );
  return row;
}

/** How many colleagues the ticket that asks keeps away. */
export async function countKeptAwayByTicket(tx: Transaction): Promise<number> {
  const [row] = await tx.text<{ many: number }>('select visits.ticket_keeps_away() as many');
  return row?.many ?? 0;
}

/** At each office where she waits: desks that are open with somebody whom she does not keep away. */
export function listWhoIsLeft(
  tx: Transaction,
  personId: string,
): Promise<{ readonly officeId: string; readonly desks: number }[]> {
  return tx.text(`select office_id as "officeId", desks from visits.who_is_left($1)`, [personId]);
}

/** A colleague who receives or serves people in a house. */
export interface Colleague {
  readonly accountId: string;
  readonly name: string;
  readonly unitId: string;
  /** The sign of the desk that she has open there now. */
  readonly desk: string | null;
}

/** Roles by which somebody finds people: `access.reaches_people` says the same. */
const FIND = [
  'unit-officer',
  'support-technician',
  'mediator',
  'local-technician',
  'reception-mediator',
  'centre-coordinator',
];

/** Everybody who receives or serves in a house now, those at open desks first. */
export function listColleagues(
  tx: Transaction,
  centreId: string,
  now: Temporal.Instant,
): Promise<Colleague[]> {
  return tx.text<Colleague>(
    `select a.id as "accountId", a.name, min(m.unit_id) as "unitId", min(d.label) as desk
     from access.account a
     join access.membership m on m.account_id = a.id and m.valid @> $2::timestamptz
       and m.role = any ($3) and (m.centre_id is null or m.centre_id = $1)
     left join visits.desk_session s on s.account_id = a.id and s.centre_id = $1 and s.closed_at is null
     left join directory.desk d on d.id = s.desk_id
     where a.kind = 'person' and a.disabled_at is null
       and exists (select from directory.office o where o.centre_id = $1 and o.unit_id = m.unit_id)
     group by a.id, a.name order by min(d.label) is null, a.name, a.id limit 400`,
    [centreId, now.toString(), FIND],
  );
}

/** Does this account receive or serve people anywhere? */
export async function findsPeople(
  tx: Transaction,
  accountId: string,
  now: Temporal.Instant,
): Promise<boolean> {
  const [row] = await tx.text<{ yes: boolean }>(
    `select exists (select from access.account a join access.membership m on m.account_id = a.id
       where a.id = $1 and a.kind = 'person' and a.disabled_at is null
         and m.valid @> $2::timestamptz and m.role = any ($3)) as yes`,
    [accountId, now.toString(), FIND],
  );
  return row?.yes ?? false;
}
