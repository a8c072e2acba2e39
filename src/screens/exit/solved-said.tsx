// What people said when they went, under the figures of a period: sums of at least three, of nobody.
import type { SolvedAnswer } from '#modules/feedback/schema.ts';
import { SOLVED_ANSWERS } from '#modules/feedback/schema.ts';
import { formatNumber } from '#platform/words/format.ts';
import type { PageRequest } from '../page.ts';

interface Props {
  readonly page: PageRequest;
  readonly answers: readonly { readonly answer: SolvedAnswer; readonly answers: number }[];
}

export function SolvedSaid({ page, answers }: Props) {
  const { w } = page;
  if (answers.length === 0) return null;
  const count = (wanted: SolvedAnswer) =>
    answers.find(({ answer }) => answer === wanted)?.answers ?? 0;
  return (
    <p class="muted">
      {w('exit.solved')}{' '}
      {SOLVED_ANSWERS.map(
        (answer) => `${w(`exit.solved.${answer}`)} ${formatNumber(w.language, count(answer))}`,
      ).join(' · ')}
    </p>
  );
}
