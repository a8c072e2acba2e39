// What was done in a house, on a day and in its month: acts, visits and persons counted apart, by
// office, and whether one trip was enough; beside them what each figure means.
import { dayOf, timeOf } from '#base/dates.ts';
import { problem } from '#base/problem.ts';
import type { Centre } from '#modules/directory/schema.ts';
import { findSignedMonth } from '#modules/attendances/queries.ts';
import { listAnswers } from '#modules/feedback/queries.ts';
import { countMissedBookings, findFigures, listActsByDay } from '#modules/statistics/queries.ts';
import { mayCount, monthOf } from '#modules/statistics/rules.ts';
import type { Days } from '#modules/statistics/schema.ts';
import { Button, ButtonLink } from '#platform/ui/button.tsx';
import { DateField } from '#platform/ui/date-field.tsx';
import { Document } from '#platform/ui/document.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { Icon } from '#platform/ui/icon.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { formatDate, formatTime } from '#platform/words/format.ts';
import type { Page, PageRequest } from '../page.ts';
import { MonthPart } from '../correction/month-part.tsx';
import { SolvedSaid } from '../exit/solved-said.tsx';
import { staffBar, staffDocument } from '../staff-bar.tsx';
import { DayBars } from './day-bars.tsx';
import { FigureLine } from './figure-line.tsx';
import { OfficeTable } from './office-table.tsx';

export const figuresPage: Page = {
  screen: 'figures',
  async render(page) {
    const { w, tx, actor, directory, params, query, now } = page;
    const centre = directory.centres.get(params['centreId'] ?? '');
    if (!centre || !mayCount(actor, centre.id)) return problem('not-found');
    const day = dayAsked(query.get('day')) ?? dayOf(now, centre.zone);
    const ofDay: Days = { from: day, to: day };
    const ofMonth = monthOf(day);
    const [today, month, missedToday, missed, days, answers, signed] = await Promise.all([
      findFigures(tx, centre.id, ofDay),
      findFigures(tx, centre.id, ofMonth),
      countMissedBookings(tx, centre.id, ofDay),
      countMissedBookings(tx, centre.id, ofMonth),
      listActsByDay(tx, centre.id, ofMonth),
      listAnswers(tx, centre.id, ofMonth.from, ofMonth.to),
      findSignedMonth(tx, centre.id, ofMonth.from),
    ]);
    return (
      <Document {...staffDocument(page, `${w('figures.title')} · ${centre.name}`)}>
        <Frame
          skip={w('app.skip-to-content')}
          bar={staffBar(page, { title: w('figures.title'), centre })}
          sheetLabel={w('figures.definitions')}
          sheet={<Definitions page={page} centre={centre} />}
          sheetFoot={<DayForm page={page} centre={centre} day={day} />}
        >
          <div class="stack-loose figures-page">
            <header class="figures-day">
              <h1>{formatDate(w.language, day, 'full')}</h1>
              <DayLinks page={page} centre={centre} day={day} />
            </header>
            <div class="figures-periods">
              <section class="stack-tight" aria-labelledby="day">
                <h2 id="day">{w('figures.of-day')}</h2>
                <FigureLine page={page} figures={today} />
                <MissedBookings page={page} count={missedToday} />
              </section>
              <section class="stack-tight" aria-labelledby="month">
                <h2 id="month">{formatDate(w.language, day, 'month')}</h2>
                <FigureLine page={page} figures={month} />
                <MissedBookings page={page} count={missed} />
                <SolvedSaid page={page} answers={answers} />
                <MonthPart page={page} centre={centre} first={ofMonth.from} signed={signed} />
              </section>
            </div>
            <DayBars page={page} centre={centre} month={ofMonth} chosen={day} days={days} />
            {month.acts === 0 ? (
              <EmptyState icon="chart-column" title={w('figures.no-data')} />
            ) : (
              <OfficeTable page={page} centre={centre} day={today} month={month} />
            )}
          </div>
        </Frame>
      </Document>
    );
  },
};

/** Nothing where everybody came, or nobody was booked. */
function MissedBookings({ page, count }: { page: PageRequest; count: number }) {
  return count > 0 ? <p class="hint">{page.w('figures.missed-bookings', { count })}</p> : null;
}

/** A day of an address; anything else is none. */
export function dayAsked(text: string | null): Temporal.PlainDate | undefined {
  if (!text || !/^(20\d\d)-\d\d-\d\d$/.test(text)) return undefined;
  try {
    return Temporal.PlainDate.from(text);
  } catch {
    return undefined;
  }
}

export function figuresPath(centre: Centre, day: Temporal.PlainDate): string {
  return `/figures/${centre.id}?day=${day}`;
}

function DayLinks({
  page,
  centre,
  day,
}: {
  page: PageRequest;
  centre: Centre;
  day: Temporal.PlainDate;
}) {
  const { w } = page;
  return (
    <div class="line">
      <ButtonLink
        href={figuresPath(centre, day.subtract({ days: 1 }))}
        icon="chevron-left"
        size="small"
      >
        {w('figures.previous-day')}
      </ButtonLink>
      <ButtonLink
        href={figuresPath(centre, day.add({ days: 1 }))}
        end={<Icon name="chevron-right" />}
        size="small"
      >
        {w('figures.next-day')}
      </ButtonLink>
    </div>
  );
}

function DayForm({
  page,
  centre,
  day,
}: {
  page: PageRequest;
  centre: Centre;
  day: Temporal.PlainDate;
}) {
  const { w } = page;
  return (
    <form class="stack-tight" method="get" action={`/figures/${centre.id}`}>
      <DateField name="day" label={w('figures.day')} value={day.toString()} />
      <Button kind="primary" size="large" wide>
        {w('figures.show')}
      </Button>
    </form>
  );
}

/** A figure without its meaning is a rumour. */
function Definitions({ page, centre }: { page: PageRequest; centre: Centre }) {
  const { w, now } = page;
  const parts = ['acts', 'visits', 'persons', 'one-trip'] as const;
  return (
    <div class="stack">
      <h2>{w('figures.definitions')}</h2>
      <dl class="definitions">
        {parts.map((part) => (
          <div>
            <dt>{w(`figures.${part}`)}</dt>
            <dd>{w(`figures.${part}.definition`)}</dd>
          </div>
        ))}
      </dl>
      <p class="hint">
        {w('figures.as-of', {
          time: formatTime(w.language, timeOf(now, centre.zone)),
          date: formatDate(w.language, dayOf(now, centre.zone), 'long'),
        })}
      </p>
    </div>
  );
}
