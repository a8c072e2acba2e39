// What was wrong with a form of the way in: the summary above it, and the sentence by each field.
import type { Problem } from '#base/problem.ts';
import { ErrorSummary } from '#platform/ui/error-summary.tsx';
import { fieldText, problemText } from '#platform/words/problem-text.ts';
import type { PageBase } from '../page.ts';

/** The summary; a problem without fields is about `field`. */
export function FormProblem({
  page,
  problem,
  field,
}: {
  page: PageBase;
  problem: Problem | undefined;
  field?: string;
}) {
  const { w } = page;
  if (!problem) return null;
  const wrong = Object.keys(problem.fields ?? {});
  return (
    <ErrorSummary
      title={w('app.error-summary.title', { count: Math.max(1, wrong.length) })}
      errors={
        wrong.length > 0
          ? wrong.map((name) => ({ field: name, text: errorOf(page, problem, name) ?? '' }))
          : [{ field, text: problemText(w.language, problem) }]
      }
    />
  );
}

/** What is wrong with one field, if anything. */
export function errorOf(
  { w }: PageBase,
  problem: Problem | undefined,
  field: string,
): string | undefined {
  const code = problem?.fields?.[field];
  return code === undefined ? undefined : fieldText(w.language, code, problem?.params);
}
