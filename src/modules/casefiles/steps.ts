// Writes to case files that modules to the right make inside their own transactions.
import { build, type Transaction } from '#platform/db/transaction.ts';
import { caseFileNumber, type NeedState } from './schema.ts';

/** Opens the case file of a person who has none. */
export function openCaseFile(
  tx: Transaction,
  file: { personId: string; unitId: string },
  now: Temporal.Instant,
): void {
  tx.write(
    build.insertInto('casefiles.case_file').values({
      person_id: file.personId,
      unit_id: file.unitId,
      opened_at: now,
      number: caseFileNumber(crypto.getRandomValues(new Uint8Array(8))),
    }),
  );
}

export interface FoundNeed {
  readonly id: string;
  readonly personId: string;
  readonly unitId: string;
  readonly visitId: string;
  readonly subjectId: string;
}

/** Notes the needs found at a screening or a desk. */
export function findNeeds(
  tx: Transaction,
  needs: readonly FoundNeed[],
  now: Temporal.Instant,
): void {
  if (needs.length === 0) return;
  tx.write(
    build.insertInto('casefiles.need').values(
      needs.map((need) => ({
        id: need.id,
        person_id: need.personId,
        unit_id: need.unitId,
        visit_id: need.visitId,
        subject_id: need.subjectId,
        state: 'open',
        found_at: now,
        changed_at: now,
      })),
    ),
    needs.length,
  );
}

/** Says how a need stands now. */
export function settleNeed(
  tx: Transaction,
  need: { id: string; state: NeedState },
  now: Temporal.Instant,
): void {
  tx.write(
    build
      .updateTable('casefiles.need')
      .set({ state: need.state, changed_at: now })
      .where('id', '=', need.id),
  );
}

export interface NewNote {
  readonly id: string;
  readonly personId: string;
  readonly visitId: string;
  readonly stopId: string;
  readonly unitId: string;
  readonly accountId: string;
  readonly body: string;
}

/** Adds a note that only its unit reads. */
export function writeNote(tx: Transaction, note: NewNote, now: Temporal.Instant): void {
  tx.write(
    build.insertInto('casefiles.note').values({
      id: note.id,
      person_id: note.personId,
      visit_id: note.visitId,
      stop_id: note.stopId,
      unit_id: note.unitId,
      account_id: note.accountId,
      body: note.body,
      written_at: now,
    }),
  );
}
