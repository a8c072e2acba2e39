// What screens and commands ask about files that were opened in an emergency. Each function of the
// database shows what the asking account may know and nothing else (db/migrations/0241).
import type { Transaction } from '#platform/db/transaction.ts';
import { DESK, type FileReach, type Role, WELCOME } from '../access/decide.ts';
import type { GLASS_REASONS, VERDICTS } from './glass-rules.ts';

/** Who may open a file in an emergency: whoever receives or serves. */
export const OPENS_GLASS: readonly Role[] = [...DESK, ...WELCOME];
/** Who is told, and looks at it. */
export const REVIEWS_GLASS: readonly Role[] = ['custodian', 'data-protection-officer'];

/** One opening, as those see it who were told: never whose file it was. */
export interface Glass {
  readonly id: string;
  /** Who opened it. */
  readonly name: string;
  readonly unitId: string;
  readonly reason: (typeof GLASS_REASONS)[number];
  readonly words: string;
  readonly openedAt: Temporal.Instant;
  readonly endsAt: Temporal.Instant;
  readonly reviewDueAt: Temporal.Instant;
  readonly reviewedAt: Temporal.Instant | null;
  readonly reviewedBy: string | null;
  readonly verdict: (typeof VERDICTS)[number] | null;
  readonly reviewWords: string | null;
  readonly suspendedAt: Temporal.Instant | null;
  /** It was the asking account itself. */
  readonly mine: boolean;
  /** Screens on which something of the file was read. */
  readonly screens: readonly string[];
}

/** What the asking account was told of: what waits to be looked at first. */
export function listGlasses(tx: Transaction): Promise<Glass[]> {
  return tx.text<Glass>(
    `select id, name, unit_id as "unitId", reason, words, opened_at as "openedAt", ends_at as "endsAt",
       review_due_at as "reviewDueAt", reviewed_at as "reviewedAt", reviewed_by as "reviewedBy", verdict,
       review_words as "reviewWords", suspended_at as "suspendedAt", mine, screens
     from access.glasses()`,
  );
}

/** How this file is open to the asking account. */
export interface Opening {
  /** Whoever serves or receives her meanwhile works with it as always. */
  readonly reach: FileReach;
  /** Until when an emergency alone opens it; only when it is to be read. */
  readonly until?: Temporal.Instant;
}

/** Tells how a file is open that the asking account sees; of one that it doesn't see, nothing follows from it. */
export async function findOpening(tx: Transaction, personId: string): Promise<Opening> {
  const [row] = await tx.text<{ until: Temporal.Instant }>(
    `select until from access.my_glass($1) as until
     where until is not null and $1 = any (access.read_only())`,
    [personId],
  );
  return row ? { reach: 'to-read', until: row.until } : { reach: 'worked-with' };
}

/** How often the asking account opened a file so in the last seven days. */
export async function countMyGlasses(tx: Transaction): Promise<number> {
  const [row] = await tx.text<{ many: number }>('select access.my_glasses() as many');
  return row?.many ?? 0;
}

/** One that the asking account was told of, locked. */
export async function lockGlassForReview(tx: Transaction, id: string) {
  const [row] = await tx.text<{
    id: string;
    accountId: string;
    unitId: string;
    reviewed: boolean;
  }>(
    `select id, account_id as "accountId", unit_id as "unitId", reviewed from access.hold_glass_review($1)`,
    [id],
  );
  return row;
}

/** Ids of those that nobody looked at in time; for the worker. */
export async function listDueGlasses(tx: Transaction, now: Temporal.Instant): Promise<string[]> {
  const rows = await tx.text<{ id: string }>(
    'select due as id from access.due_glasses($1::timestamptz) due',
    [now.toString()],
  );
  return rows.map(({ id }) => id);
}

/** One of them, locked; for the worker. */
export async function lockDueGlass(tx: Transaction, id: string) {
  const [row] = await tx.text<{
    id: string;
    accountId: string;
    unitId: string;
    reviewed: boolean;
    suspended: boolean;
    reviewDueAt: Temporal.Instant;
  }>(
    `select id, account_id as "accountId", unit_id as "unitId", reviewed, suspended,
       review_due_at as "reviewDueAt" from access.hold_due_glass($1)`,
    [id],
  );
  return row;
}
