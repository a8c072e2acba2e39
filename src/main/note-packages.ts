// What became of letters to partners is noted by the command that does it, as the worker's account; and what
// nobody may open any more is destroyed. Done twice, the second finds nothing.
import { newId } from '#base/ids.ts';
import { notePackageMail } from '#modules/partners/commands/note-package-mail.ts';
import { listMailNews } from '#modules/partners/queries.ts';
import type { Clock } from '#platform/clock.ts';
import type { Database } from '#platform/db/database.ts';
import { withClient } from '#platform/embedded-postgres/roles.ts';
import { workerRunner } from './worker-runner.ts';

export async function notePackages(
  database: Database,
  token: string,
  { clock, secret }: { readonly clock: Clock; readonly secret: string },
): Promise<void> {
  const news = await database.transaction(async (tx) => {
    tx.text('select access.enter($1)', [token]).catch(() => {});
    await tx.text('select partners.forget()', []);
    return listMailNews(tx);
  });
  const runner = workerRunner(database, { clock, secret });
  for (const input of news) {
    const answer = await runner.run(notePackageMail, { token, commandId: newId(), input });
    // Noted in the meantime: there is nothing to say any more.
    if (answer === 'unauthenticated') throw new Error('the session of the worker is over');
  }
}

/** Whether packages were signed here: then a signing key that is not there is lost, and none is made anew. */
export async function hasPackages(ownerUrl: string): Promise<boolean> {
  return withClient(ownerUrl, async (client) => {
    const found = await client.query('select from partners.package limit 1');
    return found.rowCount === 1;
  });
}
