// The texts of a compartment: each as it reads now, its earlier wordings folded away, and how to put it
// right or destroy it. One that does not open says why.
import { newId } from '#base/ids.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import type { CompartmentLine, ShownLeaf } from '#modules/compartments/queries.ts';
import { Button } from '#platform/ui/button.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { TextArea } from '#platform/ui/field.tsx';
import { Note } from '#platform/ui/note.tsx';
import { formatMoment } from '#platform/words/format.ts';
import { type PageRequest, typedIn } from '../page.ts';
import { errorOf } from '../referrals/referral-words.tsx';
import { TakeBack } from './take-back.tsx';

interface LeavesProps {
  readonly page: PageRequest;
  readonly line: CompartmentLine;
}

export function Leaves({
  page,
  line,
  leaves,
}: LeavesProps & { readonly leaves: readonly ShownLeaf[] }) {
  const { w } = page;
  if (leaves.length === 0) return <EmptyState icon="lock" title={w('compartments.empty')} />;
  return (
    <>
      {leaves.map((leaf) => (
        <article class="stack-tight" id={`leaf-${leaf.id}`}>
          <Note title={wordsOf(page, leaf)}>{textOf(page, leaf)}</Note>
          {leaf.before.length > 0 ? (
            <details>
              <summary>{w('compartments.before', { count: leaf.before.length })}</summary>
              {leaf.before.map((body) => (
                <p class="note-text" dir="auto">
                  {body ?? w('compartments.damaged')}
                </p>
              ))}
            </details>
          ) : null}
          {leaf.body !== null ? <Correct page={page} line={line} leaf={leaf} /> : null}
          <TakeBack page={page} line={line} leaf={leaf} />
        </article>
      ))}
    </>
  );
}

function textOf({ w }: PageRequest, { body, unopened }: ShownLeaf): string {
  if (unopened) return w(`compartments.${unopened}`);
  return body ?? w('compartments.taken-back');
}

function wordsOf({ w }: PageRequest, leaf: ShownLeaf): string {
  const at = (moment: Temporal.Instant) =>
    formatMoment(w.language, moment, NETWORK_ZONE, 'date-time');
  const written = w('compartments.written', { name: leaf.author, date: at(leaf.writtenAt) });
  if (!leaf.correctedBy || !leaf.correctedAt) return written;
  const corrected = { name: leaf.correctedBy, date: at(leaf.correctedAt) };
  return `${written} · ${w('compartments.corrected', corrected)}`;
}

function Correct({ page, line, leaf }: LeavesProps & { readonly leaf: ShownLeaf }) {
  const { w, attempt } = page;
  const tried = typedIn(attempt, 'correctsId') === leaf.id;
  return (
    <details open={tried}>
      <summary>{w('compartments.correct')}</summary>
      <form
        class="form stack"
        method="post"
        action={`/compartments/${line.id}/write`}
        autocomplete="off"
      >
        <input type="hidden" name="commandId" value={newId()} />
        <input type="hidden" name="correctsId" value={leaf.id} />
        <TextArea
          id={`body-${leaf.id}`}
          name="body"
          label={w('compartments.body')}
          rows={6}
          value={tried ? typedIn(attempt, 'body') : (leaf.body ?? '')}
          error={tried ? errorOf(page)('body') : undefined}
          required
        />
        <Button>{w('compartments.correct.do')}</Button>
      </form>
    </details>
  );
}
