// What went wrong or well with the last press, above the work.
import { fieldText, problemText } from '#platform/words/problem-text.ts';
import type { Words } from '#platform/words/words.ts';
import { ErrorSummary } from '#platform/ui/error-summary.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { type Attempt, type PageRequest, typedIn } from '../page.ts';
import type { DeskFacts } from './load-desk.ts';
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
      fieldText(language, shownCode(field, code, attempt), problem?.params),
    ]),
  );
}

/** A paper that was shown with other digits is told apart from none: both are unpresented. */
function shownCode(field: string, code: string, attempt: Attempt | undefined): string {
  const typed = field === 'code' && typedIn(attempt, 'code');
  return typed && (code === 'not-presented' || code === 'invalid') ? 'wrong-code' : code;
}

/** A refusal: by field with links, or in one sentence. */
export function DeskProblems({ page }: { page: PageRequest }) {
  const { attempt, w, language } = page;
  if (!attempt) return null;
  const errors = [...errorsOf(page)].map(([field, text]) => {
    const label = labelOf(w, field);
    return { field, text: label ? `${label}: ${text}` : text };
  });
  if (errors.length === 0)
    return <Notice tone="error">{problemText(language, attempt.problem)}</Notice>;
  return (
    <ErrorSummary title={w('app.error-summary.title', { count: errors.length })} errors={errors} />
  );
}

/** What was just done. */
export function DoneNotices({ page, facts }: { page: PageRequest; facts: DeskFacts }) {
  const sought = page.attempt ? undefined : soughtTicket(page, facts);
  const lines = page.attempt ? [] : sought ? [sought] : noticesOf(page);
  if (lines.length === 0) return null;
  return (
    <div role="status">
      <Notice tone={sought ? 'plain' : 'done'}>
        {lines.map((line) => (
          <p>{line}</p>
        ))}
      </Notice>
    </div>
  );
}

/** Where the ticket stands that was looked for by its number. */
function soughtTicket({ query, w }: PageRequest, facts: DeskFacts): string | undefined {
  const number = query.get('q')?.trim();
  if (!number) return undefined;
  const here = facts.waiting.some((line) => String(line.number) === number);
  return w(here ? 'sitting.in-queue' : 'sitting.not-in-queue', { number });
}

/** The label of a field, so that the summary says which one it means. */
function labelOf(w: Words, field: string): string | undefined {
  const labels: Readonly<Record<string, string>> = {
    serviceId: w('desk.service'),
    mode: w('desk.mode'),
    outcome: w('desk.outcome'),
    'detail-in-progress': w('desk.next-step'),
    'detail-something-missing': w('desk.what-is-missing'),
    'detail-not-possible': w('desk.why-not'),
    nextOn: w('desk.next-date'),
    to: w('desk.forward-where'),
    handover: w('handover.label'),
    minutes: w('desk.minutes'),
    code: w('desk.presented-code'),
    interpreter: w('desk.language-how'),
    languages: w('desk.languages-today'),
    mediatorId: w('sitting.mediator-beside'),
    serviceIds: w('sitting.services-today'),
    reason: w('sitting.chosen.reason'),
    subjectId: w('sitting.need-which'),
    note: w('casefile.note'),
  };
  return labels[field];
}
