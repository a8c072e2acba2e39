// A house with everything that it is: names, hours, closed days, offices with their desks and services;
// each with the way to change it on the sheet beside, and at the end what was changed, with the way back.
import { dayOf, WEEKDAYS } from '#base/dates.ts';
import { nameOfLanguage } from '#base/languages.ts';
import { problem } from '#base/problem.ts';
import { mayChange } from '#modules/directory/change.ts';
import { listChanges } from '#modules/directory/change-queries.ts';
import { loadDirectory } from '#modules/directory/queries.ts';
import { nameIn } from '#modules/directory/rules/names.ts';
import type { Centre, Office } from '#modules/directory/schema.ts';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { FactList } from '#platform/ui/fact-list.tsx';
import { Icon } from '#platform/ui/icon.tsx';
import { Plaque } from '#platform/ui/plaque.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { formatDate, formatList, formatParts, formatTimeRange } from '#platform/words/format.ts';
import type { Page, PageRequest } from '../page.ts';
import { ChangeLog } from './change-log.tsx';
import { houseEditing } from './house-forms.tsx';
import { HouseFrame } from './house-frame.tsx';
import { nthWords, weekdayName, weekOn } from './hours-form.tsx';

export const housePage: Page = {
  screen: 'houses',
  async render(request) {
    const id = request.params['centreId'] ?? '';
    if (!mayChange(request.actor, id) || !request.directory.centres.has(id))
      return problem('not-found');
    // Straight from the tables: what was changed a moment ago stands here already.
    const zone = request.directory.centres.get(id)?.zone ?? 'Europe/Lisbon';
    const directory = await loadDirectory(request.tx, dayOf(request.now, zone));
    const page = { ...request, directory };
    const centre = directory.centres.get(id);
    if (!centre) return problem('not-found');
    const changes = await listChanges(page.tx, id);
    return (
      <HouseFrame
        page={page}
        centre={centre}
        title={`${page.w('houses.title')} · ${centre.name}`}
        editing={houseEditing(page, centre)}
      >
        <House page={page} centre={centre} />
        <Closures page={page} centre={centre} />
        <section class="stack" aria-labelledby="offices">
          <SectionHeading
            id="offices"
            title={page.w('houses.offices')}
            end={
              <Edit
                page={page}
                what="office"
                words={page.w('houses.edit.office-new')}
                icon="plus"
              />
            }
          />
          {centre.offices.map((office) => (
            <OfficePart page={page} centre={centre} office={office} />
          ))}
        </section>
        <ChangeLog page={page} centre={centre} changes={changes} />
      </HouseFrame>
    );
  },
};

/** A link that puts one thing on the sheet. */
export function Edit({
  page,
  what,
  words,
  of,
  icon = 'pencil',
}: {
  page: PageRequest;
  what: string;
  words: string;
  /** Of what, for those who hear the link alone. */
  of?: string;
  icon?: 'pencil' | 'plus' | 'x';
}) {
  const path = page.params['centreId']
    ? `/settings/houses/${page.params['centreId']}`
    : '/settings/catalogue';
  const part = page.query.get('part');
  const query = `${part ? `part=${part}&` : ''}edit=${encodeURIComponent(what)}`;
  return (
    <a class="edit-link" href={`${path}?${query}#edit-sheet`}>
      <Icon name={icon} size={16} />
      <span>
        {words}
        {of ? <span class="aside-voice"> {of}</span> : null}
      </span>
    </a>
  );
}

function House({ page, centre }: { page: PageRequest; centre: Centre }) {
  const { w, now } = page;
  const week = weekOn(centre, dayOf(now, centre.zone));
  const languages = [
    ...new Set(centre.offices.flatMap(({ offers }) => offers.flatMap((offer) => offer.languages))),
  ];
  const change = w('houses.edit');
  return (
    <section class="stack">
      <FactList
        facts={[
          {
            label: w('houses.column.name'),
            value: (
              <span class="fact-edit">
                {centre.name}
                <Edit page={page} what="name" words={change} of={w('houses.column.name')} />
              </span>
            ),
          },
          {
            label: w('houses.column.address'),
            value: (
              <span class="fact-edit">
                {centre.address ?? w('houses.nothing')}
                <Edit page={page} what="address" words={change} of={w('houses.column.address')} />
              </span>
            ),
          },
          {
            label: w('houses.column.languages'),
            value: (
              <bdi>
                {formatList(
                  w.language,
                  languages.map((tag) => nameOfLanguage(tag, page.language)),
                )}
              </bdi>
            ),
          },
          {
            label: w('houses.hours'),
            value: (
              <span class="fact-edit">
                <span class="week">
                  {week.map((hours) => (
                    <span>
                      {weekdayName(page, 1 + WEEKDAYS.indexOf(hours.weekday))}
                      {hours.nth ? ` (${nthWords(page, hours.nth)})` : ''}{' '}
                      {formatTimeRange(w.language, hours.opens, hours.closes)}
                      {hours.byAppointment ? ` · ${w('houses.column.by-appointment')}` : ''}
                    </span>
                  ))}
                </span>
                <Edit page={page} what="hours" words={change} of={w('houses.hours')} />
              </span>
            ),
          },
        ]}
      />
    </section>
  );
}

