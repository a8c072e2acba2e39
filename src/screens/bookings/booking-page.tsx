// Books a time for a person: service, day, time, in this order, by keyboard and without a script.
import { nameOfLanguage } from '#base/languages.ts';
import { isId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import { isFenced, reachesPeople } from '#modules/access/decide.ts';
import { nameIn } from '#modules/directory/rules/names.ts';
import { findPerson } from '#modules/people/queries.ts';
import { Button } from '#platform/ui/button.tsx';
import { Document } from '#platform/ui/document.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { problemText } from '#platform/words/problem-text.ts';
import type { Page } from '../page.ts';
import { staffBar, staffDocument } from '../staff-bar.tsx';
import { readChoice } from './booking-choice.ts';
import { ChoiceForm, DayStrip, TimeList } from './booking-parts.tsx';

export const bookingPage: Page = {
  screen: 'booking',
  forWork: true,
  async render(page) {
    const { tx, actor, params, w, language, commandId, attempt, query } = page;
    const personId = params['personId'] ?? '';
    if (!isId(personId) || isFenced(actor) || !reachesPeople(actor)) return problem('not-found');
    const person = await findPerson(tx, personId);
    if (!person) return problem('not-found');
    await page.reads([personId], 'book');
    const asked = attempt ? { ...page, query: queryOf(attempt.values) } : page;
    const choice = await readChoice(asked, person.language);
    if (!choice) return problem('not-found');
    const { centre, office, service, date } = choice;
    const here = `/people/${personId}/book`;
    const chosen = office && service ? `${office.id}|${service.id}` : '';
    const link = (day: Temporal.PlainDate) =>
      `${here}?${new URLSearchParams({ centre: centre.id, service: chosen, on: day.toString() })}`;
    const times = choice.days[0]?.times ?? [];
    return (
      <Document {...staffDocument(page, w('bookings.title'))}>
        <Frame
          skip={w('app.skip-to-content')}
          bar={staffBar(page, { title: w('bookings.title'), centre })}
          sheetLabel={w('bookings.times')}
          sheet={
            <form id="book" method="post" action={here} class="stack">
              <input type="hidden" name="commandId" value={commandId} />
              <input type="hidden" name="officeId" value={office?.id ?? ''} />
              <input type="hidden" name="serviceId" value={service?.id ?? ''} />
              <input type="hidden" name="on" value={date.toString()} />
              {query.get('need') ? (
                <input type="hidden" name="needId" value={query.get('need') ?? ''} />
              ) : null}
              {query.get('visit') ? (
                <>
                  <input type="hidden" name="visitId" value={query.get('visit') ?? ''} />
                  <input type="hidden" name="paper" value={query.get('paper') ?? ''} />
                </>
              ) : null}
              <TimeList page={page} choice={choice} />
            </form>
          }
          sheetFoot={
            times.length > 0 ? (
              <Button kind="primary" size="large" wide form="book" shortcut="mod+enter">
                {w('bookings.book')}
              </Button>
            ) : undefined
          }
        >
          <div class="stack-loose">
            {attempt ? (
              <Notice tone="error">{problemText(language, attempt.problem)}</Notice>
            ) : null}
            <SectionHeading
              title={<bdi>{person.name ?? w('bookings.no-name')}</bdi>}
              aside={nameOfLanguage(person.language, language)}
              end={<a href={`/people/${personId}`}>{w('bookings.file')}</a>}
            />
            <ChoiceForm page={page} choice={choice} />
            {office && service ? (
              <section class="stack-tight">
                <SectionHeading
                  title={nameIn(service.name, language)}
                  aside={nameIn(office.name, language)}
                />
                <DayStrip page={page} choice={choice} href={link} />
              </section>
            ) : null}
          </div>
        </Frame>
      </Document>
    );
  },
};

/** What was chosen when the form was refused, as the address had it. */
function queryOf(values: Readonly<Record<string, readonly string[]>>): URLSearchParams {
  const first = (name: string) => values[name]?.[0] ?? '';
  return new URLSearchParams({
    service: `${first('officeId')}|${first('serviceId')}`,
    on: first('on'),
  });
}
