// A request to another office, by what the person agreed to: /people/:personId/refer?consent=…
import { isId } from '#base/ids.ts';
import { dayOf } from '#base/dates.ts';
import { problem } from '#base/problem.ts';
import { reachesPeople } from '#modules/access/decide.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import { type Consent, listConsents } from '#modules/casefiles/consent-queries.ts';
import { isLive } from '#modules/casefiles/consent-rules.ts';
import { findPerson } from '#modules/people/queries.ts';
import { listAddressees } from '#modules/referrals/queries.ts';
import { referringUnits } from '#modules/referrals/who-may.ts';
import { Button, ButtonLink } from '#platform/ui/button.tsx';
import { DateField } from '#platform/ui/date-field.tsx';
import { Document } from '#platform/ui/document.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { TextArea } from '#platform/ui/field.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { Select } from '#platform/ui/select.tsx';
import { formatDate, formatList } from '#platform/words/format.ts';
import { problemText } from '#platform/words/problem-text.ts';
import { type Page, type PageRequest, typedIn } from '../page.ts';
import { staffBar, staffDocument } from '../staff-bar.tsx';
import { errorOf, subjectName, unitName } from './referral-words.tsx';

export const referPage: Page = {
  screen: 'sharing',
  async render(page) {
    const { tx, actor, params, w, language, attempt, query, now } = page;
    const personId = params['personId'] ?? '';
    const units = referringUnits(actor);
    const may = units.length > 0 && reachesPeople(actor);
    const person = isId(personId) && may ? await findPerson(tx, personId) : undefined;
    if (!person) return problem('not-found');
    await page.reads([personId], 'share');
    const today = dayOf(now, NETWORK_ZONE);
    const live = (await listConsents(tx, personId)).filter(
      (one) => isLive(one, today) && units.includes(one.unitId),
    );
    const wished = typedIn(attempt, 'consentId') ?? query.get('consent');
    const consent = live.find(({ id }) => id === wished) ?? live[0];
    return (
      <Document {...staffDocument(page, w('sharing.refer.title'))}>
        <Frame
          skip={w('app.skip-to-content')}
          bar={staffBar(page, { title: w('sharing.refer.title') })}
          sheetLabel={w('sharing.refer.which')}
          sheet={consent ? <Basis page={page} consent={consent} /> : null}
          sheetFoot={
            consent ? (
              <Button kind="primary" size="large" wide form="refer" shortcut="mod+enter">
                {w('sharing.refer.send')}
              </Button>
            ) : (
              <ButtonLink kind="primary" size="large" wide href={`/people/${personId}/share`}>
                {w('sharing.ask')}
              </ButtonLink>
            )
          }
        >
          <div class="stack-loose">
            {attempt ? (
              <Notice tone="error">{problemText(language, attempt.problem)}</Notice>
            ) : null}
            <SectionHeading
              title={<bdi>{person.name ?? w('sharing.no-name')}</bdi>}
              end={<a href={`/people/${personId}`}>{w('sharing.open-file')}</a>}
            />
            {consent ? (
              await ReferForm({ page, consent })
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
                        href={`/people/${personId}/refer?consent=${one.id}`}
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
  },
};

/** What she agreed to, beside the request. */
function Basis({ page, consent }: { page: PageRequest; consent: Consent }) {
  const { w } = page;
  const sections = consent.sections.map((section) => w(`sharing.section.${section as 'name'}`));
  const facts = [
    [w('sharing.to'), unitName(page, consent.toUnitId)],
    [w('sharing.for'), w(`sharing.purpose.${consent.purpose}`)],
    [w('sharing.what'), formatList(w.language, sections)],
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

async function ReferForm({ page, consent }: { page: PageRequest; consent: Consent }) {
  const { tx, w, attempt, commandId, directory, query } = page;
  const error = errorOf(page);
  const colleagues = (await listAddressees(tx, consent.toUnitId)).map(({ accountId, name }) => ({
    value: accountId,
    label: name,
  }));
  const subjects = [...directory.subjects.values()]
    .filter(({ parentId }) => !parentId)
    .map(({ id }) => ({ value: id, label: subjectName(page, id) }));
  return (
    <form
      id="refer"
      class="form stack"
      method="post"
      action={`/people/${consent.personId}/refer`}
      data-draft={`refer:${consent.id}`}
    >
      <input type="hidden" name="commandId" value={commandId} />
      <input type="hidden" name="consentId" value={consent.id} />
      <input type="hidden" name="toUnitId" value={consent.toUnitId} />
      <Select
        name="subjectId"
        label={w('sharing.refer.subject')}
        value={typedIn(attempt, 'subjectId') ?? query.get('subject') ?? undefined}
        options={subjects}
        error={error('subjectId')}
      />
      <TextArea
        name="body"
        label={w('sharing.refer.body')}
        hint={w('sharing.refer.body.hint')}
        rows={5}
        value={typedIn(attempt, 'body')}
        error={error('body')}
      />
      <Select
        name="toAccountId"
        label={w('sharing.refer.to-whom')}
        value={typedIn(attempt, 'toAccountId')}
        blank={w('sharing.refer.anyone')}
        options={colleagues}
        error={error('toAccountId')}
      />
      <Select
        name="standInId"
        label={w('sharing.refer.stand-in')}
        value={typedIn(attempt, 'standInId')}
        blank={w('sharing.refer.nobody')}
        options={colleagues}
        error={error('standInId')}
      />
      <DateField
        name="until"
        label={w('sharing.until')}
        value={typedIn(attempt, 'until') ?? consent.until.toString()}
        error={error('until')}
      />
    </form>
  );
}
