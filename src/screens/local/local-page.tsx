// A small house on one page, for the one person who does everything there: what was done today, what
// was promised, the month so far; and beside it the act to record, in a few keys.
import { dayOf, timeOf } from '#base/dates.ts';
import { problem } from '#base/problem.ts';
import { nameIn } from '#modules/directory/rules/names.ts';
import type { Centre, Office } from '#modules/directory/schema.ts';
import { listDueTasks, type TaskLine } from '#modules/followups/queries.ts';
import { findFigures } from '#modules/statistics/queries.ts';
import { mayCount, monthOf } from '#modules/statistics/rules.ts';
import { localOfficeOf, mayRecordAtOnce } from '#modules/visits/local-office.ts';
import {
  type LocalAct,
  listKnownHere,
  listLocalActs,
  listNextSteps,
  type NextStep,
} from '#modules/visits/local-queries.ts';
import { Autonym } from '#platform/ui/autonym.tsx';
import { Button } from '#platform/ui/button.tsx';
import { Document } from '#platform/ui/document.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { StateWord } from '#platform/ui/state-word.tsx';
import { formatDate, formatMinutes, formatTime } from '#platform/words/format.ts';
import { FigureLine } from '../figures/figure-line.tsx';
import { hoursToday } from '../hours-today.ts';
import type { Page, PageRequest } from '../page.ts';
import { staffBar, staffDocument } from '../staff-bar.tsx';
import { ActAtOnceForm } from './act-at-once-form.tsx';
import { SentFromHere, WhatNext } from './what-next.tsx';

export const localPage: Page = {
  screen: 'local',
  async render(page) {
    const { w, tx, actor, directory, params, query, now, attempt } = page;
    const centre = directory.centres.get(params['centreId'] ?? '');
    const office = centre && localOfficeOf(centre);
    if (!centre || !office || !mayRecordAtOnce(actor, centre.id, office.unitId))
      return problem('not-found');
    const today = dayOf(now, centre.zone);
    const like = (query.get('q') ?? '').trim().slice(0, 60);
    const [acts, steps, known, tasks, month] = await Promise.all([
      listLocalActs(tx, office.id, today),
      listNextSteps(tx, office.id),
      listKnownHere(tx, office.id, like),
      listDueTasks(tx, [office.unitId], today.add({ days: 7 })),
      mayCount(actor, centre.id) ? findFigures(tx, centre.id, monthOf(today)) : undefined,
    ]);
    const shown = [...acts, ...steps, ...tasks].map(({ personId }) => personId);
    await page.reads([...shown, ...known.map(({ id }) => id)], 'serve');
    const title = w('local.title');
    return (
      <Document {...staffDocument(page, `${title} · ${centre.name}`)}>
        <Frame
          skip={w('app.skip-to-content')}
          bar={staffBar(page, { title, centre })}
          sheetLabel={w('local.new-act')}
          sheet={
            <ActAtOnceForm page={page} centre={centre} office={office} known={known} like={like} />
          }
          sheetFoot={
            <Button kind="primary" size="large" wide form="at-once" shortcut="mod+enter">
              {w('local.record')}
            </Button>
          }
        >
          <div class="stack-loose local">
            <a class="local-jump" href="#at-once">
              {w('local.new-act')}
            </a>
            {query.has('done') && !attempt ? <Notice tone="done">{w('local.done')}</Notice> : null}
            <SentFromHere page={page} />
            <WhatNext page={page} centre={centre} acts={acts} />
            <section class="stack-tight" aria-labelledby="today">
              <SectionHeading
                id="today"
                level={1}
                title={formatDate(w.language, today, 'full')}
                aside={w('local.acts-today', { count: acts.length })}
              />
              {acts.length === 0 ? (
                <EmptyState icon="coffee" title={w('local.nobody-yet')}>
                  {w('local.nobody-yet-hint')}
                </EmptyState>
              ) : (
                <ul class="plain-list">
                  {acts.map((act) => (
                    <Act page={page} centre={centre} act={act} />
                  ))}
                </ul>
              )}
            </section>
            <Steps page={page} steps={steps} tasks={tasks} today={today} />
            {month ? (
              <section class="stack-tight" aria-labelledby="month">
                <SectionHeading
                  id="month"
                  title={w('local.month', { month: formatDate(w.language, today, 'month') })}
                  end={<a href={`/figures/${centre.id}`}>{w('local.figures')}</a>}
                />
                <FigureLine page={page} figures={month} />
              </section>
            ) : null}
            <Elsewhere page={page} centre={centre} office={office} />
          </div>
        </Frame>
      </Document>
    );
  },
};

