// What a person agreed to share, and the form in which she is asked: /people/:personId/share. The words
// stand in the mediator's language and beside it in hers. Reception takes a withdrawal here, too.
import { nameOfLanguage } from '#base/languages.ts';
import { isId, newId } from '#base/ids.ts';
import { dayOf } from '#base/dates.ts';
import { problem } from '#base/problem.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import { reachesPeople } from '#modules/access/decide.ts';
import { type Consent, listConsents } from '#modules/casefiles/consent-queries.ts';
import { isLive } from '#modules/casefiles/consent-rules.ts';
import { AGREED } from '#modules/casefiles/consent-schema.ts';
import { listPartners } from '#modules/partners/queries.ts';
import { findPerson } from '#modules/people/queries.ts';
import { referringUnits } from '#modules/referrals/who-may.ts';
import { Button, ButtonLink } from '#platform/ui/button.tsx';
import { Document } from '#platform/ui/document.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { formatDate } from '#platform/words/format.ts';
import { problemText } from '#platform/words/problem-text.ts';
import type { Page, PageRequest } from '../page.ts';
import { twoVoices } from '../reception/reception-words.ts';
import { staffBar, staffDocument } from '../staff-bar.tsx';
import { unitName } from './referral-words.tsx';
import { AskForm, WordsForHer } from './share-form.tsx';

export const sharePage: Page = {
  screen: 'sharing',
  forWork: true,
  async render(page) {
    const { tx, actor, params, w, language, attempt, query } = page;
    const personId = params['personId'] ?? '';
    const may = referringUnits(actor).length > 0 && reachesPeople(actor);
    const person = isId(personId) && may ? await findPerson(tx, personId) : undefined;
    if (!person) return problem('not-found');
    await page.reads([personId], 'share');
    const [consents, outside] = await Promise.all([listConsents(tx, personId), listPartners(tx)]);
    const voices = twoVoices(page, person.language, false) ?? twoVoices(page, language, false);
    if (!voices) return problem('not-found');
    return (
      <Document {...staffDocument(page, w('sharing.title'))}>
        <Frame
          skip={w('app.skip-to-content')}
          bar={staffBar(page, { title: w('sharing.title') })}
          sheetLabel={w('sharing.ask')}
          sheet={await AskForm({ page, personId, voices, spoken: person.language })}
          sheetFoot={
            <div class="stack-tight">
              <Button kind="primary" size="large" wide form="ask" shortcut="mod+enter">
                {w('sharing.agrees')}
              </Button>
              <ButtonLink kind="quiet" wide href={`/people/${personId}`}>
                {w('sharing.says-no')}
              </ButtonLink>
              <p class="hint">{w('sharing.says-no.hint')}</p>
            </div>
          }
        >
          <div class="stack-loose">
            {attempt ? (
              <Notice tone="error">{problemText(language, attempt.problem)}</Notice>
            ) : null}
            {query.get('done') === 'withdrawn' ? (
              <Notice tone="done">{w('sharing.withdrawn')}</Notice>
            ) : null}
            <SectionHeading
              title={<bdi>{person.name ?? w('sharing.no-name')}</bdi>}
              end={<a href={`/people/${personId}`}>{w('sharing.open-file')}</a>}
            />
            <WordsForHer
              voices={voices}
              partners={outside.map(({ unitId }) => unitName(page, unitId))}
            />
            <section class="stack-tight">
              <SectionHeading title={w('sharing.so-far')} level={3} />
              {consents.length === 0 ? (
                <p class="muted">{w('sharing.so-far.none')}</p>
              ) : (
                <ul class="task-list" data-two>
                  {consents.map((consent) => (
                    <Entry page={page} consent={consent} />
                  ))}
                </ul>
              )}
            </section>
          </div>
        </Frame>
      </Document>
    );
  },
};

function Entry({ page, consent }: { page: PageRequest; consent: Consent }) {
  const { w, language, actor, now } = page;
  const live = isLive(consent, dayOf(now, NETWORK_ZONE));
  const day = (at: Temporal.PlainDate) => formatDate(w.language, at, 'medium');
  const stands = consent.endedAt
    ? w('sharing.state.withdrawn', { date: day(dayOf(consent.endedAt, NETWORK_ZONE)) })
    : consent.held
      ? w('sharing.state.held')
      : w(live ? 'sharing.state.live' : 'sharing.state.over', { date: day(consent.until) });
  const sections = consent.sections.map((section) => w(`sharing.section.${section as 'name'}`));
  const own = referringUnits(actor).includes(consent.unitId);
  return (
    <li data-ended={live ? undefined : ''}>
      <div class="task-what">
        <b>{unitName(page, consent.toUnitId)}</b>
        <small class="muted">
          <span>
            {w(`sharing.purpose.${consent.purpose}`)} · {stands}
          </span>
          <span>{sections.join(' · ')}</span>
          <span>
            {w('sharing.asked-by', {
              name: consent.askedBy,
              language: nameOfLanguage(consent.language, language),
            })}
            {consent.mediator ? ` · ${w('sharing.with-mediator', { name: consent.mediator })}` : ''}
          </span>
          {consent.basis === AGREED ? null : <span>{w(`sharing.basis.${consent.basis}`)}</span>}
        </small>
      </div>
      {live ? (
        <div class="task-acts">
          {own ? (
            <ButtonLink
              size="small"
              href={`/people/${consent.personId}/refer?consent=${consent.id}`}
              icon="arrow-right"
            >
              {w('sharing.refer')}
            </ButtonLink>
          ) : null}
          {consent.basis === AGREED ? (
            <form method="post" action={`/people/${consent.personId}/share/withdraw`}>
              <input type="hidden" name="commandId" value={newId()} />
              <Button size="small" name="consentId" value={consent.id} icon="undo-2">
                {w('sharing.withdraw')}
              </Button>
            </form>
          ) : null}
        </div>
      ) : null}
    </li>
  );
}
