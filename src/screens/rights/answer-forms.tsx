// The forms by which an officer answers a claim: more time, an answer, the review of an erasure, its approval.
import { newId } from '#base/ids.ts';
import type { ClaimLine } from '#modules/rights/queries.ts';
import { EXTENSIONS, GROUNDS } from '#modules/rights/schema.ts';
import { stateAfterReview } from '#modules/rights/rules.ts';
import { Button, ButtonRow } from '#platform/ui/button.tsx';
import { ErrorSummary } from '#platform/ui/error-summary.tsx';
import { TextArea } from '#platform/ui/field.tsx';
import { Select } from '#platform/ui/select.tsx';
import { problemText } from '#platform/words/problem-text.ts';
import type { Child } from 'hono/jsx';
import { FormOutcome } from '../form-outcome.tsx';
import { type PageRequest, typedIn } from '../page.ts';
import { errorOf } from '../referrals/referral-words.tsx';

/** Which claim a refused answer was for: its field, and else its part of the page, is one link away. */
export function AnswerRefused({
  page,
  claims,
}: {
  page: PageRequest;
  claims: readonly ClaimLine[];
}) {
  const { w, attempt } = page;
  const claim = claims.find(({ id }) => id === typedIn(attempt, 'claimId'));
  if (!attempt || !claim) return <FormOutcome page={page} />;
  const words = claim.kind === 'erasure' ? 'review' : 'answer';
  const ids: Readonly<Record<string, string>> = { answer: words, ground: 'ground', why: 'why' };
  const wrong = Object.keys(attempt.problem.fields ?? {}).flatMap((field) =>
    ids[field] ? [{ field: `${ids[field]}-${claim.id}`, text: errorOf(page)(field) ?? '' }] : [],
  );
  return (
    <ErrorSummary
      title={problemText(w.language, attempt.problem)}
      errors={
        wrong.length > 0 ? wrong : [{ field: claim.id, text: w(`rights.kind.${claim.kind}`) }]
      }
    />
  );
}

interface Of {
  readonly page: PageRequest;
  readonly claim: ClaimLine;
}

/** Whatever the asking officer may do with it now. */
export function AnswerForms({ page, claim }: Of) {
  const erasure = claim.kind === 'erasure';
  return (
    <div class="stack">
      {erasure && claim.state === 'reviewed' ? <Approve page={page} claim={claim} /> : null}
      {erasure ? <Review page={page} claim={claim} /> : null}
      {erasure ? null : <Answer page={page} claim={claim} />}
      {claim.extendedFor || claim.state === 'approved' ? null : (
        <Extend page={page} claim={claim} />
      )}
    </div>
  );
}

function Form({ claim, act, children }: { claim: ClaimLine; act: string; children: Child }) {
  return (
    <form
      class="form stack-tight"
      method="post"
      action={`/rights/${act}?answer=${claim.id}`}
      data-draft={`${act}:${claim.id}`}
    >
      <input type="hidden" name="commandId" value={newId()} />
      <input type="hidden" name="claimId" value={claim.id} />
      {children}
    </form>
  );
}

/** What was refused for this one: what was typed and chosen stays, and what is wrong stands beside it. */
function refusedOf({ page, claim }: Of) {
  const refused = page.attempt?.values['claimId']?.[0] === claim.id;
  return {
    typed: (field: string) => (refused ? typedIn(page.attempt, field) : undefined),
    error: (field: string) => (refused ? errorOf(page)(field) : undefined),
  };
}

function Words({ page, claim, id, label }: Of & { id: string; label: string }) {
  const { typed, error } = refusedOf({ page, claim });
  return (
    <TextArea
      name="answer"
      id={`${id}-${claim.id}`}
      label={label}
      rows={2}
      value={typed('answer')}
      error={error('answer')}
      required
    />
  );
}

function Answer({ page, claim }: Of) {
  const { w } = page;
  return (
    <Form claim={claim} act="answer">
      <Words page={page} claim={claim} id="answer" label={w('rights.answer.words')} />
      <ButtonRow>
        <Button name="outcome" value="granted">
          {w('rights.answer.granted')}
        </Button>
        <Button name="outcome" value="refused" kind="secondary">
          {w('rights.answer.refused')}
        </Button>
      </ButtonRow>
    </Form>
  );
}

function Review({ page, claim }: Of) {
  const { w } = page;
  const { typed, error } = refusedOf({ page, claim });
  // What was approved may only be taken back.
  const grounds = GROUNDS.filter(
    (ground) => claim.state !== 'approved' || stateAfterReview(ground) === 'refused',
  );
  return (
    <Form claim={claim} act="review">
      <Select
        name="ground"
        id={`ground-${claim.id}`}
        label={w('rights.review')}
        hint={w('rights.review.hint')}
        options={grounds.map((value) => ({ value, label: w(`rights.ground.${value}`) }))}
        value={typed('ground') ?? claim.ground ?? undefined}
        error={error('ground')}
        required
      />
      <Words page={page} claim={claim} id="review" label={w('rights.answer.words')} />
      <ButtonRow>
        <Button kind="secondary">{w('rights.review.do')}</Button>
      </ButtonRow>
    </Form>
  );
}

function Approve({ page, claim }: Of) {
  const { w, actor } = page;
  if ([claim.reviewedBy, claim.recordedBy].includes(actor.accountId))
    return <p class="hint">{w('rights.approve.another')}</p>;
  return (
    <Form claim={claim} act="approve">
      <p class="hint">{w('rights.approve.hint')}</p>
      <ButtonRow>
        <Button>{w('rights.approve.do')}</Button>
      </ButtonRow>
    </Form>
  );
}

function Extend({ page, claim }: Of) {
  const { w } = page;
  const { typed, error } = refusedOf({ page, claim });
  return (
    <Form claim={claim} act="extend">
      <Select
        name="why"
        id={`why-${claim.id}`}
        label={w('rights.extend.why')}
        options={EXTENSIONS.map((value) => ({ value, label: w(`rights.extend.${value}`) }))}
        value={typed('why')}
        error={error('why')}
        required
      />
      <ButtonRow>
        <Button kind="secondary">{w('rights.extend.do')}</Button>
      </ButtonRow>
    </Form>
  );
}
