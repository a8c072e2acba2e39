// The households in which a person stands now, each by itself: who belongs to it, who joins, who leaves,
// how it parts: /people/:personId/household. For those who receive her; nothing of another's file is
// shown, and whoever left is nowhere on it.
import { isId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import {
  findLeaving,
  listHouseholds,
  listPastMemberships,
} from '#modules/people/household-queries.ts';
import { mayBeTakenBack } from '#modules/people/household-rules.ts';
import { findPerson } from '#modules/people/queries.ts';
import { listHereToday } from '#modules/visits/together-queries.ts';
import { ButtonLink } from '#platform/ui/button.tsx';
import { Document } from '#platform/ui/document.tsx';
import { ErrorSummary } from '#platform/ui/error-summary.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { fieldText, problemText } from '#platform/words/problem-text.ts';
import { homeOf } from '../casefile/add-page.tsx';
import { findOwnPerson } from '../casefile/same-page.tsx';
import type { Page, PageRequest } from '../page.ts';
import { staffBar, staffDocument } from '../staff-bar.tsx';
import { AddPart, findAsked, StartPart } from './household-add.tsx';
import { HouseholdHere } from './household-here.tsx';
import { HouseholdNow } from './household-now.tsx';
import { MemberLines, PartForm, PastMemberships, TakeBack } from './household-parts.tsx';

const DONE = ['joined', 'left', 'taken-back', 'split', 'role', 'gone'] as const;

export const householdPage: Page = {
  screen: 'reception',
  async render(page) {
    const { tx, w, query, attempt, now } = page;
    const personId = await findOwnPerson(page, page.params['personId'] ?? '');
    const person = personId ? await findPerson(tx, personId) : undefined;
    if (!personId || !person) return problem('not-found');
    const leavingId = query.get('leaving') ?? '';
    const [households, past, asked, leaving] = await Promise.all([
      listHouseholds(tx, personId),
      listPastMemberships(tx, personId),
      findAsked(page),
      isId(leavingId) ? findLeaving(tx, leavingId) : undefined,
    ]);
    const members = [
      personId,
      ...new Set(households.flatMap(({ others }) => others.map((one) => one.personId))),
    ];
    await page.reads([...members, ...asked.map((one) => one.personId)], 'receive');
    const here = await listHereToday(tx, members, now);
    const hereOf = new Map(here.map((one) => [one.personId, one]));
    const done = DONE.find((one) => one === query.get('done'));
    const view = { page, person, here: hereOf, asked };
    return (
      <Document {...staffDocument(page, w('household.title'))}>
        <Frame
          skip={w('app.skip-to-content')}
          bar={staffBar(page, { title: w('household.title'), centre: homeOf(page), live: true })}
          sheetLabel={w('household.here')}
          sheet={
            <div class="stack-loose">
              {households.map((household, at) => (
                <HouseholdHere
                  {...view}
                  household={household}
                  title={households.length > 1 ? titleOf(page, at, households.length) : undefined}
                />
              ))}
              <PastMemberships page={page} past={past} />
            </div>
          }
          sheetFoot={
            <div class="stack-tight">
              <ButtonLink kind="quiet" wide href={`/people/${personId}`}>
                {w('app.back')}
              </ButtonLink>
            </div>
          }
        >
          <div class="stack-loose">
            <Refused page={page} />
            {done && !attempt ? <Notice tone="done">{w(`household.done.${done}`)}</Notice> : null}
            {leaving && !attempt && mayBeTakenBack(leaving, now) ? (
              <TakeBack page={page} personId={personId} leavingId={leavingId} />
            ) : null}
            <HouseholdNow page={page} personId={personId} households={households} />
            <h2>
              <bdi>{person.name ?? w('reception.without-name')}</bdi>
            </h2>
            {households.map((household, at) => (
              <section
                id={`of-${household.id}`}
                class="stack"
                aria-labelledby={`household-${at}`}
                data-goes
              >
                <SectionHeading
                  id={`household-${at}`}
                  title={titleOf(page, at, households.length)}
                  aside={String(household.others.length + 1)}
                  ruled
                />
                <MemberLines {...view} household={household} />
                <AddPart {...view} household={household} />
                {household.others.length > 0 ? <PartForm {...view} household={household} /> : null}
              </section>
            ))}
            <StartPart {...view} first={households.length === 0} />
          </div>
        </Frame>
      </Document>
    );
  },
};

function titleOf({ w }: PageRequest, at: number, count: number): string {
  return count === 1 ? w('household.title') : w('household.one-of', { number: at + 1, count });
}

/** Why the last act was refused, in words; each field once. */
function Refused({ page: { attempt, language } }: { page: PageRequest }) {
  if (!attempt) return null;
  const { fields } = attempt.problem;
  const title = problemText(language, attempt.problem);
  if (!fields) return <Notice tone="error">{title}</Notice>;
  const codes = [...new Set(Object.values(fields))];
  return (
    <ErrorSummary
      title={title}
      errors={codes.map((code) => ({ text: fieldText(language, code) }))}
    />
  );
}
