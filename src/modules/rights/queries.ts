// What screens and commands ask about claims and holds. Officers see a file by its number alone; whoever
// receives for her home unit sees whose it is (db/migrations/0371).
import type { Transaction } from '#platform/db/transaction.ts';
import type { Claim } from './rules.ts';
import type {
  CLAIM_CHANNELS,
  ClaimKind,
  ClaimState,
  EXTENSIONS,
  Ground,
  HOLD_REASONS,
} from './schema.ts';

/** Rows by table, of tables of which it may be known. */
type Counts = Readonly<Record<string, number>>;

/** A line of the register. */
export interface ClaimLine {
  readonly id: string;
  readonly kind: ClaimKind;
  readonly state: ClaimState;
  readonly unitId: string;
  readonly channel: (typeof CLAIM_CHANNELS)[number];
  readonly words: string | null;
  readonly askedOn: Temporal.PlainDate;
  readonly dueOn: Temporal.PlainDate;
  readonly extendedFor: (typeof EXTENSIONS)[number] | null;
  readonly ground: Ground | null;
  readonly answer: string | null;
  /** Of the file; none once she is erased. */
  readonly number: string | null;
  /** For whoever receives for her home unit. */
  readonly personId: string | null;
  readonly name: string | null;
  readonly recordedBy: string;
  readonly reviewedBy: string | null;
  readonly held: boolean;
  /** Of an erasure that was carried out. */
  readonly gone: Counts | null;
  readonly kept: Counts | null;
  readonly entries: number | null;
  readonly doneAt: Temporal.Instant | null;
}

/** The register as the asking account may see it: who waits for an answer first, the soonest due on top. */
export function listClaims(tx: Transaction): Promise<ClaimLine[]> {
  return tx.text(
    `select id, kind, state, unit_id as "unitId", channel, words, asked_on as "askedOn", due_on as "dueOn",
       extended_for as "extendedFor", ground, answer, number, person_id as "personId", name,
       recorded_by as "recordedBy", reviewed_by as "reviewedBy", held, gone, kept, entries, done_at as "doneAt"
     from rights.claims()`,
  );
}

/** One claim, locked; for officers. */
export async function lockClaim(tx: Transaction, id: string): Promise<Claim | undefined> {
  const [row] = await tx.text<Claim>(
    `select id, kind, state, unit_id as "unitId", asked_on as "askedOn", due_on as "dueOn",
       extended_for as "extendedFor", recorded_by as "recordedBy", reviewed_by as "reviewedBy", held, here, waits, fresh
     from rights.hold_claim($1)`,
    [id],
  );
  return row;
}

/** An erasure that has begun, locked with her files; for the worker. */
export async function lockErasure(tx: Transaction, id: string) {
  const [row] = await tx.text<{
    id: string;
    dueAt: Temporal.Instant;
    begun: boolean;
    rowsDone: boolean;
    held: boolean;
    here: boolean;
  }>(
    `select id, due_at as "dueAt", begun, rows_done as "rowsDone", held, here from rights.hold_erasure($1)`,
    [id],
  );
  return row;
}

/** What is kept, as officers see it. */
export interface HoldLine {
  readonly id: string;
  readonly number: string | null;
  readonly unitId: string;
  readonly reason: (typeof HOLD_REASONS)[number];
  readonly words: string;
  readonly reviewOn: Temporal.PlainDate;
  readonly placedAt: Temporal.Instant;
  /** Who placed it. */
  readonly name: string;
}

/** Holds that stand, the one that is looked at soonest on top. */
export function listHolds(tx: Transaction): Promise<HoldLine[]> {
  return tx.text(
    `select id, number, unit_id as "unitId", reason, words, review_on as "reviewOn", placed_at as "placedAt", name
     from rights.holds()`,
  );
}

/** The file that is to be held, by its number, locked; for officers. */
export async function lockFileToHold(tx: Transaction, number: string) {
  const [row] = await tx.text<{ unitId: string; held: boolean }>(
    'select unit_id as "unitId", held from rights.person_to_hold($1)',
    [number],
  );
  return row;
}

export async function lockHold(tx: Transaction, id: string) {
  const [row] = await tx.text<{ id: string; unitId: string; lifted: boolean }>(
    'select id, unit_id as "unitId", lifted from rights.hold_to_lift($1)',
    [id],
  );
  return row;
}
