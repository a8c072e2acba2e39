// The worker compares a person with those whose names sound like hers, after she was registered or put
// right; what is probably one waits for a human. Nothing is joined here, and done twice it is the same.
import type { Database } from '#platform/db/database.ts';
import { LEARNED } from '#modules/people/names/weights.ts';
import { digestOf, findPairFacts, listToCompareWith } from '#modules/people/likeness-queries.ts';
import { weighLikeness } from '#modules/people/likeness-rules.ts';

/** Compares one person with others, each pair in a transaction of its own. */
export async function compareFiles(
  database: Database,
  token: string,
  personId: string,
): Promise<void> {
  const others = await database.transaction((tx) => {
    tx.text('select access.enter($1)', [token]).catch(() => {});
    return listToCompareWith(tx, personId);
  });
  for (const otherId of others) {
    await database.transaction(async (tx) => {
      tx.text('select access.enter($1)', [token]).catch(() => {});
      const pair = await findPairFacts(tx, personId, otherId);
      if (!pair) return;
      const { evidence, weight, probable } = weighLikeness(pair, LEARNED);
      await tx.text('select people.note_pair($1, $2, $3, $4, $5, $6)', [
        personId,
        otherId,
        probable,
        weight,
        [...evidence],
        digestOf(pair),
      ]);
    });
  }
}
