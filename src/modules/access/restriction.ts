// A file that may be kept and not worked with: she asked for it (GDPR 18), or objected to its use (GDPR 21), and an
// officer granted it. The mark stands in db/migrations/0430; here is what it forbids.
import { type Problem, problem } from '#base/problem.ts';
import type { Transaction } from '#platform/db/transaction.ts';

/** What may be done with her file all the same (GDPR 18(2)); the banner says these. */
export const RESTRICTED_USES = [
  'storage',
  'her-request',
  'legal-claims',
  'protection',
  'public-interest',
] as const;
/** What a command may be for. No command serves the public interest by itself: an officer decides that. */
export type RestrictedUse = Exclude<
  (typeof RESTRICTED_USES)[number],
  'storage' | 'public-interest'
>;

/** Why something is not done with a file, or nothing. `since`: from when on it is restricted, if it is. */
// ACC-70: a file that is restricted, or to whose use she objected, may be kept, not worked with: no share,
// hand-over, package, conference or export, no correction by others and no joining of files, but for what she asks
// or agrees to herself since, for legal claims, and to protect somebody in danger
export function refuseRestricted(
  since: Temporal.Instant | undefined,
  use?: RestrictedUse,
): Problem | undefined {
  return since && !use ? FILE_RESTRICTED : undefined;
}
const FILE_RESTRICTED = problem('conflict', 'file-restricted');

/** What a command answers when the mark came between its looking and its writing, or hides from who asks. */
export const RESTRICTED_MEANWHILE = { file_restricted: FILE_RESTRICTED };

/** Why her file is marked, and since when. */
export interface Restriction {
  readonly ground: 'restriction' | 'objection';
  readonly since: Temporal.Instant;
}

/** Marks that the asking account may see, the oldest first; with it on all files of that person. */
export function listRestrictions(tx: Transaction, personId: string): Promise<Restriction[]> {
  return tx.text('select ground, since from access.restrictions_of($1)', [personId]);
}

/** From when on a file is restricted: the latest mark counts, so that nothing from before it does. */
export async function restrictedSince(
  tx: Transaction,
  personId: string,
): Promise<Temporal.Instant | undefined> {
  return (await listRestrictions(tx, personId))
    .map(({ since }) => since)
    .toSorted(Temporal.Instant.compare)
    .at(-1);
}

/** Whether she asks herself for what is changed of her restricted file: she is in a house, or claimed a correction. */
export async function asksHerself(tx: Transaction, personId: string): Promise<boolean> {
  const [row] = await tx.text<{ asks: boolean }>('select access.asks_herself($1) as asks', [
    personId,
  ]);
  return row?.asks === true;
}
