// Writes what a rule about accounts decided.
import { sql } from 'kysely';
import { build, type Transaction } from '#platform/db/transaction.ts';
import { INVITATION_DAYS } from './schema.ts';
import type { Proposal, Seat, Span } from './account-rules.ts';

/** One thing to write; a decision is a list of them, in order. */
export type AccountWrite =
  | {
      readonly do: 'open';
      readonly id: string;
      readonly name: string;
      readonly login: string;
      readonly language: string;
    }
  | {
      readonly do: 'invite';
      readonly accountId: string;
      readonly tokenHash: string;
    }
  | { readonly do: 'code'; readonly accountId: string; readonly codeHash: string }
  | ({ readonly do: 'give'; readonly id: string; readonly accountId: string } & Seat & Span)
  | { readonly do: 'end'; readonly membershipId: string; readonly at: Temporal.Instant }
  | { readonly do: 'disable'; readonly accountId: string; readonly disabled: boolean }
  | ({ readonly do: 'propose' } & NewProposal)
  | { readonly do: 'carry-out'; readonly proposalId: string }
  | { readonly do: 'drop'; readonly proposalId: string }
  | {
      readonly do: 'confirm';
      readonly unitId: string;
      readonly month: string;
      readonly membershipIds: readonly string[];
    };

export interface NewProposal {
  readonly id: string;
  readonly kind: Proposal['kind'];
  readonly accountId?: string;
  readonly membershipId?: string;
  readonly seat?: Seat;
  readonly unitId?: string;
  readonly link?: string;
  /** When it is carried out, when left out or over by then. */
  readonly begins?: Temporal.Instant;
  readonly until?: Temporal.Instant | null;
  readonly expiresAt: Temporal.Instant;
}

/**
 * Sends the writes. What begins or ends now does so by the earlier of our clock and the database's:
 * sessions are proved by the latter, and nothing may begin late or go on.
 */
export function applyAccountWrites(
  tx: Transaction,
  writes: readonly AccountWrite[],
  now: Temporal.Instant,
  actor: { readonly accountId: string },
): void {
  const moment = (at: Temporal.Instant) =>
    Temporal.Instant.compare(at, now) > 0
      ? sql`${at.toString()}::timestamptz`
      : sql`least(${at.toString()}::timestamptz, now())`;
  const at = now.toString();
  for (const write of writes) {
    switch (write.do) {
      case 'open': {
        const { id, name, login, language } = write;
        tx.write(
          build.insertInto('access.account').values({ id, kind: 'person', name, login, language }),
        );
        break;
      }
      case 'invite':
        tx.write(
          // Sign-in counts its days by the database's clock.
          sql`insert into access.invitation (token_hash, account_id, made_by, expires_at)
              values (decode(${write.tokenHash}, 'hex'), ${write.accountId}, ${actor.accountId},
                      now() + make_interval(days => ${INVITATION_DAYS}))`,
          'any',
        );
        break;
      case 'code':
        tx.write(
          sql`insert into access.invitation_code (account_id, code_hash, made_by)
              values (${write.accountId}, decode(${write.codeHash}, 'hex'), ${actor.accountId})`,
          'any',
        );
        break;
      case 'give':
        tx.write(
          build.insertInto('access.membership').values({
            id: write.id,
            account_id: write.accountId,
            unit_id: write.unitId,
            centre_id: write.centreId,
            role: write.role,
            valid: sql`tstzrange(${moment(write.from)}, ${write.until?.toString() ?? null}::timestamptz)`,
          }),
        );
        break;
      case 'end':
        tx.write(
          build
            .updateTable('access.membership')
            .set({
              valid: sql`tstzrange(lower(valid), greatest(${moment(write.at)}, lower(valid)))`,
            })
            .where('id', '=', write.membershipId),
        );
        break;
      case 'disable':
        tx.write(
          build
            .updateTable('access.account')
            .set({ disabled_at: write.disabled ? now : null })
            .where('id', '=', write.accountId),
        );
        break;
      case 'propose':
        tx.write(
          build.insertInto('access.proposal').values({
            id: write.id,
            kind: write.kind,
            account_id: write.accountId ?? null,
            membership_id: write.membershipId ?? null,
            unit_id: write.seat?.unitId ?? write.unitId ?? null,
            centre_id: write.seat?.centreId ?? null,
            role: write.seat?.role ?? null,
            link: write.link ?? null,
            begins: write.begins ?? null,
            until: write.until ?? null,
            proposed_by: actor.accountId,
            proposed_at: now,
            expires_at: write.expiresAt,
          }),
        );
        break;
      case 'carry-out':
        tx.write(sql`select access.carry_out(${write.proposalId}, ${at})`, 'any');
        break;
      case 'drop':
        tx.write(
          build
            .updateTable('access.proposal')
            .set({ decided_by: actor.accountId, decided_at: now, outcome: 'dropped' })
            .where('id', '=', write.proposalId),
        );
        break;
      case 'confirm':
        tx.write(
          build.insertInto('access.reconciliation').values({
            unit_id: write.unitId,
            month: Temporal.PlainDate.from(`${write.month}-01`),
            membership_ids: [...write.membershipIds],
            confirmed_by: actor.accountId,
            confirmed_at: now,
          }),
        );
        break;
    }
  }
}