function Act({ page, centre, act }: { page: PageRequest; centre: Centre; act: LocalAct }) {
  const { w, directory, language } = page;
  const service = directory.services.get(act.serviceId);
  return (
    <li class="local-act">
      <time>{formatTime(w.language, timeOf(act.at, centre.zone))}</time>
      <span>
        <a href={`/people/${act.personId}`}>
          <bdi>{act.name ?? w('local.without-name')}</bdi>
        </a>
        <small>
          {service ? nameIn(service.name, language) : act.serviceId}
          {' · '}
          <Autonym tag={act.language} />
          {' · '}
          {formatMinutes(w.language, act.minutes)}
        </small>
      </span>
      <StateWord state={act.outcome === 'solved' ? 'done' : 'plain'}>
        {w(`desk.outcome.${act.outcome}`)}
      </StateWord>
      <span class="local-act-links">
        <a class="edit-link" href={`/local/${centre.id}?act=${act.visitId}#next`}>
          {w('local.what-next')}
          <span class="aside-voice"> {act.name ?? w('local.without-name')}</span>
        </a>
        <a class="edit-link" href={`/visits/${act.visitId}`}>
          {w('local.paper')}
          <span class="aside-voice"> {act.name ?? w('local.without-name')}</span>
        </a>
      </span>
    </li>
  );
}

function Steps({
  page,
  steps,
  tasks,
  today,
}: {
  page: PageRequest;
  steps: readonly NextStep[];
  tasks: readonly TaskLine[];
  today: Temporal.PlainDate;
}) {
  const { w, directory, language } = page;
  return (
    <section class="stack-tight" aria-labelledby="steps">
      <SectionHeading id="steps" title={w('local.next-steps')} />
      {steps.length + tasks.length === 0 ? <p class="muted">{w('local.no-steps')}</p> : null}
      <ul class="plain-list">
        {tasks.map((task) => (
          <li class="local-act">
            <time datetime={task.dueOn.toString()}>
              {formatDate(w.language, task.dueOn, 'short')}
            </time>
            <a href={`/people/${task.personId}`}>
              <bdi>{task.title}</bdi>
            </a>
            {Temporal.PlainDate.compare(task.dueOn, today) < 0 ? (
              <StateWord state="attention">{w('local.late')}</StateWord>
            ) : null}
          </li>
        ))}
        {steps.map((step) => {
          const late = Temporal.PlainDate.compare(step.on, today) < 0;
          const service = directory.services.get(step.serviceId);
          return (
            <li class="local-act">
              <time datetime={step.on.toString()}>{formatDate(w.language, step.on, 'short')}</time>
              <span>
                <a href={`/people/${step.personId}`}>
                  <bdi>{step.name ?? w('local.without-name')}</bdi>
                </a>
                <small>
                  <bdi>{step.detail ?? (service ? nameIn(service.name, language) : '')}</bdi>
                </small>
              </span>
              {late ? <StateWord state="attention">{w('local.late')}</StateWord> : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Where what can't be done here is done: the centre above, open when. */
function Elsewhere({
  page,
  centre,
  office,
}: {
  page: PageRequest;
  centre: Centre;
  office: Office;
}) {
  const { w, directory } = page;
  const parent = centre.parentId ? directory.centres.get(centre.parentId) : undefined;
  return (
    <section class="stack-tight" aria-labelledby="elsewhere">
      <SectionHeading id="elsewhere" title={w('local.elsewhere')} />
      <p>
        <a href={`/reception/${centre.id}`}>{w('local.with-ticket')}</a>
        {office.desks[0] ? (
          <>
            {' · '}
            <a href={`/desk/${office.desks[0].id}`}>{w('local.desk')}</a>
          </>
        ) : null}
      </p>
      {parent ? (
        <p>
          <b>{parent.name}</b> · {parent.address ?? parent.municipality} ·{' '}
          {hoursToday(w, parent, page.now)}
        </p>
      ) : null}
      <p class="hint">{w('local.elsewhere-hint', { outcome: w('desk.outcome.in-progress') })}</p>
    </section>
  );
}
