// Who sits at a desk and what it does today: read for screens, and locked for commands.
import { sql } from 'kysely';
import { build, inWords, type Transaction } from '#platform/db/transaction.ts';
import type { DeskSession } from './rules/desk-rules.ts';

/** What is spoken at a desk: by the officer, and by the mediator who sits beside her. */
export const SPOKEN = sql<string[]>`d.languages || coalesce(
  (select a.speaks from access.account a where a.id = d.mediator_id), '{}')`;

/**
 * The open session of a desk, locked: `change` for what ends or pauses it, `share` for what relies
 * on its staying as it is, such as a call.
 */
export function lockSession(
  tx: Transaction,
  deskId: string,
  lock: 'change' | 'share',
): Promise<DeskSession | undefined> {
  const row = build
    .selectFrom('visits.desk_session as d')
    .select([
      'd.id',
      'd.desk_id as deskId',
      'd.unit_id as unitId',
      'd.office_id as officeId',
      'd.centre_id as centreId',
      'd.account_id as accountId',
      'd.service_ids as serviceIds',
      SPOKEN.as('languages'),
      'd.paused_at as pausedAt',
    ])
    .where('d.desk_id', '=', deskId)
    .where('d.closed_at', 'is', null);
  return tx.first(lock === 'change' ? row.forUpdate('d') : row.forShare('d'));
}

/** Whether somebody is called or served at a desk. */
export async function isBusy(tx: Transaction, deskId: string): Promise<boolean> {
  const found = await tx.first(
    build
      .selectFrom('visits.stop')
      .select('id')
      .where('desk_id', '=', deskId)
      .where('state', 'in', inWords(['called', 'serving'])),
  );
  return found !== undefined;
}

/** Whether an office offers all of these services; true when none are named. */
export async function offersAll(
  tx: Transaction,
  officeId: string,
  serviceIds: readonly string[] | undefined,
): Promise<boolean> {
  if (!serviceIds) return true;
  const [row] = await tx.text<{ yes: boolean }>(
    `select not exists (select from unnest($2::text[]) s (id) where not exists (
       select from directory.office_service os
       where os.office_id = $1 and os.service_id = s.id)) as yes`,
    [officeId, [...serviceIds]],
  );
  return row?.yes ?? false;
}

/** Whether somebody mediates in a house now, by her role; true when nobody is named. */
export async function mediatesAt(
  tx: Transaction,
  centreId: string,
  accountId: string | undefined,
): Promise<boolean> {
  if (!accountId) return true;
  const [row] = await tx.text<{ yes: boolean }>(
    `select exists (select from access.membership m
       where m.account_id = $2 and m.role in ('mediator', 'reception-mediator', 'interpreter')
         and (m.centre_id is null or m.centre_id = $1) and m.valid @> meta.now()) as yes`,
    [centreId, accountId],
  );
  return row?.yes ?? false;
}
