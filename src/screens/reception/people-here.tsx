// Who is in the house: number, name or language, where her ticket stands. Live for those who
// receive people; each line leads to her trip.
import { dayOf, timeOf } from '#base/dates.ts';
import type { Centre } from '#modules/directory/schema.ts';
import { type ExpectedPerson, listExpected } from '#modules/visits/expected-queries.ts';
import { countVisits, listPeopleHere, type PersonHere } from '#modules/visits/house-queries.ts';
import { listSentBack } from '#modules/visits/sent-back-queries.ts';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { LiveRegion } from '#platform/ui/live-region.tsx';
import { Plaque } from '#platform/ui/plaque.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { TicketNumber } from '#platform/ui/ticket-number.tsx';
import { formatTime, inLanguage } from '#platform/words/format.ts';
import type { Words } from '#platform/words/words.ts';
import type { PageRequest } from '../page.ts';
import { BackHere } from './back-here.tsx';
import { languageName } from './reception-words.ts';

/** The live region, whole: as part of a page and as the answer of `/reception/:centreId/here`. */
export async function PeopleHereList({ page, centre }: { page: PageRequest; centre: Centre }) {
  const { tx, w, now, reads } = page;
  const day = dayOf(now, centre.zone);
  const [people, counts, expected, back] = await Promise.all([
    listPeopleHere(tx, centre.id, day),
    countVisits(tx, centre.id, day),
    listExpected(tx, centre.id, now),
    listSentBack(tx, { centreId: centre.id }),
  ]);
  await reads(
    [...people, ...expected, ...back].map(({ personId }) => personId),
    'receive',
  );
  return (
    <LiveRegion id="people-here" src={`/reception/${centre.id}/here`} topic={`floor:${centre.id}`}>
      <SectionHeading
        title={w('reception.people-here')}
        aside={counts.here > 0 ? String(counts.here) : undefined}
        end={w('reception.came-today', { count: counts.today })}
      />
      <p class="people-find">
        <a href={`/reception/${centre.id}/find`} data-key="p">
          {w('door.find')}
        </a>
      </p>
      <BackHere page={page} centre={centre} back={back} />
      <Expected page={page} expected={expected} centre={centre} />
      {people.length === 0 ? (
        <EmptyState icon="sofa" title={w('reception.here-empty')}>
          {w('reception.here-empty.hint')}
        </EmptyState>
      ) : (
        <PeopleLines page={page} centre={centre} people={people} />
      )}
    </LiveRegion>
  );
}

/** Whom other houses sent on: a press begins with her file, her language and what she needs. */
function Expected({
  page,
  centre,
  expected,
}: {
  page: PageRequest;
  centre: Centre;
  expected: readonly ExpectedPerson[];
}) {
  const { w, directory } = page;
  if (expected.length === 0) return null;
  return (
    <section aria-labelledby="expected-title" class="expected">
      <SectionHeading
        id="expected-title"
        title={w('door.expected')}
        aside={String(expected.length)}
      />
      <ul class="household-list">
        {expected.map(({ id, personId, name, language, fromCentreId, subjectIds, note }) => {
          const begin = new URLSearchParams([
            ['language', language],
            ['personId', personId],
            ...subjectIds.map((subject) => ['subjectIds', subject]),
          ] as string[][]);
          return (
            <li id={`expected-${id}`}>
              <a href={`/reception/${centre.id}?${begin}`}>
                <bdi>{name ?? w('reception.without-name')}</bdi>
              </a>{' '}
              <span class="hint">
                {languageName(w, language)}
                {' · '}
                {w('door.expected.from', {
                  centre: directory.centres.get(fromCentreId)?.name ?? fromCentreId,
                })}
              </span>
              {note ? (
                <p>
                  <bdi>{note}</bdi>
                </p>
              ) : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** One line for each; it leads to her trip. */
export function PeopleLines({
  page,
  centre,
  people,
}: {
  page: PageRequest;
  centre: Centre;
  people: readonly PersonHere[];
}) {
  const { w, directory } = page;
  return (
    <ul class="people-here">
      {people.map((person) => {
        const desk = person.deskId ? directory.desks.get(person.deskId)?.label : undefined;
        return (
          <li id={`here-${person.visitId}`}>
            <a href={`/visits/${person.visitId}`} data-state={person.state}>
              <TicketNumber
                number={person.number}
                tone={person.state === 'called' ? 'now' : undefined}
                spoken={w('app.ticket')}
              />
              <span class="people-here-who">
                {person.name ? (
                  <b>
                    <bdi>{person.name}</bdi>
                  </b>
                ) : (
                  <span>{w('reception.without-name')}</span>
                )}
                <span class="hint">{languageName(w, person.language)}</span>
              </span>
              <span class="people-here-where">
                <span>{officeWords(w, directory, person)}</span>
                <span class="hint">
                  {person.state ? w(`desk.state.${person.state}`) : null}
                  {' · '}
                  <bdi>{formatTime(w.language, timeOf(person.arrivedAt, centre.zone))}</bdi>
                </span>
              </span>
              {desk ? <Plaque label={desk} spoken={`${w('app.desk')} ${desk}`} /> : null}
            </a>
          </li>
        );
      })}
    </ul>
  );
}

function officeWords(w: Words, directory: PageRequest['directory'], { officeId }: PersonHere) {
  const office = officeId ? directory.offices.get(officeId) : undefined;
  return office && inLanguage(office.shortName, w.language);
}
