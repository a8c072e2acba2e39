// The paper that she takes along: /visits/:visitId/summary. Her language in large, Portuguese beside
// it row by row. What each account may read of it is decided by visits.summary in the database: the
// welcome prints it whole on the day, a desk that serves her prints its own part in full.
import { dayOf, timeOf } from '#base/dates.ts';
import { uiLanguageFor } from '#base/languages.ts';
import { problem } from '#base/problem.ts';
import { listSummaryActs } from '#modules/visits/house-queries.ts';
import { summariseVisit } from '#modules/visits/summary-rules.ts';
import { mayReceive } from '#modules/visits/host-unit.ts';
import { Button, ButtonLink } from '#platform/ui/button.tsx';
import { Document } from '#platform/ui/document.tsx';
import { SummarySheet } from '#platform/ui/summary-sheet.tsx';
import { formatDate, formatTime } from '#platform/words/format.ts';
import { words } from '#platform/words/words.ts';
import type { Page } from '../page.ts';
import { staffDocument } from '../staff-bar.tsx';
import { nextOf, partsOf } from './summary-lines.tsx';
import { tripOf } from './ticket-page.tsx';

export const summaryPage: Page = {
  screen: 'summary',
  async render(page) {
    const { tx, w, directory, actor, now, reads } = page;
    const trip = await tripOf(page);
    const centre = trip && directory.centres.get(trip.centreId);
    if (!trip || !centre) return problem('not-found');
    await reads([trip.personId], 'summary');
    const acts = await listSummaryActs(tx, trip.id);
    const seen = trip.stops.filter(
      ({ subjectId }) => !directory.subjects.get(subjectId)?.sensitive,
    );
    const summary = summariseVisit(acts, seen);

    const hers = words(uiLanguageFor(trip.language));
    const house = words('pt');
    const view = { directory, hers, house };
    const time = (at: Temporal.Instant) => formatTime(hers.language, timeOf(at, centre.zone));
    const today = trip.day.equals(dayOf(now, centre.zone));
    return (
      <Document {...staffDocument(page, w('reception.see-summary'))} kind="print">
        <nav class="paper-bar" aria-label={w('app.menu')}>
          <ButtonLink
            kind="quiet"
            icon="arrow-left"
            href={mayReceive(actor, centre) ? `/visits/${trip.id}` : '/'}
          >
            {w('app.back')}
          </ButtonLink>
          <p class="muted">{w('casefile.visit-number', { number: trip.number })}</p>
          <span class="paper-print only-script">
            <Button kind="primary" type="button" icon="printer" shortcut="p" data={{ print: '' }}>
              {w('summary.print')}
            </Button>
          </span>
        </nav>
        <main class={hers.language === house.language ? 'summary-alone' : undefined}>
          <SummarySheet
            first={{ lang: hers.tag, dir: hers.direction }}
            second={{ lang: house.tag, dir: house.direction }}
            title={today ? hers('summary.title') : hers('summary.title-other-day')}
            subtitle={hers('summary.when', {
              date: formatDate(hers.language, trip.day, 'long'),
              from: time(trip.arrivedAt),
              to: time(trip.closedAt ?? now),
              number: trip.number,
            })}
            place={centre.name}
            placeNote={house('summary.for-helper')}
            parts={partsOf(summary, view)}
            next={nextOf(summary, view)}
            contacts={[
              { title: hers('summary.questions'), text: hers('summary.questions.hint') },
              { title: hers('summary.complaint'), text: hers('summary.complaint.hint') },
              { title: hers('summary.free'), text: '' },
            ]}
          />
        </main>
      </Document>
    );
  },
};
