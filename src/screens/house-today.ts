// The directory as a house is today: a desk that is lent for the day stands at the office it serves, so
// that whoever reads a desk's number on a paper or a screen goes to the right one.
import type { Transaction } from '#platform/db/transaction.ts';
import type { Directory } from '#modules/directory/schema.ts';
import { listLentDesks } from '#modules/visits/lent-desks.ts';
import { asToday } from '#modules/visits/rules/lend-rules.ts';

/** The same page, with the desks of this house where they are today (docs/decisions/0056). */
export async function pageToday<
  Page extends { readonly tx: Transaction; readonly directory: Directory },
>(page: Page, centreId: string): Promise<Page> {
  return { ...page, directory: asToday(page.directory, await listLentDesks(page.tx, centreId)) };
}
