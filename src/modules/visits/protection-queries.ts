// Who may need protection, for those who were told and for nobody else. Functions of the database
// answer here; whoever was not told gets no rows, as if there were none (db/migrations/0042, 0145).
import { sql } from 'kysely';
import type { Transaction } from '#platform/db/transaction.ts';
import type { ProtectionSign, StopState } from './schema.ts';

/** Somebody in the house, or who left it before anyone went to her, with the signs seen at the door. */
export interface Protection {
  readonly id: string;
  readonly visitId: string;
  readonly personId: string;
  readonly number: number;
  readonly name: string | null;
  readonly language: string;
  readonly signs: readonly ProtectionSign[];
  readonly notedAt: Temporal.Instant;
  /** Who went to her. */
  readonly takenBy: string | null;
  readonly mine: boolean | null;
  readonly officeId: string | null;
  readonly deskId: string | null;
  readonly state: StopState | null;
  /** Her visit has ended, and nobody went to her. */
  readonly hasLeft: boolean;
}

/** Whether the asking account stands on protection duty in a house now. */
export async function protects(tx: Transaction, centreId: string): Promise<boolean> {
  const row = await tx.first(sql<{ yes: boolean }>`select visits.protects(${centreId}) as yes`);
  return row?.yes ?? false;
}

/** Those of whom the asking account was told on that day, whom nobody went to first. Note the reading. */
export function listProtections(
  tx: Transaction,
  centreId: string,
  day: Temporal.PlainDate,
): Promise<Protection[]> {
  return tx.all(sql<Protection>`
    select id, visit_id as "visitId", person_id as "personId", number, name, language, signs,
           noted_at as "notedAt", taken_by as "takenBy", mine, office_id as "officeId",
           desk_id as "deskId", state,
           has_left as "hasLeft"
    from visits.protections(${centreId}, ${day.toString()}::date)`);
}
