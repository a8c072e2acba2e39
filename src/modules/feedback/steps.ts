// The one write that needs no account: whoever holds the paper's link says whether all was solved.
// It is a function of the database and no command, as signing in is: nobody is signed in.
import type { Transaction } from '#platform/db/transaction.ts';
import type { SolvedAnswer } from './schema.ts';

/** Counts an answer; `before` when the visit has one, `gone` when the link is no more. */
export async function answerByLink(
  tx: Transaction,
  link: string,
  answer: SolvedAnswer,
): Promise<'counted' | 'before' | 'gone'> {
  const [row] = await tx.text<{ done: 'counted' | 'before' | 'gone' }>(
    'select feedback.keep_by_link($1, $2) as done',
    [link, answer],
  );
  return row?.done ?? 'gone';
}
