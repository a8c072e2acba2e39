// What hangs on the wall, rendered once however many screens show it.
import type { Database } from '#platform/db/database.ts';
import type { Directory } from '#modules/directory/schema.ts';
import { listBoard } from '#modules/visits/queries.ts';

/** The inside of a centre's board as markup. */
export async function boardFragment(
  database: Database,
  directory: Directory,
  centreId: string,
  now: Temporal.Instant,
): Promise<string> {
  const lines = await database.transaction((tx) => listBoard(tx, centreId));
  const called = lines.filter((line) => line.state === 'called');
  return String(
    <ol data-at={now.toString()} aria-label={directory.centres.get(centreId)?.name}>
      {called.map((line) => (
        <li>
          {line.number} → {line.desk_label}
        </li>
      ))}
    </ol>,
  );
}
