// Known or new? Those who may be meant by what was typed, under the field: /reception/:centreId/known?q=
// `for` is the id of the field, where a page has several.
import { dayOf } from '#base/dates.ts';
import { problem } from '#base/problem.ts';
import { parsePartialDate } from '#base/partial-dates.ts';
import { mayBePaperNumber } from '#modules/people/search-numbers.ts';
import { findKnown, type KnownPerson } from '#modules/visits/known-queries.ts';
import { ComboboxResults } from '#platform/ui/combobox.tsx';
import { formatDate, inLanguage } from '#platform/words/format.ts';
import type { Words } from '#platform/words/words.ts';
import type { Page, PageRequest } from '../page.ts';
import { findHouse } from './find-house.ts';

/** As long a name as anybody types. */
const TYPED_MAX = 120;
const FIELD = /^m\d-name$/;

export const knownPage: Page = {
  screen: 'reception',
  async render(page) {
    const centre = findHouse(page);
    if (!centre) return problem('not-found');
    const { w, tx, now, query, reads } = page;
    const typed = (query.get('q') ?? '').slice(0, TYPED_MAX);
    const field = FIELD.exec(query.get('for') ?? '')?.[0] ?? 'name';
    const isNumber = mayBePaperNumber(typed);
    const found = await findKnown(tx, typed, {
      centreId: centre.id,
      day: dayOf(now, centre.zone),
    });
    await reads(
      found.map(({ personId }) => personId),
      'receive',
    );
    return (
      <main lang={w.tag} dir={w.direction}>
        <ComboboxResults
          id={`${field}-results`}
          label={w('reception.known-or-new')}
          options={[
            ...found.map((person) => ({
              id: `${field}-known-${person.personId}`,
              value: person.personId,
              text: shownName(person) ?? '',
              children: <Candidate page={page} person={person} among={found} />,
              end: w('door.it-is-her'),
            })),
            ...(typed.trim() === ''
              ? []
              : [
                  {
                    id: `${field}-known-new`,
                    value: '',
                    // A number that was looked for is nobody's name.
                    text: isNumber ? '' : typed,
                    children: (
                      <>
                        {w('reception.new-person')}
                        <span class="hint">
                          {' '}
                          {found.length === 0 && isNumber
                            ? w('door.find.no-number')
                            : w('door.new.hint')}
                        </span>
                      </>
                    ),
                  },
                ]),
          ]}
        />
      </main>
    );
  },
};

/** What she is called by, else the name of her papers, else that of her own script. */
export function shownName(person: KnownPerson): string | null {
  return person.name ?? person.fullName ?? person.originalName;
}

export function Candidate({
  page,
  person,
  among = [],
}: {
  page: PageRequest;
  person: KnownPerson;
  /** All who were found, with whom she may stand in one household. */
  among?: readonly KnownPerson[];
}) {
  const { w } = page;
  const shown = shownName(person);
  const others = person.names.filter((name) => name !== shown);
  return (
    <>
      <b>{shown === null ? w('reception.without-name') : <bdi>{shown}</bdi>}</b>
      {others.map((name) => (
        <>
          {' · '}
          <bdi class="muted">{name}</bdi>
        </>
      ))}
      <br />
      <span class="hint">{factsOf(page, person, among).join(' · ')}</span>
    </>
  );
}

/** What tells her apart: born when, here when and where, how she was found. */
export function factsOf(
  page: PageRequest,
  person: KnownPerson,
  among: readonly KnownPerson[] = [],
): string[] {
  const { w, directory } = page;
  const office = person.lastOfficeId ? directory.offices.get(person.lastOfficeId) : undefined;
  const date = person.lastDay && formatDate(w.language, person.lastDay, 'short');
  return [
    bornWords(w, person.born),
    person.hereNumber === null ? '' : w('door.here-now', { number: person.hereNumber }),
    !date
      ? ''
      : office
        ? w('door.last-at', { date, office: inLanguage(office.shortName, w.language) })
        : w('reception.last-here', { date }),
    whyFound(w, person, among),
    person.sameYear ? w('door.found.year') : '',
    person.file === null ? '' : w('door.file', { number: person.file }),
  ].filter((words) => words !== '');
}

/** Why she is shown, where it can't be seen by what was typed. */
function whyFound(w: Words, person: KnownPerson, among: readonly KnownPerson[]): string {
  const { foundBy, through } = person;
  if (foundBy === 'household') {
    const relative = among.find(({ personId }) => personId === through);
    const name = relative && shownName(relative);
    return name ? w('door.found.household', { name }) : w('door.found.household-nameless');
  }
  switch (foundBy) {
    case 'script':
    case 'sounds':
    case 'near':
    case 'phone':
    case 'further':
      return w(`door.found.${foundBy}`);
    default:
      return '';
  }
}

/** A birth date as far as it is known: the year is enough to tell people apart. */
export function bornWords(w: Words, born: string | null): string {
  const date = born === null ? undefined : parsePartialDate(born);
  if (!date || date.precision === 'unknown') return '';
  const year =
    date.precision === 'day'
      ? date.date.year
      : date.precision === 'month'
        ? date.month.year
        : date.year;
  return date.precision === 'estimated'
    ? w('door.born-about', { year: String(year) })
    : w('door.born', { year: String(year) });
}
