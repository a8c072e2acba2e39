// Who is told, quietly, when somebody in the house may need protection: named with dates by those who
// answer for it, and seen by nobody else. /coordination/:centreId/duty
import { dayOf } from '#base/dates.ts';
import { newId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import type { Centre } from '#modules/directory/schema.ts';
import { type Duty, listDuties, listDutyCandidates } from '#modules/visits/duty-queries.ts';
import { namesDuty } from '#modules/visits/rules/duty-rules.ts';
import { Button, ButtonLink } from '#platform/ui/button.tsx';
import { DateField } from '#platform/ui/date-field.tsx';
import { Document } from '#platform/ui/document.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { Select } from '#platform/ui/select.tsx';
import { formatDate } from '#platform/words/format.ts';
import { FormOutcome } from '../form-outcome.tsx';
import { mayOversee } from '../portal/places.ts';
import { type Page, type PageRequest, typedIn } from '../page.ts';
import { errorAt } from '../settings/settings-frame.tsx';
import { staffBar, staffDocument } from '../staff-bar.tsx';

export const dutyPage: Page = {
  screen: 'protection',
  async render(page) {
    const { tx, actor, w, attempt, query } = page;
    const centre = page.directory.centres.get(page.params['centreId'] ?? '');
    if (!centre || !namesDuty(actor, centre.id)) return problem('not-found');
    const [duties, candidates] = await Promise.all([
      listDuties(tx, centre.id),
      listDutyCandidates(tx, centre.id),
    ]);
    return (
      <Document {...staffDocument(page, `${w('duty.title')} · ${centre.name}`)}>
        <Frame
          skip={w('app.skip-to-content')}
          bar={staffBar(page, { title: w('duty.title'), centre })}
          sheetLabel={w('duty.name')}
          sheet={
            <div class="stack">
              <h2>{w('duty.name')}</h2>
              <FormOutcome page={page} />
              <form
                id="name-duty"
                class="form stack"
                method="post"
                action={`/coordination/${centre.id}/duty/name`}
                novalidate
              >
                <input type="hidden" name="commandId" value={newId()} />
                <p class="hint">{w('duty.hint')}</p>
                <Select
                  name="accountId"
                  label={w('duty.who')}
                  error={errorAt(page, 'accountId')}
                  value={typedIn(attempt, 'accountId')}
                  options={candidates.map(({ accountId, name }) => ({
                    value: accountId,
                    label: name,
                  }))}
                />
                <Days page={page} centre={centre} />
              </form>
            </div>
          }
          sheetFoot={
            <Button kind="primary" size="large" wide form="name-duty" shortcut="mod+enter">
              {w('duty.do')}
            </Button>
          }
        >
          <div class="stack-loose settings">
            <h1 class="aside-voice">{w('duty.title')}</h1>
            {query.has('done') && !attempt ? <Notice tone="done">{w('care.mended')}</Notice> : null}
            <section class="stack-tight">
              <SectionHeading title={w('duty.told')} aside={w('duty.quiet')} ruled />
              <p class="hint">{w('duty.coordinator')}</p>
              {duties.length === 0 ? (
                <EmptyState icon="eye-off" title={w('duty.nobody')} />
              ) : (
                <ul class="care-list">
                  {duties.map((duty) => (
                    <Line page={page} centre={centre} duty={duty} />
                  ))}
                </ul>
              )}
            </section>
            {mayOversee(actor, centre.id) ? (
              <p>
                <ButtonLink href={`/coordination/${centre.id}`} kind="quiet" icon="arrow-left">
                  {w('care.back')}
                </ButtonLink>
              </p>
            ) : null}
          </div>
        </Frame>
      </Document>
    );
  },
};

function Days({ page, centre }: { page: PageRequest; centre: Centre }) {
  const { w, attempt, now } = page;
  const today = dayOf(now, centre.zone).toString();
  return (
    <>
      <DateField
        name="from"
        label={w('duty.from')}
        value={typedIn(attempt, 'from') ?? today}
        error={errorAt(page, 'from')}
        min={today}
      />
      <DateField
        name="until"
        label={w('duty.until')}
        hint={w('duty.until.hint')}
        value={typedIn(attempt, 'until')}
        error={errorAt(page, 'until')}
        min={today}
      />
    </>
  );
}

function Line({ page, centre, duty }: { page: PageRequest; centre: Centre; duty: Duty }) {
  const { w } = page;
  const day = (at: Temporal.Instant) => formatDate(w.language, dayOf(at, centre.zone));
  const since = day(duty.since);
  return (
    <li id={`duty-${duty.id}`}>
      <span>
        <bdi>{duty.name}</bdi>{' '}
        <small class="muted">
          {duty.until
            ? w('duty.span', { from: since, until: day(duty.until.subtract({ seconds: 1 })) })
            : w('duty.since', { from: since })}
        </small>
      </span>
      <form method="post" action={`/coordination/${centre.id}/duty/end`}>
        <input type="hidden" name="commandId" value={newId()} />
        <input type="hidden" name="dutyId" value={duty.id} />
        <Button kind="secondary" size="small">
          {w('duty.end')}
        </Button>
      </form>
    </li>
  );
}
