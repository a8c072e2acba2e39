// The summary that she takes along: /visits/:visitId/summary. Her language in large, Portuguese beside
// it row by row. What each account may read of it is decided by visits.summary in the database: the
// welcome hands it out whole on the day, a desk that serves her prints its own part in full.
import { problem } from '#base/problem.ts';
import { mayReceive } from '#modules/visits/host-unit.ts';
import { Button, ButtonLink } from '#platform/ui/button.tsx';
import { Document } from '#platform/ui/document.tsx';
import { SummarySheet } from '#platform/ui/summary-sheet.tsx';
import { newToken } from '#platform/session/token.ts';
import { FormOutcome } from '../form-outcome.tsx';
import type { Page } from '../page.ts';
import { staffDocument } from '../staff-bar.tsx';
import { findSummary } from './summary-of.ts';

export const summaryPage: Page = {
  screen: 'summary',
  async render(page) {
    const { w, actor, commandId } = page;
    const found = await findSummary(page);
    if (!found) return problem('not-found');
    const { trip, centre, said } = found;
    const receives = mayReceive(actor, centre);
    return (
      <Document {...staffDocument(page, w('reception.see-summary'))} kind="print">
        <nav class="paper-bar" aria-label={w('app.menu')}>
          <ButtonLink kind="quiet" icon="arrow-left" href={receives ? `/visits/${trip.id}` : '/'}>
            {w('app.back')}
          </ButtonLink>
          <p class="muted">{w('casefile.visit-number', { number: trip.number })}</p>
          {receives ? (
            <form
              class="paper-print"
              method="post"
              action={`/visits/${trip.id}/summary`}
              target="_blank"
              data-turbo="false"
            >
              <input type="hidden" name="commandId" value={commandId} />
              <input type="hidden" name="token" value={newToken().slice(0, LINK_LENGTH)} />
              <Button kind="primary" icon="printer" shortcut="p">
                {w('summary.print')}
              </Button>
            </form>
          ) : (
            <span class="paper-print only-script">
              <Button kind="primary" type="button" icon="printer" shortcut="p" data={{ print: '' }}>
                {w('summary.print')}
              </Button>
            </span>
          )}
        </nav>
        <main class={said.second ? undefined : 'summary-alone'}>
          <FormOutcome page={page} />
          <SummarySheet
            {...said}
            code={undefined}
            second={said.second ?? said.first}
            parts={said.parts.map((part) => ({
              ...part,
              lines: part.lines.map((line) => ({
                ...line,
                // Where one line begins with a date, the others leave room for one.
                when: line.when ?? (said.next && !line.done ? '\u00a0' : undefined),
                note: line.quote ? (
                  <q lang="pt" dir="auto">
                    {line.quote}
                  </q>
                ) : undefined,
              })),
            }))}
            next={
              said.next && {
                ...said.next,
                text: (
                  <>
                    {said.next.text}
                    {said.next.bringLine.text ? (
                      <>
                        <br />
                        {said.bringTitle} {said.next.bringLine.text}
                      </>
                    ) : null}
                  </>
                ),
                second: (
                  <>
                    {said.next.secondTitle}
                    <br />
                    {said.next.second}
                    {said.next.bringLine.text ? (
                      <>
                        <br />
                        {said.secondBringTitle} {said.next.bringLine.second}
                      </>
                    ) : null}
                  </>
                ),
              }
            }
          />
        </main>
      </Document>
    );
  },
};

/** Base64url signs that hold 132 random bits. */
export const LINK_LENGTH = 22;
