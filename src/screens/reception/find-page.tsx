// A lost ticket: found by a name, a number or the code of a summary, or by what somebody remembers of when she came and which
// language she speaks. /reception/:centreId/find
import { dayOf } from '#base/dates.ts';
import { LANGUAGES, languageOf } from '#base/languages.ts';
import { problem } from '#base/problem.ts';
import type { Centre } from '#modules/directory/schema.ts';
import { listRemembered } from '#modules/visits/expected-queries.ts';
import { listPeopleHere } from '#modules/visits/house-queries.ts';
import { findKnown } from '#modules/visits/known-queries.ts';
import { findPersonOfSummary } from '#modules/visits/link-queries.ts';
import { Button, ButtonLink } from '#platform/ui/button.tsx';
import { Document } from '#platform/ui/document.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { TextField } from '#platform/ui/field.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { Select } from '#platform/ui/select.tsx';
import type { Page, PageRequest } from '../page.ts';
import { staffBar, staffDocument } from '../staff-bar.tsx';
import { findHouse } from './find-house.ts';
import { PeopleLines } from './people-here.tsx';
import { languageName } from './reception-words.ts';

export const findPage: Page = {
  screen: 'reception',
  async render(page) {
    const centre = findHouse(page);
    if (!centre) return problem('not-found');
    const { w, query } = page;
    // Her file, and not this address, which holds the code that opens her summary.
    const shown = await findPersonOfSummary(page.tx, query.get('q') ?? '');
    if (shown) return { redirect: `/people/${shown}` };
    const asked = ['q', 'language', 'from', 'to'].some((field) => query.get(field));
    const people = asked ? await listMeant(page, centre) : [];
    await page.reads(
      people.map(({ personId }) => personId),
      'receive',
    );
    return (
      <Document {...staffDocument(page, w('door.find'))}>
        <Frame
          bar={staffBar(page, { title: w('reception.title'), centre })}
          skip={w('app.skip-to-content')}
          sheetLabel={w('door.find')}
          sheetSize="wide"
          sheet={
            <>
              <SectionHeading title={w('reception.people-here')} aside={String(people.length)} />
              {people.length === 0 ? (
                <EmptyState
                  icon="search"
                  title={asked ? w('door.find.none') : w('door.find.hint')}
                />
              ) : (
                <PeopleLines page={page} centre={centre} people={people} />
              )}
            </>
          }
        >
          <form
            class="stack find-ticket"
            method="get"
            action={`/reception/${centre.id}/find`}
            role="search"
          >
            <h2>{w('door.find')}</h2>
            <TextField
              type="search"
              name="q"
              label={w('door.find.label')}
              icon="search"
              big
              autofocus
              value={query.get('q') ?? ''}
              maxlength={120}
            />
            <p class="hint">{w('door.find.hint')}</p>
            <div class="more-fields">
              <Select
                name="language"
                label={w('app.language')}
                value={query.get('language') ?? ''}
                options={[
                  { value: '', label: w('door.find.any') },
                  ...LANGUAGES.map(({ tag }) => ({ value: tag, label: languageName(w, tag) })),
                ]}
              />
              <TextField
                type="time"
                name="from"
                label={w('door.find.from')}
                value={query.get('from') ?? ''}
              />
              <TextField
                type="time"
                name="to"
                label={w('door.find.to')}
                value={query.get('to') ?? ''}
              />
            </div>
            <div class="line">
              <Button kind="primary">{w('door.find.search')}</Button>
              <ButtonLink kind="quiet" href={`/reception/${centre.id}`}>
                {w('app.back')}
              </ButtonLink>
            </div>
          </form>
        </Frame>
      </Document>
    );
  },
};

/** Those in the house who fit everything that was said. */
async function listMeant({ tx, query, now }: PageRequest, centre: Centre) {
  const day = dayOf(now, centre.zone);
  const house = { centreId: centre.id, day };
  const typed = (query.get('q') ?? '').slice(0, 120).trim();
  const known = typed ? await findKnown(tx, typed, house) : undefined;
  const ids = await listRemembered(tx, house, {
    personIds: known?.map(({ personId }) => personId),
    language: languageOf(query.get('language') ?? '')?.tag,
    from: timeOn(day, query.get('from'), centre.zone),
    to: timeOn(day, query.get('to'), centre.zone),
  });
  return listPeopleHere(tx, centre.id, day, ids.length, ids);
}

/** A time of the house's day as it was typed; undefined for anything else. */
function timeOn(day: Temporal.PlainDate, text: string | null, zone: string) {
  if (!text || !/^\d{1,2}:\d{2}$/.test(text)) return undefined;
  try {
    const plainTime = Temporal.PlainTime.from(text.padStart(5, '0'));
    return day.toZonedDateTime({ timeZone: zone, plainTime }).toInstant();
  } catch {
    return undefined;
  }
}
