// What is asked about answers: whether a visit has one, and sums.
import { build, type Transaction } from '#platform/db/transaction.ts';
import type { SolvedAnswer } from './schema.ts';

/** Whether a visit was asked already, for the house that receives her. */
export async function wasAsked(tx: Transaction, visitId: string): Promise<boolean> {
  const row = await tx.first(
    build.selectFrom('feedback.asked').select('visit_id').where('visit_id', '=', visitId),
  );
  return row !== undefined;
}

/** How many said what in a period; nothing below three answers, or for whoever may not count there. */
export function listAnswers(
  tx: Transaction,
  centreId: string,
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
): Promise<{ answer: SolvedAnswer; answers: number }[]> {
  return tx.text('select answer, answers from feedback.answers($1, $2, $3)', [centreId, from, to]);
}

/** Whether the visit behind a link was asked already. */
export async function wasAskedByLink(tx: Transaction, link: string): Promise<boolean> {
  const [row] = await tx.text<{ asked: boolean }>('select feedback.asked_by_link($1) as asked', [
    link,
  ]);
  return row?.asked === true;
}
