// A person may have several files that were found to be hers. Every row keeps the file under which it
// was written; whoever reads asks for all of them, and whoever writes writes to the oldest one. What
// row security does not show is no file of hers for whoever asks: behind the fence each stands alone.
import { type RawBuilder, sql } from 'kysely';
import type { Transaction } from '#platform/db/transaction.ts';

/** All files of a person, for a comparison by `=`: `person_id = ${anyFileOf(id)}`. */
export function anyFileOf(personId: string): RawBuilder<string> {
  return sql<string>`any ((select people.files_of(${personId}::uuid))::uuid[])`;
}

/** The file that is a person's now, whichever of her files is named; the same for whoever has one. */
export async function survivorOf(tx: Transaction, personId: string): Promise<string> {
  const [row] = await tx.text<{ id: string }>('select people.survivor_of($1) as id', [personId]);
  return row?.id ?? personId;
}

/** As `survivorOf`, for several: from each id that was named to the one that counts. */
export async function survivorsOf(
  tx: Transaction,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (personIds.length === 0) return new Map();
  const rows = await tx.text<{ named: string; id: string }>(
    'select named, people.survivor_of(named) as id from unnest($1::uuid[]) named',
    [[...personIds]],
  );
  return new Map(rows.map(({ named, id }) => [named, id]));
}