function Closures({ page, centre }: { page: PageRequest; centre: Centre }) {
  const { w, now, language } = page;
  const today = dayOf(now, centre.zone);
  const coming = centre.timetable.exceptions.filter(
    ({ date }) => Temporal.PlainDate.compare(date, today) >= 0,
  );
  return (
    <section class="stack-tight">
      <SectionHeading
        title={w('houses.closures')}
        end={<Edit page={page} what="closure" words={w('houses.edit.closure')} icon="plus" />}
      />
      {coming.length === 0 ? <p class="muted">{w('houses.no-closures')}</p> : null}
      <ul class="plain-list">
        {coming.map(({ date, opens, closes, reason }) => (
          <li class="fact-edit">
            <span>
              {formatDate(w.language, date, 'full')} ·{' '}
              {opens && closes ? formatTimeRange(w.language, opens, closes) : w('houses.closed')} ·{' '}
              {nameIn(reason, language)}
            </span>
            <Edit page={page} what={`closure-gone:${date}`} words={w('houses.remove')} icon="x" />
          </li>
        ))}
      </ul>
    </section>
  );
}

function OfficePart({
  page,
  centre,
  office,
}: {
  page: PageRequest;
  centre: Centre;
  office: Office;
}) {
  const { w, language, directory } = page;
  const code = office.id.slice(centre.id.length + 1);
  const name = nameIn(office.name, language);
  const unit = directory.units.get(office.unitId);
  return (
    <article class="office-part stack-tight">
      <SectionHeading
        level={3}
        title={name}
        aside={
          unit && nameIn(unit.name, language) !== name ? nameIn(unit.name, language) : undefined
        }
        end={
          <span class="line">
            <Edit page={page} what={`office:${code}`} words={w('houses.edit')} of={name} />
            <Edit
              page={page}
              what={`office-gone:${code}`}
              words={w('houses.close')}
              of={name}
              icon="x"
            />
          </span>
        }
      />
      <p class="desk-line">
        {office.desks.map((desk) => (
          <a
            href={`/settings/houses/${centre.id}?edit=${encodeURIComponent(`desk-gone:${desk.label.toLowerCase()}`)}#edit-sheet`}
            title={w('houses.edit.desk-gone')}
          >
            <Plaque
              label={desk.label}
              spoken={`${w('houses.table.desk')} ${desk.label}`}
              size="small"
            />
          </a>
        ))}
        <Edit
          page={page}
          what={`desk:${code}`}
          words={w('houses.edit.desk')}
          of={name}
          icon="plus"
        />
      </p>
      {office.offers.length === 0 ? (
        <EmptyState icon="list" title={w('houses.no-services')} />
      ) : (
        <ul class="plain-list">
          {office.offers.map(({ service, rank, ticketsPerDay, languages }) => (
            <li class="fact-edit">
              <span>
                {nameIn(service.name, language)}
                <small>
                  {w('houses.rank', { rank })}
                  {' · '}
                  {ticketsPerDay === undefined
                    ? w('houses.no-limit')
                    : w('houses.tickets', { count: ticketsPerDay })}
                  {languages.length > 0 ? ' · ' : ''}
                  {formatParts(
                    language,
                    languages.map((tag) => nameOfLanguage(tag, language)),
                  )}
                </small>
              </span>
              <span class="line">
                <Edit
                  page={page}
                  what={`service:${code}:${service.id}`}
                  words={w('houses.edit')}
                  of={nameIn(service.name, language)}
                />
                <Edit
                  page={page}
                  what={`service-gone:${code}:${service.id}`}
                  words={w('houses.remove')}
                  of={nameIn(service.name, language)}
                  icon="x"
                />
              </span>
            </li>
          ))}
        </ul>
      )}
      <Edit
        page={page}
        what={`service:${code}:`}
        words={w('houses.edit.service')}
        of={name}
        icon="plus"
      />
    </article>
  );
}
