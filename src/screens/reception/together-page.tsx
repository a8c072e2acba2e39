// People who came together: one line for each, known or new, with what she needs herself. One press gives
// each her own file and ticket. /reception/:centreId/together?language=, of a household ?householdId=
import { isId } from '#base/ids.ts';
import { languageOf } from '#base/languages.ts';
import { problem } from '#base/problem.ts';
import { listServicesForSubject } from '#modules/directory/rules/services.ts';
import type { Centre } from '#modules/directory/schema.ts';
import { findTrip, type Trip } from '#modules/visits/queries.ts';
import { Button, ButtonLink } from '#platform/ui/button.tsx';
import { Document } from '#platform/ui/document.tsx';
import { ErrorSummary } from '#platform/ui/error-summary.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { TicketNumber } from '#platform/ui/ticket-number.tsx';
import { fieldText, problemText } from '#platform/words/problem-text.ts';
import type { Page, PageRequest } from '../page.ts';
import { typedIn } from '../page.ts';
import { staffBar, staffDocument } from '../staff-bar.tsx';
import { findHouse } from './find-house.ts';
import { LeaveByField } from './route-choices.tsx';
import { twoVoices } from './reception-words.ts';
import { findPeople, KnownOfLine, TogetherLine } from './together-line.tsx';
import { fieldId, LINES, lineFields, saidOf, shownQuestion } from './together-form.ts';
import { chosenHousehold, householdsOf, WhichHousehold } from './which-household.tsx';

/** Lines that are open from the start. */
const OPEN_LINES = 3;

interface View {
  readonly page: PageRequest;
  readonly centre: Centre;
}

export const togetherPage: Page = {
  screen: 'reception',
  async render(page) {
    const centre = findHouse(page);
    if (!centre) return problem('not-found');
    const issued = await tripsOf(page, centre);
    return issued.length > 0
      ? IssuedPage({ page, centre, trips: issued })
      : LinesPage({ page, centre });
  },
};

/** The tickets that were just issued together. */
async function tripsOf(page: PageRequest, centre: Centre): Promise<Trip[]> {
  const ids = (page.query.get('issued') ?? '').split(' ').filter(isId).slice(0, LINES);
  const found = await Promise.all(ids.map((id) => findTrip(page.tx, id)));
  const trips = found.filter((trip) => trip?.centreId === centre.id) as Trip[];
  await page.reads(
    trips.map(({ personId }) => personId),
    'receive',
  );
  return trips;
}

