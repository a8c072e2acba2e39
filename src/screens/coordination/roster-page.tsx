// The week of an office: who works where and when, what is missing, and the ways to change it: one shift,
// the week before, somebody who is away. Every change can be taken back from the line that says it.
import { nameOfLanguage } from '#base/languages.ts';
import { isId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import { nameIn } from '#modules/directory/rules/names.ts';
import type { PlannedShift } from '#modules/rosters/plan-rules.ts';
import { Button, ButtonLink, ButtonRow } from '#platform/ui/button.tsx';
import { Document } from '#platform/ui/document.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Icon } from '#platform/ui/icon.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { Select } from '#platform/ui/select.tsx';
import { Table } from '#platform/ui/table.tsx';
import {
  formatDate,
  formatDateRange,
  formatMoment,
  formatParts,
  formatTimeRange,
} from '#platform/words/format.ts';
import { problemText } from '#platform/words/problem-text.ts';
import type { Page, PageRequest } from '../page.ts';
import { mayOversee } from '../portal/places.ts';
import { staffBar, staffDocument } from '../staff-bar.tsx';
import { AbsenceForm, ShiftForm, weekLink, Where } from './roster-forms.tsx';
import { loadWeek, type RosterWeek } from './roster-week.ts';

export const rosterPage: Page = {
  screen: 'roster',
  async render(page) {
    const { actor, params, w, language, attempt, query, directory } = page;
    const centre = directory.centres.get(params['centreId'] ?? '');
    if (!centre || !mayOversee(actor, centre.id) || centre.offices.length === 0)
      return problem('not-found');
    const week = await loadWeek(page, centre);
    const changed = query.get('changed') ?? '';
    return (
      <Document {...staffDocument(page, w('roster.title'))}>
        <Frame
          skip={w('app.skip-to-content')}
          bar={staffBar(page, { title: w('roster.title'), centre })}
          sheetLabel={w('roster.change')}
          sheet={
            <div class="stack-loose">
              <ShiftForm page={page} week={week} />
              <AbsenceForm page={page} week={week} />
            </div>
          }
          sheetFoot={
            <Button kind="primary" size="large" wide form="add-shift" shortcut="mod+enter">
              {w(week.chosen ? 'roster.save-change' : 'roster.add')}
            </Button>
          }
        >
          <div class="stack-loose">
            {attempt ? (
              <Notice tone="error">{problemText(language, attempt.problem)}</Notice>
            ) : isId(changed) ? (
              <form class="line" method="post" action={`/coordination/${centre.id}/roster/undo`}>
                <Where page={page} week={week} />
                <input type="hidden" name="changeId" value={changed} />
                <Notice tone="done">{w('roster.done')}</Notice>
                <Button size="small" icon="undo-2">
                  {w('roster.undo')}
                </Button>
              </form>
            ) : null}
            <Head page={page} week={week} />
            <WeekTable page={page} week={week} />
            <Gaps page={page} week={week} />
          </div>
        </Frame>
      </Document>
    );
  },
};

function Head({ page, week }: { page: PageRequest; week: RosterWeek }) {
  const { w, language } = page;
  const { centre, office, monday } = week;
  const step = (days: number) => weekLink(week, monday.add({ days }));
  return (
    <div class="stack">
      <SectionHeading
        title={formatDateRange(language, monday, monday.add({ days: 6 }))}
        aside={nameIn(office.name, language)}
      />
      <form method="get" class="roster-office">
        <input type="hidden" name="week" value={monday.toString()} />
        <Select
          name="office"
          label={w('roster.office')}
          value={office.id}
          submitOnChange
          options={centre.offices.map(({ id, name }) => ({
            value: id,
            label: nameIn(name, language),
          }))}
        />
        <Button>{w('roster.show')}</Button>
      </form>
      <ButtonRow>
        <ButtonLink href={step(-7)} icon="chevron-left" size="small">
          {w('roster.week-before')}
        </ButtonLink>
        <ButtonLink href={step(7)} icon="chevron-right" size="small">
          {w('roster.week-after')}
        </ButtonLink>
        <form method="post" action={`/coordination/${centre.id}/roster/copy`}>
          <Where page={page} week={week} />
          <Button size="small" icon="save">
            {w('roster.copy')}
          </Button>
        </form>
        <ButtonLink
          href={weekLink(week, monday, undefined, '/import')}
          icon="file-text"
          size="small"
        >
          {w('roster.from-file')}
        </ButtonLink>
      </ButtonRow>
    </div>
  );
}

function WeekTable({ page, week }: { page: PageRequest; week: RosterWeek }) {
  const { w, language } = page;
  const { staff, shifts, days } = week;
  return (
    <div class="roster-week">
      <Table
        caption={w('roster.title')}
        columns={[
          { label: w('roster.who'), heads: true },
          ...days.map(({ date, open }) => ({
            label: (
              <span class={open ? undefined : 'muted'}>
                {formatDate(language, date, 'day')} <bdi>{date.day}</bdi>
              </span>
            ),
          })),
        ]}
        rows={staff.map((colleague) => ({
          cells: [
            <>
              <bdi>{colleague.name}</bdi>
              <small class="muted">
                {' '}
                {formatParts(
                  language,
                  colleague.speaks.map((tag) => nameOfLanguage(tag, language)),
                )}
              </small>
            </>,
            ...days.map(({ date }) =>
              shifts
                .filter((shift) => shift.accountId === colleague.id && shift.date.equals(date))
                .map((shift) => <ShiftCell page={page} week={week} shift={shift} />),
            ),
          ],
        }))}
      />
    </div>
  );
}

function ShiftCell({
  page,
  week,
  shift,
}: {
  page: PageRequest;
  week: RosterWeek;
  shift: PlannedShift;
}) {
  const { w, language, directory } = page;
  const desk = directory.desks.get(shift.deskId ?? '');
  const hours = formatTimeRange(language, shift.works.from, shift.works.to);
  return (
    <form class="shift" method="post" action={`/coordination/${week.centre.id}/roster/remove`}>
      <Where page={page} week={week} />
      <input type="hidden" name="shiftId" value={shift.id} />
      <a
        class="shift-change"
        href={weekLink(week, week.monday, shift.id)}
        aria-current={week.chosen?.id === shift.id ? 'true' : undefined}
      >
        <span class="aside-voice">
          {w('roster.change-link', { day: formatDate(language, shift.date, 'weekday') })}{' '}
        </span>
        <bdi>{hours}</bdi>
        {desk ? (
          <small>
            {' '}
            {w('app.desk')} <bdi>{desk.label}</bdi>
          </small>
        ) : null}
      </a>
      {shift.rests ? (
        <small class="muted">
          <Icon name="coffee" size={16} />{' '}
          <bdi>{formatTimeRange(language, shift.rests.from, shift.rests.to)}</bdi>
        </small>
      ) : null}
      <button
        class="shift-remove"
        type="submit"
        aria-label={w('roster.remove', { day: formatDate(language, shift.date, 'weekday'), hours })}
      >
        <Icon name="x" size={16} />
      </button>
    </form>
  );
}

function Gaps({ page, week }: { page: PageRequest; week: RosterWeek }) {
  const { w, language } = page;
  const days = week.days.filter(
    ({ freeDesks, missing, orphans }) => freeDesks.length + missing.length + orphans.length > 0,
  );
  if (days.length === 0) return null;
  return (
    <section class="stack-tight">
      <SectionHeading title={w('roster.missing')} />
      <ul class="task-list">
        {days.map(({ date, freeDesks, missing, orphans }) => (
          <li>
            <Icon name={orphans.length > 0 ? 'triangle-alert' : 'info'} />
            <div class="task-what">
              <b>{formatDate(language, date, 'weekday')}</b>
              {freeDesks.length > 0 ? (
                <span>{w('roster.free-desks', { desks: formatParts(language, freeDesks) })}</span>
              ) : null}
              {missing.length > 0 ? (
                <span>
                  {w('roster.missing-languages', {
                    languages: formatParts(
                      language,
                      missing.map((tag) => nameOfLanguage(tag, language)),
                    ),
                  })}
                </span>
              ) : null}
              {orphans.length > 0 ? (
                <span class="attention-text">
                  {w('roster.orphans', {
                    count: orphans.length,
                    times: formatParts(
                      language,
                      orphans.map(
                        (line) =>
                          `${formatMoment(language, line.startsAt, week.centre.zone)} (${line.number})`,
                      ),
                    ),
                  })}
                </span>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
