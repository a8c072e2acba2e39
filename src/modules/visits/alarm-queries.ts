// Alarms of a house, for those who watch over it, and of one's own desk. Row security decides.
import { build, type Transaction } from '#platform/db/transaction.ts';
import type { Alarm } from './rules/alarm-rules.ts';

/** The columns of an alarm under the names that the rules use. */
function selectAlarms() {
  return build
    .selectFrom('visits.alarm')
    .select([
      'id',
      'centre_id as centreId',
      'office_id as officeId',
      'unit_id as unitId',
      'desk_id as deskId',
      'account_id as accountId',
      'raised_at as raisedAt',
      'acknowledged_at as acknowledgedAt',
      'closed_at as closedAt',
    ]);
}

/** Locks an alarm; undefined when it doesn't exist or is not the actor's to answer. */
export function lockAlarm(tx: Transaction, alarmId: string): Promise<Alarm | undefined> {
  return tx.first(selectAlarms().where('id', '=', alarmId).forUpdate());
}

/** Alarms of a house that are not closed, the newest first. */
export function listAlarms(tx: Transaction, centreId: string): Promise<Alarm[]> {
  return tx.all(
    selectAlarms()
      .where('centre_id', '=', centreId)
      .where('closed_at', 'is', null)
      .orderBy('raised_at', 'desc')
      .orderBy('id'),
  );
}

/** The open alarm of a desk that the asking account raised. */
export function findOwnAlarm(
  tx: Transaction,
  deskId: string,
  accountId: string,
): Promise<Alarm | undefined> {
  return tx.first(
    selectAlarms()
      .where('desk_id', '=', deskId)
      .where('account_id', '=', accountId)
      .where('closed_at', 'is', null),
  );
}
