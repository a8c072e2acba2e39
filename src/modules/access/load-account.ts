// What commands about accounts have to know, read as whoever asks. Whoever manages nothing is told
// so before anything is looked at; to a manager, what she does not manage looks like what is not there.
import { sql } from 'kysely';
import { startOfCivilDay } from '#base/dates.ts';
import { isProblem, type Problem, problem } from '#base/problem.ts';
import { build, type Transaction } from '#platform/db/transaction.ts';
import type { Actor, EnforcementLink } from '#platform/session/actor.ts';
import { isFresh } from '#platform/session/own-keys.ts';
import {
  type Held,
  isAdministrator,
  managesSomething,
  mayManage,
  type Seat,
  type Subject,
} from './account-rules.ts';
import { NETWORK_ZONE } from './schema.ts';

/** A place that exists, with the link of its unit and the time zone of its days. */
export interface Place {
  readonly unitId: string;
  readonly centreId: string | null;
  readonly link: EnforcementLink;
  readonly zone: string;
}

/** Refuses those who manage nothing, and those who did not prove themselves lately. */
export async function refuseUnlessManager(
  tx: Transaction,
  actor: Actor,
): Promise<Problem | undefined> {
  if (!managesSomething(actor)) return problem('not-allowed');
  return (await isFresh(tx)) ? undefined : problem('not-allowed', 'prove-again');
}

/** As `refuseUnlessManager`, for what only administrators do. */
export async function refuseUnlessAdministrator(
  tx: Transaction,
  actor: Actor,
): Promise<Problem | undefined> {
  if (!isAdministrator(actor)) return problem('not-allowed');
  return refuseUnlessManager(tx, actor);
}

/**
 * An account of a person with what it holds now and later. Two acts about one account wait for each
 * other (the trigger that keeps it on one side of the firewall takes the same lock).
 */
export async function lockSubject(
  tx: Transaction,
  accountId: string,
  now: Temporal.Instant,
): Promise<Subject | Problem> {
  await tx.text('select pg_advisory_xact_lock(hashtextextended($1, 1))', [accountId]);
  const [account, rows] = await Promise.all([
    tx.first(
      build
        .selectFrom('access.account')
        .select(['id', 'disabled_at as disabledAt'])
        .where('id', '=', accountId)
        .where('kind', '=', 'person'),
    ),
    tx.text<Held>(
      `select m.id, m.unit_id as "unitId", m.centre_id as "centreId", m.role,
              lower(m.valid) as "from", upper(m.valid) as until, u.enforcement_link as link
       from access.membership m join access.unit u on u.id = m.unit_id
       where m.account_id = $1 and not isempty(m.valid)
         and (upper_inf(m.valid) or upper(m.valid) > $2)
       order by m.id`,
      [accountId, now.toString()],
    ),
  ]);
  if (!account) return problem('not-found');
  return { accountId: account.id, disabled: account.disabledAt !== null, held: rows };
}

/** A membership that counts now or later, and whose it is; the account is locked. */
export async function lockHeld(
  tx: Transaction,
  membershipId: string,
  now: Temporal.Instant,
): Promise<{ subject: Subject; held: Held } | Problem> {
  const found = await tx.first(
    build
      .selectFrom('access.membership')
      .select('account_id as accountId')
      .where('id', '=', membershipId),
  );
  if (!found) return problem('not-found');
  const subject = await lockSubject(tx, found.accountId, now);
  if (isProblem(subject)) return subject;
  const held = subject.held.find(({ id }) => id === membershipId);
  return held ? { subject, held } : problem('not-found');
}

/** A unit and one of its centres; `not-found` when the asking account may give nothing there. */
export async function findPlace(
  tx: Transaction,
  seat: Seat,
  actor: Actor,
): Promise<Place | Problem> {
  if (!mayManage(actor, seat)) return problem('not-found');
  const place = await tx.first<{ link: EnforcementLink; zone: string | null }>(
    sql`select u.enforcement_link as link, c.zone
        from access.unit u left join directory.centre c on c.id = ${seat.centreId}
        where u.id = ${seat.unitId} and u.purpose <> 'system'
          and (${seat.centreId}::text is null or c.id is not null)`,
  );
  if (!place) return problem('not-found');
  const { unitId, centreId } = seat;
  return { unitId, centreId, link: place.link, zone: place.zone ?? NETWORK_ZONE };
}

/** The first moment of a day, `YYYY-MM-DD`; `now` when there is none. */
export function startOf(
  day: string | undefined,
  zone: string,
  now: Temporal.Instant,
): Temporal.Instant {
  if (day === undefined) return now;
  const starts = startOfCivilDay(Temporal.PlainDate.from(day), zone);
  return Temporal.Instant.compare(starts, now) < 0 ? now : starts;
}

/** The moment after the last day, `YYYY-MM-DD`; null when there is none. */
export function endOf(day: string | undefined, zone: string): Temporal.Instant | null {
  if (day === undefined) return null;
  return startOfCivilDay(Temporal.PlainDate.from(day).add({ days: 1 }), zone);
}
