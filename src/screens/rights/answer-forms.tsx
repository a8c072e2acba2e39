// The forms by which an officer answers a claim: more time, an answer, the review of an erasure, its approval.
import { newId } from '#base/ids.ts';
import type { ClaimLine } from '#modules/rights/queries.ts';
import { EXTENSIONS, GROUNDS } from '#modules/rights/schema.ts';
import { stateAfterReview } from '#modules/rights/rules.ts';
import { Button, ButtonRow } from '#platform/ui/button.tsx';
import { TextArea } from '#platform/ui/field.tsx';
import { Select } from '#platform/ui/select.tsx';
import type { Child } from 'hono/jsx';
import { type PageRequest, typedIn } from '../page.ts';
import { errorOf } from '../referrals/referral-words.tsx';

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
    <form class="form stack-tight" method="post" action={`/rights/${act}`}>
      <input type="hidden" name="commandId" value={newId()} />
      <input type="hidden" name="claimId" value={claim.id} />
      {children}
    </form>
  );
}

/** What was typed for this one stays when it is refused. */
const refusedFor = ({ page, claim }: Of) => page.attempt?.values['claimId']?.[0] === claim.id;

function Words({ page, claim, id, label }: Of & { id: string; label: string }) {
  const refused = refusedFor({ page, claim });
  return (
    <TextArea
      name="answer"
      id={`${id}-${claim.id}`}
      label={label}
      rows={2}
      value={refused ? typedIn(page.attempt, 'answer') : undefined}
      error={refused ? errorOf(page)('answer') : undefined}
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
        value={claim.ground ?? undefined}
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
  return (
    <Form claim={claim} act="extend">
      <Select
        name="why"
        id={`why-${claim.id}`}
        label={w('rights.extend.why')}
        options={EXTENSIONS.map((value) => ({ value, label: w(`rights.extend.${value}`) }))}
        required
      />
      <ButtonRow>
        <Button kind="secondary">{w('rights.extend.do')}</Button>
      </ButtonRow>
    </Form>
  );
}
