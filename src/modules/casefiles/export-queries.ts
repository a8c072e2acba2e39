// What the asking account took out of files, and the sealed document while it may still be read. Row
// security finds no document of whom she reaches less by now.
import { build, type Transaction } from '#platform/db/transaction.ts';
import type { ExportFormat, ExportState } from './export-rules.ts';

export interface Export {
  readonly id: string;
  readonly personId: string;
  readonly unitId: string;
  readonly reason: string;
  readonly format: ExportFormat;
  readonly state: ExportState;
  readonly askedAt: Temporal.Instant;
  readonly endsAt: Temporal.Instant;
}

const own = () =>
  build
    .selectFrom('casefiles.export')
    .select([
      'id',
      'person_id as personId',
      'unit_id as unitId',
      'reason',
      'format',
      'state',
      'asked_at as askedAt',
      'ends_at as endsAt',
    ])
    .$narrowType<{ state: ExportState; format: ExportFormat }>();

/** What the asking account took out of one file since an instant, the latest first. */
export function listExports(
  tx: Transaction,
  personId: string,
  since: Temporal.Instant,
): Promise<Export[]> {
  return tx.all(
    own()
      .where('person_id', '=', personId)
      .where('asked_at', '>', since)
      .orderBy('asked_at', 'desc')
      .orderBy('id', 'desc'),
  );
}

/** One of the asking account's own, or undefined. */
export function findExport(tx: Transaction, exportId: string): Promise<Export | undefined> {
  return tx.first(own().where('id', '=', exportId));
}

/** As `findExport`, and nobody else changes it meanwhile. */
export function lockExport(tx: Transaction, exportId: string): Promise<Export | undefined> {
  return tx.first(own().where('id', '=', exportId).forUpdate());
}

/** The document as it was sealed; undefined when there is none, or none for her any more. */
export async function findSealed(tx: Transaction, exportId: string): Promise<Buffer | undefined> {
  const row = await tx.first(
    build
      .selectFrom('casefiles.export_document')
      .select('sealed')
      .where('export_id', '=', exportId),
  );
  return row?.sealed;
}

/** Whether the document may still be fetched. */
export async function isOpen(tx: Transaction, exportId: string): Promise<boolean> {
  const row = await tx.first(
    build
      .selectFrom('casefiles.export_document')
      .select('export_id')
      .where('export_id', '=', exportId),
  );
  return row !== undefined;
}

/** How many the asking account took out in 24 hours; alone with it until the transaction ends. */
export async function holdExports(tx: Transaction): Promise<number> {
  const [row] = await tx.text<{ used: number }>('select casefiles.hold_exports() as used');
  return row?.used ?? 0;
}

/** How many the asking account took out in 24 hours. */
export async function countExports(tx: Transaction): Promise<number> {
  const [row] = await tx.text<{ used: number }>('select casefiles.exports_of_day() as used');
  return row?.used ?? 0;
}

/** What a document is made from, as the account reaches it at that moment. */
export interface Made {
  readonly exportId: string;
  readonly accountId: string;
  readonly personId: string;
  readonly sections: readonly string[];
  readonly endsAt: Temporal.Instant;
  readonly sealed: Buffer;
}

/** Keeps what was made. Refused by the database (42501) when she reaches less of it by now. */
export async function keepMade(tx: Transaction, made: Made, now: Temporal.Instant): Promise<void> {
  tx.write(
    build.insertInto('casefiles.export_document').values({
      export_id: made.exportId,
      account_id: made.accountId,
      person_id: made.personId,
      sections: [...made.sections],
      ends_at: made.endsAt,
      sealed: made.sealed,
    }),
  );
  settleExport(tx, made.exportId, { state: 'ready', made_at: now });
  await tx.settle();
}

/** Says that nothing was made: she does not reach the file any more. */
export async function refuseMade(tx: Transaction, exportId: string): Promise<void> {
  settleExport(tx, exportId, { state: 'refused' });
  await tx.settle();
}

function settleExport(tx: Transaction, exportId: string, set: object): void {
  tx.write(
    build
      .updateTable('casefiles.export')
      .set(set)
      .where('id', '=', exportId)
      .where('state', '=', 'waiting'),
  );
}
