// The register of what people ask about their data: /rights. Officers answer by the number of a file, without
// opening it; whoever receives for her home unit sees what became of what she asked there. Of an erasure that
// was carried out it says what went and what stays, in counts, and no name.
import { dayOf } from '#base/dates.ts';
import { problem } from '#base/problem.ts';
import { isFenced, mayAct, WELCOME } from '#modules/access/decide.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import { type ClaimLine, listClaims } from '#modules/rights/queries.ts';
import { isOfficer } from '#modules/rights/rules.ts';
import { ButtonLink, ButtonRow } from '#platform/ui/button.tsx';
import { Document } from '#platform/ui/document.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Notice, Quote } from '#platform/ui/note.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { StateWord } from '#platform/ui/state-word.tsx';
import { formatDate } from '#platform/words/format.ts';
import { FormOutcome } from '../form-outcome.tsx';
import type { Page, PageRequest } from '../page.ts';
import { unitName } from '../referrals/referral-words.tsx';
import { staffBar, staffDocument } from '../staff-bar.tsx';
import { AnswerForms, AnswerRefused } from './answer-forms.tsx';

export const rightsPage: Page = {
  screen: 'rights',
  async render(page) {
    const { tx, actor, w, query } = page;
    if (isFenced(actor) || !(isOfficer(actor) || mayAct(actor, { roles: WELCOME })))
      return problem('not-found');
    const claims = await listClaims(tx);
    const shown = claims.flatMap(({ personId }) => (personId ? [personId] : []));
    if (shown.length > 0) await page.reads([...new Set(shown)], 'account');
    return (
      <Document {...staffDocument(page, w('rights.title'))}>
        <Frame skip={w('app.skip-to-content')} bar={staffBar(page, { title: w('rights.title') })}>
          <div class="stack-loose">
            <p class="hint">{w('rights.list-hint')}</p>
            {isOfficer(actor) ? (
              <ButtonRow>
                <ButtonLink kind="secondary" href="/rights/holds">
                  {w('rights.held-list')}
                </ButtonLink>
                <ButtonLink kind="secondary" href="/rights/restrictions">
                  {w('restricted.list')}
                </ButtonLink>
                <ButtonLink kind="secondary" href="/rights/retention">
                  {w('retention.title')}
                </ButtonLink>
              </ButtonRow>
            ) : null}
            {page.attempt ? (
              <AnswerRefused page={page} claims={claims} />
            ) : (
              <FormOutcome page={page} done={query.has('done') ? w('rights.saved') : undefined} />
            )}
            {claims.length === 0 ? <EmptyState icon="check" title={w('rights.none')} /> : null}
            {claims.map((claim) => (
              <ClaimPart page={page} claim={claim} />
            ))}
          </div>
        </Frame>
      </Document>
    );
  },
};

const ENDED: ReadonlySet<string> = new Set(['granted', 'refused', 'carried-out']);

function ClaimPart({ page, claim }: { page: PageRequest; claim: ClaimLine }) {
  const { w, now, query, attempt } = page;
  // One at a time: the register of a country may have many open.
  const answered = attempt?.values['claimId']?.[0] ?? query.get('answer');
  const day = (on: Temporal.PlainDate) => formatDate(w.language, on, 'medium');
  const ended = ENDED.has(claim.state);
  const late = !ended && Temporal.PlainDate.compare(claim.dueOn, dayOf(now, NETWORK_ZONE)) < 0;
  return (
    <section class="stack-tight" id={claim.id}>
      <SectionHeading
        title={
          <span>
            {w(`rights.kind.${claim.kind}`)} · <bdi>{claim.name ?? fileOf(page, claim)}</bdi>
          </span>
        }
      />
      <p>
        <StateWord state={late ? 'attention' : ended ? 'done' : 'plain'}>
          {w(`rights.state.${claim.state}`)}
        </StateWord>
        {ended ? null : ' · '}
        {ended ? null : w(late ? 'rights.overdue' : 'rights.due', { date: day(claim.dueOn) })}
      </p>
      <p class="muted">
        {unitName(page, claim.unitId)} · {w('rights.asked', { date: day(claim.askedOn) })} ·{' '}
        {w(`rights.channel.${claim.channel}`)}
        {claim.extendedFor
          ? ` · ${w('rights.extended', { why: w(`rights.extend.${claim.extendedFor}`) })}`
          : ''}
      </p>
      {claim.words ? <Quote>{claim.words}</Quote> : null}
      {claim.held ? <Notice>{w('rights.under-hold')}</Notice> : null}
      {claim.ground ? <p>{w(`rights.ground.${claim.ground}`)}</p> : null}
      {claim.answer ? <Quote source={w('rights.answered')}>{claim.answer}</Quote> : null}
      {claim.personId && claim.kind === 'copy' && !ended ? (
        <ButtonRow>
          <ButtonLink kind="secondary" href={`/people/${claim.personId}/export`}>
            {w('rights.copy.do')}
          </ButtonLink>
        </ButtonRow>
      ) : null}
      {claim.doneAt ? <WhatBecame page={page} claim={claim} /> : null}
      {ended || !isOfficer(page.actor) ? null : answered === claim.id ? (
        <AnswerForms page={page} claim={claim} />
      ) : (
        <ButtonRow>
          <ButtonLink kind="secondary" href={`/rights?answer=${claim.id}#${claim.id}`}>
            {w('rights.answer.open')}
          </ButtonLink>
        </ButtonRow>
      )}
    </section>
  );
}

function fileOf({ w }: PageRequest, { number }: ClaimLine): string {
  return number ? w('rights.of-file', { number }) : w('rights.erased-file');
}

/** What went and what stays, in counts; nothing of tables of which nobody may know that they hold anything. */
function WhatBecame({ page, claim }: { page: PageRequest; claim: ClaimLine }) {
  const { w } = page;
  const sum = (counts: ClaimLine['gone']) =>
    Object.values(counts ?? {}).reduce((all, one) => all + one, 0);
  return (
    <ul class="stack-tight">
      {claim.doneAt ? (
        <li>
          {w('rights.erased.when', {
            date: formatDate(w.language, dayOf(claim.doneAt, NETWORK_ZONE), 'medium'),
          })}
        </li>
      ) : null}
      <li>{w('rights.erased.gone', { count: sum(claim.gone) })}</li>
      <li>{w('rights.erased.kept', { count: sum(claim.kept) })}</li>
      <li>{w('rights.erased.why', { count: claim.entries ?? 0 })}</li>
    </ul>
  );
}
