// What went wrong or well with the last press, above the work.
import { fieldText, problemText } from '#platform/words/problem-text.ts';
import { ErrorSummary } from '#platform/ui/error-summary.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { type PageRequest, typedIn } from '../page.ts';
import { noticesOf } from './notices.ts';
import type { SheetValues } from './outcome-fields.tsx';

/** Fields of commands that stand under another name on the screen. */
function fieldOnScreen(field: string, outcome: string | undefined): string {
  if (field === 'detail') return `detail-${outcome ?? 'in-progress'}`;
  if (field === 'toOfficeId' || field === 'toServiceId') return 'to';
  return field;
}

/** What each field holds and what is wrong with it; `initial` before anything was typed. */
export function sheetValues(
  page: PageRequest,
  initial: Readonly<Record<string, string>>,
): SheetValues {
  const errors = errorsOf(page);
  return {
    value: (field) => (page.attempt ? typedIn(page.attempt, field) : initial[field]),
    error: (field) => errors.get(field),
  };
}

function errorsOf({ attempt, language }: PageRequest): ReadonlyMap<string, string> {
  const problem = attempt?.problem;
  const outcome = typedIn(attempt, 'outcome');
  return new Map(
    Object.entries(problem?.fields ?? {}).map(([field, code]) => [
      fieldOnScreen(field, outcome),
      fieldText(language, code, problem?.params),
    ]),
  );
}

/** A refusal: by field with links, or in one sentence. */
export function DeskProblems({ page }: { page: PageRequest }) {
  const { attempt, w, language } = page;
  if (!attempt) return null;
  const errors = [...errorsOf(page)].map(([field, text]) => ({ field, text }));
  if (errors.length === 0)
    return <Notice tone="error">{problemText(language, attempt.problem)}</Notice>;
  return (
    <ErrorSummary title={w('app.error-summary.title', { count: errors.length })} errors={errors} />
  );
}

/** What was just done. */
export function DoneNotices({ page }: { page: PageRequest }) {
  const lines = page.attempt ? [] : noticesOf(page);
  if (lines.length === 0) return null;
  return (
    <div role="status">
      <Notice tone="done">
        {lines.map((line) => (
          <p>{line}</p>
        ))}
      </Notice>
    </div>
  );
}
