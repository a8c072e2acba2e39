// What goes to another office by what the person agreed to: a referral, /people/:personId/refer?consent=…, or
// the whole case, /people/:personId/transfer?consent=…
import { isId } from '#base/ids.ts';
import { dayOf } from '#base/dates.ts';
import { problem } from '#base/problem.ts';
import { reachesPeople } from '#modules/access/decide.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import { type Consent, listConsents } from '#modules/casefiles/consent-queries.ts';
import { isLive } from '#modules/casefiles/consent-rules.ts';
import { findPerson } from '#modules/people/queries.ts';
import { findPartner, type Partner } from '#modules/partners/queries.ts';
import { findStanding } from '#modules/referrals/queries.ts';
import { referringUnits } from '#modules/referrals/who-may.ts';
import { Button, ButtonLink } from '#platform/ui/button.tsx';
import { DateField } from '#platform/ui/date-field.tsx';
import { Document } from '#platform/ui/document.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { TextArea } from '#platform/ui/field.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { formatDate } from '#platform/words/format.ts';
import { problemText } from '#platform/words/problem-text.ts';
import { type Page, type PageRequest, typedIn } from '../page.ts';
import { staffBar, staffDocument } from '../staff-bar.tsx';
import { AddresseeFields } from './addressee-fields.tsx';
import { errorOf, unitName } from './referral-words.tsx';
import { SubjectField } from './subject-field.tsx';

type Act = 'refer' | 'transfer';

/** Asks another office to do something for her. */
export const referPage = sendingPage('refer');
/** Asks another office to carry her case. */
export const transferPage = sendingPage('transfer');

function sendingPage(act: Act): Page {
  return { screen: 'sharing', forWork: true, render: (page) => renderSending(page, act) };
}

async function renderSending(page: PageRequest, act: Act) {
  const { tx, actor, params, w, language, attempt, query, now } = page;
  const personId = params['personId'] ?? '';
  const units = referringUnits(actor);
  const may = units.length > 0 && reachesPeople(actor);
  const person = isId(personId) && may ? await findPerson(tx, personId) : undefined;
  if (!person) return problem('not-found');
  if (act === 'transfer' && !(await findStanding(tx, personId, units)).carries)
    return problem('not-found');
  await page.reads([personId], 'share');
  const today = dayOf(now, NETWORK_ZONE);
  const live = (await listConsents(tx, personId)).filter(
    (one) => isLive(one, today) && units.includes(one.unitId),
  );
  const wished = typedIn(attempt, 'consentId') ?? query.get('consent');
  const consent = live.find(({ id }) => id === wished) ?? live[0];
  // A partner without accounts is referred to by a package; it carries no case.
  const partner = consent && (await findPartner(tx, consent.toUnitId));
  return (
    <Document {...staffDocument(page, w(`sharing.${act}.title`))}>
      <Frame
        skip={w('app.skip-to-content')}
        bar={staffBar(page, { title: w(`sharing.${act}.title`) })}
        sheetLabel={w('sharing.refer.which')}
        sheet={consent ? <Basis page={page} consent={consent} /> : null}
        sheetFoot={
          consent ? (
            <Button kind="primary" size="large" wide form="refer" shortcut="mod+enter">
              {partner ? w('partners.send') : w(`sharing.${act}.send`)}
            </Button>
          ) : (
            <ButtonLink kind="primary" size="large" wide href={`/people/${personId}/share`}>
              {w('sharing.ask')}
            </ButtonLink>
          )
        }
      >
        <div class="stack-loose">
          {attempt ? <Notice tone="error">{problemText(language, attempt.problem)}</Notice> : null}
          <SectionHeading
            title={<bdi>{person.name ?? w('sharing.no-name')}</bdi>}
            end={<a href={`/people/${personId}`}>{w('sharing.open-file')}</a>}
          />
          {consent ? (
            await SendForm({ page, act, consent, partner })
          ) : (
            <EmptyState icon="hand" title={w('sharing.refer.none')} />
          )}
          {live.length > 1 ? (
            <section class="stack-tight">
              <SectionHeading title={w('sharing.refer.which')} level={3} />
              <ul class="rows">
                {live.map((one) => (
                  <li>
                    <a
                      href={`/people/${personId}/${act}?consent=${one.id}`}
                      aria-current={one === consent ? 'true' : undefined}
                    >
                      {unitName(page, one.toUnitId)} · {w(`sharing.purpose.${one.purpose}`)}
                    </a>
                  </li>
                ))}
              </ul>
            </section>
          ) : null}
        </div>
      </Frame>
    </Document>
  );
}

