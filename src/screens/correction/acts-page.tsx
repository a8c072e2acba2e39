// The acts of a house's day, without anybody, for its coordinator to mend: /coordination/:centreId/acts.
import { dayOf } from '#base/dates.ts';
import { problem } from '#base/problem.ts';
import { isFenced, mayAct } from '#modules/access/decide.ts';
import { listActsOfDay } from '#modules/attendances/queries.ts';
import { ButtonLink, ButtonRow } from '#platform/ui/button.tsx';
import { DateField } from '#platform/ui/date-field.tsx';
import { Button } from '#platform/ui/button.tsx';
import { Document } from '#platform/ui/document.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Table } from '#platform/ui/table.tsx';
import { formatDate, formatMinutes, formatMoment } from '#platform/words/format.ts';
import { directoryNames, outcomeWords } from '../desk/desk-words.tsx';
import { dayAsked } from '../figures/figures-page.tsx';
import type { Page } from '../page.ts';
import { staffBar, staffDocument } from '../staff-bar.tsx';

/** Acts shown at once. */
const MOST = 100;

export const actsPage: Page = {
  screen: 'acts',
  async render(page) {
    const { w, tx, actor, params, query, directory, language, now } = page;
    const centre = directory.centres.get(params['centreId'] ?? '');
    const may =
      centre &&
      !isFenced(actor) &&
      mayAct(actor, { roles: ['centre-coordinator'], centreId: centre.id });
    if (!centre || !may) return problem('not-found');
    const day = dayAsked(query.get('day')) ?? dayOf(now, centre.zone);
    const first = Math.max(
      0,
      Math.min(100_000, Number.parseInt(query.get('from') ?? '0', 10) || 0),
    );
    const acts = await listActsOfDay(tx, centre.id, day, { first, most: MOST });
    const name = directoryNames(directory, language);
    const all = acts[0]?.ofAll ?? 0;
    const link = (from: number) => `/coordination/${centre.id}/acts?day=${day}&from=${from}`;
    return (
      <Document {...staffDocument(page, w('correction.acts'))}>
        <Frame
          skip={w('app.skip-to-content')}
          bar={staffBar(page, { title: w('correction.acts'), centre })}
          sheetLabel={w('figures.day')}
          sheet={<p class="hint">{w('correction.acts.hint')}</p>}
          sheetFoot={
            <form class="stack-tight" method="get" action={`/coordination/${centre.id}/acts`}>
              <DateField name="day" label={w('figures.day')} value={day.toString()} />
              <Button kind="primary" size="large" wide>
                {w('figures.show')}
              </Button>
            </form>
          }
        >
          <div class="stack">
            <h1>{formatDate(w.language, day, 'full')}</h1>
            {acts.length === 0 ? (
              <EmptyState icon="chart-column" title={w('correction.acts.none')} />
            ) : (
              <Table
                caption={w('correction.acts')}
                columns={[
                  { label: w('correction.at') },
                  { label: w('correction.service'), heads: true },
                  { label: w('correction.author'), optional: true },
                  { label: w('correction.outcome'), optional: true },
                  { label: w('correction.minutes'), align: 'end' },
                  { label: w('correction.title'), hidden: true },
                ]}
                rows={acts.map((act) => ({
                  cells: [
                    formatMoment(w.language, act.occurredAt, centre.zone),
                    <>
                      {name.service(act.serviceId)}{' '}
                      <span class="hint">{name.office(act.officeId)}</span>
                    </>,
                    <bdi>{act.author}</bdi>,
                    <>
                      {outcomeWords(w, act.outcome)}
                      {act.corrections > 0 ? (
                        <span class="hint"> {w('correction.corrected')}</span>
                      ) : null}
                    </>,
                    formatMinutes(w.language, act.minutes),
                    <a href={`/acts/${act.id}`}>{w('correction.do')}</a>,
                  ],
                }))}
              />
            )}
            <ButtonRow>
              {first > 0 ? (
                <ButtonLink href={link(Math.max(0, first - MOST))} size="small">
                  {w('correction.newer')}
                </ButtonLink>
              ) : null}
              {first + acts.length < all ? (
                <ButtonLink href={link(first + MOST)} size="small">
                  {w('correction.older')}
                </ButtonLink>
              ) : null}
            </ButtonRow>
          </div>
        </Frame>
      </Document>
    );
  },
};
