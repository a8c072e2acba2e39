// Calling a case conference: /people/:personId/confer. Only those can be chosen whom the ledger of consent
// allows to come: units that she agreed to, and colleagues of one's own.
import { dayOf } from '#base/dates.ts';
import { isId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import { isFenced, reachesPeople } from '#modules/access/decide.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import { type Consent, listConsents } from '#modules/casefiles/consent-queries.ts';
import { isLive } from '#modules/casefiles/consent-rules.ts';
import { CHOSEN_SECTIONS, SHARE_PURPOSES } from '#modules/casefiles/consent-schema.ts';
import { listCandidates } from '#modules/conferences/queries.ts';
import { CONFERENCE_DAYS } from '#modules/conferences/rules.ts';
import { listHouseholds } from '#modules/people/household-queries.ts';
import { findPerson } from '#modules/people/queries.ts';
import { referringUnits } from '#modules/referrals/who-may.ts';
import { Button, ButtonLink } from '#platform/ui/button.tsx';
import { Checkbox, CheckboxList } from '#platform/ui/choice.tsx';
import { DateField } from '#platform/ui/date-field.tsx';
import { Document } from '#platform/ui/document.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { TextArea, TextField } from '#platform/ui/field.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { Select } from '#platform/ui/select.tsx';
import { formatDate } from '#platform/words/format.ts';
import { problemText } from '#platform/words/problem-text.ts';
import { type Page, type PageRequest, typedIn } from '../page.ts';
import { errorOf, unitName } from '../referrals/referral-words.tsx';
import { staffBar, staffDocument } from '../staff-bar.tsx';

export const callConferencePage: Page = {
  screen: 'conference',
  forWork: true,
  async render(page) {
    const { tx, actor, params, w, language, attempt, now } = page;
    const personId = params['personId'] ?? '';
    const [unitId] = referringUnits(actor);
    const may = isId(personId) && !isFenced(actor) && reachesPeople(actor);
    const person = may ? await findPerson(tx, personId) : undefined;
    if (!person || !unitId) return problem('not-found');
    await page.reads([personId], 'confer');
    const today = dayOf(now, NETWORK_ZONE);
    const live = (await listConsents(tx, personId)).filter(
      (one) => isLive(one, today) && one.unitId === unitId && one.personId === personId,
    );
    const possible = live.length > 0;
    return (
      <Document {...staffDocument(page, w('confer.title'))}>
        <Frame
          skip={w('app.skip-to-content')}
          bar={staffBar(page, { title: w('confer.title') })}
          sheetLabel={w('confer.allowed')}
          sheet={<Allowed page={page} personId={personId} live={live} />}
          sheetFoot={
            possible ? (
              <Button kind="primary" size="large" wide form="confer" shortcut="mod+enter">
                {w('confer.call')}
              </Button>
            ) : (
              <ButtonLink kind="primary" size="large" wide href={`/people/${personId}/share`}>
                {w('confer.ask')}
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
              end={<a href={`/people/${personId}`}>{w('confer.open-file')}</a>}
            />
            {possible ? (
              await CallForm({ page, personId, unitId, live })
            ) : (
              <EmptyState icon="hand" title={w('confer.allowed.none')} />
            )}
          </div>
        </Frame>
      </Document>
    );
  },
};

/** Which units may come, until when, and what follows. */
function Allowed({
  page,
  personId,
  live,
}: {
  page: PageRequest;
  personId: string;
  live: readonly Consent[];
}) {
  const { w } = page;
  return (
    <div class="stack">
      {live.length > 0 ? (
        <div>
          <SectionHeading title={w('confer.allowed')} />
          <ul class="rows">
            {live.map((one) => (
              <li>
                <span class="row-text">{unitName(page, one.toUnitId)}</span>
                <span class="hint">
                  {w('confer.allowed.until', { date: formatDate(w.language, one.until, 'short') })}
                </span>
              </li>
            ))}
          </ul>
          <p class="file-links">
            <a href={`/people/${personId}/share`}>{w('confer.ask')}</a>
          </p>
        </div>
      ) : null}
      <p>{w('confer.note.hours')}</p>
      <p>{w('confer.note.record')}</p>
    </div>
  );
}

async function CallForm({
  page,
  personId,
  unitId,
  live,
}: {
  page: PageRequest;
  personId: string;
  unitId: string;
  live: readonly Consent[];
}) {
  const { tx, w, attempt, commandId, now } = page;
  const error = errorOf(page);
  const today = dayOf(now, NETWORK_ZONE);
  const units = [...new Set(live.map(({ toUnitId }) => toUnitId)), unitId];
  const [candidates, all] = await Promise.all([
    listCandidates(tx, units, [personId], unitId),
    listHouseholds(tx, personId),
  ]);
  const households = all.filter(({ others }) => others.length > 0);
  await page.reads(
    households.flatMap(({ others }) => others.map((one) => one.personId)),
    'confer',
  );
  const inOrder = candidates
    .filter((one) => one.unitId !== unitId)
    .toSorted((a, b) => units.indexOf(a.unitId) - units.indexOf(b.unitId));
  // One's own are many, and reach the file without it: folded away.
  const own = candidates.filter((one) => one.unitId === unitId);
  const chosen = attempt?.values['accountIds'] ?? [];
  const covered = (section: string) => live.some(({ sections }) => sections.includes(section));
  return (
    <form
      id="confer"
      class="form stack"
      method="post"
      action={`/people/${personId}/confer`}
      data-draft={`confer:${personId}`}
    >
      <input type="hidden" name="commandId" value={commandId} />
      <TextArea
        name="question"
        label={w('confer.question')}
        hint={w('confer.question.hint')}
        rows={4}
        value={typedIn(attempt, 'question')}
        error={error('question')}
        required
      />
      <Select
        name="purpose"
        label={w('confer.purpose')}
        value={typedIn(attempt, 'purpose') ?? live[0]?.purpose}
        options={SHARE_PURPOSES.map((value) => ({ value, label: w(`sharing.purpose.${value}`) }))}
        error={error('purpose')}
      />
      <DateField
        name="day"
        label={w('confer.day')}
        value={typedIn(attempt, 'day') ?? today.toString()}
        min={today.toString()}
        max={today.add({ days: CONFERENCE_DAYS }).toString()}
        error={error('day')}
        required
      />
      <TextField
        name="from"
        type="time"
        width="date"
        label={w('confer.from')}
        value={typedIn(attempt, 'from')}
        error={error('from')}
        required
      />
      <TextField
        name="to"
        type="time"
        width="date"
        label={w('confer.to')}
        value={typedIn(attempt, 'to')}
        error={error('to')}
        required
      />
      <CheckboxList
        name="accountIds"
        legend={w('confer.who')}
        hint={w('confer.who.hint')}
        values={chosen}
        error={error('accountIds')}
        choices={inOrder.map(({ accountId, name, unitId: of }) => ({
          value: accountId,
          label: <bdi>{name}</bdi>,
          hint: unitName(page, of),
        }))}
      />
      {own.length > 0 ? (
        <details class="leave-early" open={own.some(({ accountId }) => chosen.includes(accountId))}>
          <summary>{w('confer.own')}</summary>
          {own.map(({ accountId, name }) => (
            <Checkbox
              name="accountIds"
              value={accountId}
              checked={chosen.includes(accountId)}
              label={<bdi>{name}</bdi>}
            />
          ))}
        </details>
      ) : null}
      <CheckboxList
        name="sections"
        legend={w('confer.sections')}
        hint={w('confer.sections.hint')}
        values={attempt?.values['sections'] ?? CHOSEN_SECTIONS.filter((one) => one === 'needs')}
        error={error('sections')}
        choices={CHOSEN_SECTIONS.filter(covered).map((value) => ({
          value,
          label: w(`sharing.section.${value}`),
        }))}
      />
      {households.map(({ others: family }, at) => (
        <CheckboxList
          name="familyIds"
          id={at === 0 ? 'familyIds' : `familyIds-${at + 1}`}
          legend={
            households.length > 1
              ? `${w('confer.family')} · ${w('household.one-of', { number: at + 1, count: households.length })}`
              : w('confer.family')
          }
          hint={w('confer.family.hint')}
          values={attempt?.values['familyIds'] ?? []}
          error={error('familyIds')}
          choices={family.map(({ personId: id, name }) => ({
            value: id,
            label: <bdi>{name ?? w('sharing.no-name')}</bdi>,
          }))}
        />
      ))}
    </form>
  );
}