/** What she agreed to, beside the request. */
function Basis({ page, consent }: { page: PageRequest; consent: Consent }) {
  const { w } = page;
  const sections = consent.sections.map((section) => w(`sharing.section.${section as 'name'}`));
  const facts = [
    [w('sharing.to'), unitName(page, consent.toUnitId)],
    [w('sharing.for'), w(`sharing.purpose.${consent.purpose}`)],
    [w('sharing.what'), sections.join(' · ')],
    [w('sharing.until'), formatDate(w.language, consent.until, 'long')],
    [w('sharing.basis'), w(`sharing.basis.${consent.basis}`)],
  ];
  return (
    <div class="stack">
      {facts.map(([label, value]) => (
        <div>
          <p class="hint">{label}</p>
          <p>{value}</p>
        </div>
      ))}
    </div>
  );
}

async function SendForm({
  page,
  act,
  consent,
  partner,
}: {
  page: PageRequest;
  act: Act;
  consent: Consent;
  partner: Partner | undefined;
}) {
  const { w, attempt, commandId, query } = page;
  const error = errorOf(page);
  return (
    <form
      id="refer"
      class="form stack"
      method="post"
      action={`/people/${consent.personId}/${partner ? 'package' : act}`}
      data-draft={`${act}:${consent.id}`}
    >
      <input type="hidden" name="commandId" value={commandId} />
      <input type="hidden" name="consentId" value={consent.id} />
      <input type="hidden" name="toUnitId" value={consent.toUnitId} />
      {partner ? <Leaves page={page} consent={consent} partner={partner} /> : null}
      {act === 'transfer' ? <p class="hint">{w('sharing.transfer.hint')}</p> : null}
      <SubjectField page={page} value={query.get('subject') ?? undefined} />
      <TextArea
        name="body"
        label={w(`sharing.${act}.body`)}
        hint={w(partner ? 'partners.body.hint' : 'sharing.refer.body.hint')}
        rows={5}
        value={typedIn(attempt, 'body')}
        error={error('body')}
      />
      {partner ? null : await AddresseeFields({ page, unitId: consent.toUnitId })}
      <DateField
        name="until"
        label={w('sharing.until')}
        value={typedIn(attempt, 'until') ?? consent.until.toString()}
        error={error('until')}
      />
    </form>
  );
}

/** What she agreed to goes to somebody who has no account here: said plainly, before it is sent. */
function Leaves({
  page,
  consent,
  partner,
}: {
  page: PageRequest;
  consent: Consent;
  partner: Partner;
}) {
  const { w } = page;
  const { email, phone } = partner;
  const sections = consent.sections.map((one) => w(`sharing.section.${one as 'name'}`));
  return (
    <Notice>
      <p>
        <b>{w('partners.leaves', { unit: unitName(page, consent.toUnitId) })}</b>
      </p>
      <ul>
        <li>{w('partners.leaves.what', { sections: sections.join(' · ') })}</li>
        <li>
          {w('partners.leaves.where')} <bdi dir="ltr">{email}</bdi>
        </li>
        <li>
          {w('partners.leaves.code')} {phone ? <bdi dir="ltr">{phone}</bdi> : null}
        </li>
        <li>{w('partners.leaves.once')}</li>
      </ul>
    </Notice>
  );
}
