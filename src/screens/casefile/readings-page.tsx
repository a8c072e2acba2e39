// Who saw my file: /people/:personId/readings. A mediator opens it with the person beside her and prints
// it for her, in her language with Portuguese beside it. By office, role, purpose and time: no colleague
// by name, nothing that somebody wrote. Whoever has a direct enforcement link finds nobody here, and what
// is specially protected is left out for everyone.
import { isId } from '#base/ids.ts';
import { uiLanguageFor } from '#base/languages.ts';
import { problem } from '#base/problem.ts';
import { listRestrictions } from '#modules/access/restriction.ts';
import { DESK, isFenced, mayAct, WELCOME } from '#modules/access/decide.ts';
import { findCaseFile } from '#modules/casefiles/queries.ts';
import { listReadings } from '#modules/casefiles/reading-queries.ts';
import { gatherReadings } from '#modules/casefiles/reading-rules.ts';
import type { Centre } from '#modules/directory/schema.ts';
import { findPerson } from '#modules/people/queries.ts';
import { findMyDesk } from '#modules/visits/queries.ts';
import { listVisitsOf } from '#modules/visits/desk-queries.ts';
import { Button, ButtonLink } from '#platform/ui/button.tsx';
import { Document } from '#platform/ui/document.tsx';
import { SummarySheet } from '#platform/ui/summary-sheet.tsx';
import { formatDate } from '#platform/words/format.ts';
import { words } from '#platform/words/words.ts';
import { dayOf } from '#base/dates.ts';
import type { Page, PageRequest } from '../page.ts';
import { staffDocument } from '../staff-bar.tsx';
import { partsOfReadings } from './reading-lines.ts';

export const readingsPage: Page = {
  screen: 'readers',
  async render(page) {
    const { tx, actor, params, w, now } = page;
    const personId = params['personId'] ?? '';
    const may = mayAct(actor, { roles: [...DESK, ...WELCOME] });
    if (!isId(personId) || isFenced(actor) || !may) return problem('not-found');
    const person = await findPerson(tx, personId);
    if (!person) return problem('not-found');
    // That she asks who saw her file is on her list, too.
    await page.reads([personId], 'account');
    const [file, readings, centre] = await Promise.all([
      findCaseFile(tx, personId),
      listReadings(tx, personId),
      houseOf(page, personId),
    ]);
    const zone = centre?.zone ?? 'UTC';
    const [restricted] = await listRestrictions(tx, personId);
    const hers = words(uiLanguageFor(person.language));
    const house = words('pt');
    const units = gatherReadings(readings, zone);
    const alone = hers.language === house.language;
    const first = { lang: hers.tag, dir: hers.direction };
    const today = dayOf(now, zone);
    return (
      <Document {...staffDocument(page, w('readings.link'))} kind="print">
        <nav class="paper-bar" aria-label={w('app.menu')}>
          <ButtonLink kind="quiet" icon="arrow-left" href={`/people/${personId}`}>
            {w('readings.to-file')}
          </ButtonLink>
          <p class="muted">{w('readings.link')}</p>
          <span class="paper-print only-script">
            <Button kind="primary" type="button" icon="printer" shortcut="p" data={{ print: '' }}>
              {w('readings.print')}
            </Button>
          </span>
        </nav>
        <main class={alone ? 'summary-alone' : undefined}>
          <SummarySheet
            first={first}
            second={alone ? first : { lang: house.tag, dir: house.direction }}
            title={hers('readings.title')}
            subtitle={hers('readings.subtitle', {
              number: file?.number ?? '',
              date: formatDate(hers.language, today, 'long'),
            })}
            place={centre?.name ?? hers('app.name')}
            placeNote={house('readings.for-helper')}
            parts={partsOfReadings(units, { hers, house, zone, units: page.directory.units })}
            contacts={[
              ...(restricted
                ? [
                    {
                      title: hers('restricted.title'),
                      text: hers(`restricted.hers.${restricted.ground}`, {
                        date: formatDate(hers.language, dayOf(restricted.since, zone), 'long'),
                      }),
                    },
                  ]
                : []),
              { title: hers('readings.kept'), text: hers('readings.kept.hint') },
              { title: hers('readings.not-here'), text: hers('readings.not-here.hint') },
              { title: hers('readings.wrong'), text: hers('readings.wrong.hint') },
            ]}
          />
        </main>
      </Document>
    );
  },
};

/** Where she is now: the house of the desk that asks, else of her last visit. */
async function houseOf(
  { tx, actor, directory }: PageRequest,
  personId: string,
): Promise<Centre | undefined> {
  const [desk, visits] = await Promise.all([
    findMyDesk(tx, actor.accountId),
    listVisitsOf(tx, personId),
  ]);
  return directory.centres.get(desk?.centreId ?? visits[0]?.centreId ?? '');
}