async function LinesPage({ page, centre }: View) {
  const { w, attempt, query, commandId, directory } = page;
  const spoken = typedIn(attempt, 'language') ?? query.get('language') ?? '';
  const voices = twoVoices(page, spoken, false);
  if (!voices) return { redirect: `/reception/${centre.id}` };
  const said = await saidOf(page);
  const people = await findPeople(page, centre, said);
  const households = await householdsOf(page, people);
  const tiles = directory.tiles.filter(
    ({ id }) => listServicesForSubject(directory, centre.id, id).length > 0,
  );
  const line = (at: number) => (
    <TogetherLine
      page={page}
      centre={centre}
      at={at}
      said={said[at]}
      found={people[at]}
      tiles={tiles}
      second={voices.second}
    />
  );
  const errors = Object.entries(attempt?.problem.fields ?? {}).map(([field, code]) => ({
    field: fieldId(field),
    text: fieldText(w.language, code),
  }));
  const open = Math.max(OPEN_LINES, said.findLastIndex((one) => one !== undefined) + 2);
  return (
    <Document {...staffDocument(page, w('door.together.title'))}>
      <Frame
        bar={staffBar(page, { title: w('reception.title'), centre })}
        skip={w('app.skip-to-content')}
        form={{
          id: 'together',
          action: `/reception/${centre.id}/together`,
          draft: `together:${centre.id}`,
          data: {
            follow: `/reception/${centre.id}/together/known`,
            'follow-fields': ['householdId', ...lineFields('personId')].join(' '),
            'follow-shown': shownQuestion(said, chosenHousehold(page, households)),
          },
          fields: (
            <>
              <input type="hidden" name="commandId" value={commandId} />
              <input type="hidden" name="language" value={voices.tag} />
            </>
          ),
        }}
        sheetLabel={w('door.together')}
        sheet={
          <div class="stack-tight">
            <p class="autonym together-language" lang={voices.tag} dir={voices.direction}>
              {languageOf(voices.tag)?.endonym}
            </p>
            <p class="muted">{w('door.together.hint')}</p>
            <WhichHousehold page={page} households={households} />
            <LeaveByField
              w={w}
              value={typedIn(attempt, 'leaveBy')}
              error={fieldError(page, 'leaveBy')}
            />
          </div>
        }
        sheetFoot={
          <div class="stack-tight">
            <Button kind="primary" size="large" wide shortcut="mod+enter">
              {w('door.together.issue')}
            </Button>
            <ButtonLink kind="quiet" href={`/reception/${centre.id}?language=${voices.tag}`}>
              {w('app.back')}
            </ButtonLink>
          </div>
        }
      >
        <div class="together">
          {attempt ? (
            <ErrorSummary title={problemText(w.language, attempt.problem)} errors={errors} />
          ) : null}
          <h2>{w('door.together.title')}</h2>
          {Array.from({ length: Math.min(open, LINES) }, (_, at) => line(at))}
          {open < LINES ? (
            <details open={Boolean(attempt)}>
              <summary data-key="m">{w('door.together.more')}</summary>
              {Array.from({ length: LINES - open }, (_, at) => line(at + open))}
            </details>
          ) : null}
        </div>
      </Frame>
    </Document>
  );
}

/** What follows the form: who was chosen in each line, and the households in which they stand. */
export const togetherKnownPage: Page = {
  screen: 'reception',
  async render(page) {
    const centre = findHouse(page);
    if (!centre) return problem('not-found');
    const said = await saidOf(page);
    const people = await findPeople(page, centre, said);
    const households = await householdsOf(page, people);
    return (
      <main lang={page.w.tag} dir={page.w.direction}>
        {people.map((found, at) => (
          <KnownOfLine page={page} at={at} found={found} />
        ))}
        <WhichHousehold page={page} households={households} />
      </main>
    );
  },
};

function IssuedPage({ page, centre, trips }: View & { trips: readonly Trip[] }) {
  const { w } = page;
  return (
    <Document {...staffDocument(page, w('door.together.done', { count: trips.length }))}>
      <Frame
        bar={staffBar(page, { title: w('reception.title'), centre })}
        skip={w('app.skip-to-content')}
        sheetFoot={
          <ButtonLink
            kind="secondary"
            wide
            shortcut="n"
            icon="user-round-plus"
            href={`/reception/${centre.id}`}
          >
            {w('reception.next-person')}
          </ButtonLink>
        }
      >
        <div class="stack">
          <span data-draft-done={`together:${centre.id}`} hidden />
          <SectionHeading title={w('door.together.done', { count: trips.length })} ruled />
          <ul class="protections">
            {trips.map((trip) => (
              <li>
                <a class="protection" href={`/reception/${centre.id}/ticket/${trip.id}`}>
                  <TicketNumber number={trip.number} size="large" spoken={w('app.ticket')} />
                  <span>
                    <b>{trip.name ? <bdi>{trip.name}</bdi> : w('reception.without-name')}</b>
                    <br />
                    <span class="hint">{w('reception.print-again')}</span>
                  </span>
                </a>
              </li>
            ))}
          </ul>
        </div>
      </Frame>
    </Document>
  );
}

/** What is wrong with a field that stands on the page once. */
function fieldError({ w, attempt }: PageRequest, field: string): string | undefined {
  const code = attempt?.problem.fields?.[field];
  return code && fieldText(w.language, code);
}
