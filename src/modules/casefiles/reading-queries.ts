// Who saw a person's file, as she reads it herself: by office, role, purpose and day; no colleague by
// name, no free text. Row security leaves out what is kept specially protected, whoever asks.
import type { Transaction } from '#platform/db/transaction.ts';

/** One entry of the read log, in the name of one unit. */
export interface Reading {
  readonly unitId: string;
  /** The role that the reader had there then; null when nothing is known of it any more. */
  readonly role: string | null;
  readonly purpose: string;
  readonly sections: readonly string[];
  readonly basis: string;
  readonly at: Temporal.Instant;
}

/** Most entries that are read; more than a person meets in two years. */
const MOST = 5000;

/** Every reading of a person's file that is still kept, the latest first. For those who may see her now. */
export function listReadings(tx: Transaction, personId: string): Promise<Reading[]> {
  return tx.text(
    `select u.unit as "unitId", m.role, r.purpose, r.sections, r.basis, r.read_at as at
     from log.read r
     cross join lateral unnest(r.unit_ids) u (unit)
     left join lateral (
       select m.role from access.membership m
       where m.account_id = r.account_id and m.unit_id = u.unit and m.valid @> r.read_at
       order by m.role limit 1) m on true
     where r.person_id = any ((select people.files_of($1))::uuid[])
     order by r.read_at desc, u.unit limit ${MOST}`,
    [personId],
  );
}
