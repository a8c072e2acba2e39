// Whom a change of the house touches, in numbers.
import type { Transaction } from '#platform/db/transaction.ts';
import type { Held } from './closing-rules.ts';

/** Who and what holds an office open, taken until the end of the transaction. */
export async function holdOffice(tx: Transaction, officeId: string): Promise<Held> {
  const [held] = await tx.text<Held>(
    'select people, open_desks as "openDesks" from visits.hold_office($1)',
    [officeId],
  );
  return held ?? { people: 0, openDesks: [] };
}

/** People of today and open desks of an office. */
export interface Touched {
  readonly officeId: string;
  readonly people: number;
  readonly openDesks: number;
}

/** People of today and open desks at each office of a house; nothing for who may not change it. */
export function listTouched(tx: Transaction, centreId: string): Promise<Touched[]> {
  return tx.text<Touched>(
    `select office_id as "officeId", people, open_desks as "openDesks" from visits.touched($1)`,
    [centreId],
  );
}
