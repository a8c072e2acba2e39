// Above what a page shows: why its last form was refused, or what was done by it.
import { Notice } from '#platform/ui/note.tsx';
import { problemText } from '#platform/words/problem-text.ts';
import type { PageRequest } from './page.ts';

/**
 * Nothing where neither is so.
 * @param done what was done, in words
 * @param besideFields what is wrong with a field is said beside it, and not here once more
 */
export function FormOutcome({
  page: { attempt, language },
  done,
  besideFields,
}: {
  page: Pick<PageRequest, 'attempt' | 'language'>;
  done?: string | undefined;
  besideFields?: boolean;
}) {
  if (!attempt) return done ? <Notice tone="done">{done}</Notice> : null;
  return besideFields && attempt.problem.fields ? null : (
    <Notice tone="error">{problemText(language, attempt.problem)}</Notice>
  );
}
