// What officers ask about retention: what will go and what is held, and what went. Counts alone, and none of
// tables of which nobody may know that they hold anything.
import type { Transaction } from '#platform/db/transaction.ts';
import { NETWORK_ZONE } from '../access/schema.ts';
import type { Names } from '../directory/schema.ts';
import type { HOLD_REASONS } from './schema.ts';

/** Days from now by which the preview counts. */
export const AHEAD = [7, 30, 90] as const;

/** A kind of record, with what will go of it as things stand now. */
export interface KindAhead {
  readonly id: string;
  readonly name: Names;
  /** How long it is kept; both 0: it ends with its day. */
  readonly months: number;
  readonly days: number;
  readonly since: Temporal.PlainDate;
  readonly law: string;
  readonly proposed: boolean;
  /** Nothing of it is counted: a number would tell that there is something. */
  readonly counted: boolean;
  /** As AHEAD. */
  readonly due: readonly number[];
  /** What would go by the last of these days but for a hold, and for what. */
  readonly held: number;
  readonly reasons: readonly (typeof HOLD_REASONS)[number][];
}

/** What will go by each of the days of AHEAD. */
export function listAhead(tx: Transaction, today: Temporal.PlainDate): Promise<KindAhead[]> {
  return tx.text(
    `select id, name, months, days_kept as days, since, law, proposed, counted, due, held, reasons
     from rights.retention_ahead($1::date, $2::date[], $3)`,
    [today.toString(), AHEAD.map((days) => today.add({ days }).toString()), NETWORK_ZONE],
  );
}

/** What one night let go of a kind that is about nobody; no kind: nothing of such was over. */
export interface RunLine {
  readonly until: Temporal.PlainDate;
  readonly startedAt: Temporal.Instant;
  /** None while it is under way. */
  readonly endedAt: Temporal.Instant | null;
  readonly kindId: string | null;
  readonly name: Names | null;
  readonly gone: number | null;
  readonly failed: number | null;
}

/** The last nights, the newest on top. */
export function listRuns(tx: Transaction, most: number): Promise<RunLine[]> {
  return tx.text(
    `select until, started_at as "startedAt", ended_at as "endedAt", kind_id as "kindId", name, gone, failed
     from rights.retention_runs($1)`,
    [most],
  );
}
