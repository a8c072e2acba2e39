// What officers see of restricted files: by the number of the file (db/migrations/0430). What everybody sees who may
// see her stands in access/restriction.ts.
import type { Transaction } from '#platform/db/transaction.ts';
import type { Restriction } from '../access/restriction.ts';
import type { Marked } from './restriction-rules.ts';
import type { CLAIM_CHANNELS } from './schema.ts';

/** A file that is kept and not worked with. */
export interface RestrictedLine extends Restriction {
  readonly id: string;
  readonly number: string | null;
  readonly unitId: string;
  /** Who granted it. */
  readonly name: string;
  /** That it will be lifted; null: not told yet. */
  readonly toldOn: Temporal.PlainDate | null;
  readonly toldBy: (typeof CLAIM_CHANNELS)[number] | null;
}

/** Files that are restricted now, the oldest on top. */
export function listRestricted(tx: Transaction): Promise<RestrictedLine[]> {
  return tx.text(
    `select id, number, unit_id as "unitId", ground, since, name, told_on as "toldOn", told_by as "toldBy"
     from rights.restrictions()`,
  );
}

/** A restriction, alone with it; for officers. */
export async function lockRestriction(tx: Transaction, id: string): Promise<Marked | undefined> {
  const [row] = await tx.text<Marked>(
    'select id, unit_id as "unitId", since, told, lifted from rights.hold_restriction($1)',
    [id],
  );
  return row;
}
