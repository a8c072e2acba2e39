// The bookings of an office on a day: time, number, service, language. Nothing about anyone: it may hang
// open on a screen at the counter, and an office behind the fence reads no more.
import { dayOf } from '#base/dates.ts';
import { nameOfLanguage } from '#base/languages.ts';
import { newId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import { DESK, isFenced, mayAct, reachesPeople, WELCOME } from '#modules/access/decide.ts';
import { type BookingLine, listOfficeBookings } from '#modules/appointments/queries.ts';
import { refuseMiss } from '#modules/appointments/states.ts';
import { nameIn } from '#modules/directory/rules/names.ts';
import { Button, ButtonLink, ButtonRow } from '#platform/ui/button.tsx';
import { Document } from '#platform/ui/document.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { StateWord } from '#platform/ui/state-word.tsx';
import { Table } from '#platform/ui/table.tsx';
import { formatDate, formatMoment } from '#platform/words/format.ts';
import { FormOutcome } from '../form-outcome.tsx';
import type { Page, PageRequest } from '../page.ts';
import { hostUnitOf } from '../portal/places.ts';
import { staffBar, staffDocument } from '../staff-bar.tsx';

export const officeBookingsPage: Page = {
  screen: 'bookings',
  async render(page) {
    const { tx, actor, params, w, language, query, directory, now, attempt } = page;
    const office = directory.offices.get(params['officeId'] ?? '');
    const centre = office && directory.centres.get(office.centreId);
    const host = centre && hostUnitOf(centre);
    const may =
      office &&
      centre &&
      reachesPeople(actor) &&
      mayAct(actor, {
        roles: [...DESK, ...WELCOME],
        units: host && !isFenced(actor) ? [office.unitId, host] : [office.unitId],
        centreId: centre.id,
      });
    // A booking that may not be seen is answered as one that does not exist.
    const hidden = attempt?.problem.problem === 'not-found';
    if (!office || !centre || !may || hidden) return problem('not-found');
    const today = dayOf(now, centre.zone);
    const asked = query.get('on') ?? '';
    const date = /^\d{4}-(0[1-9]|1[0-2])-([0-2]\d|3[01])$/.test(asked)
      ? Temporal.PlainDate.from(asked)
      : today;
    const lines = await listOfficeBookings(tx, { id: office.id, zone: centre.zone }, date);
    const came = lines.filter(({ state }) => state === 'arrived').length;
    const missed = lines.filter(({ state }) => state === 'missed').length;
    const link = (day: Temporal.PlainDate) => `/offices/${office.id}/bookings?on=${day.toString()}`;
    return (
      <Document {...staffDocument(page, w('bookings.of-office'))}>
        <Frame
          skip={w('app.skip-to-content')}
          bar={staffBar(page, { title: w('bookings.of-office'), centre })}
        >
          <div class="stack-loose">
            <SectionHeading
              title={formatDate(language, date, 'full')}
              aside={nameIn(office.name, language)}
            />
            <ButtonRow>
              <ButtonLink href={link(date.subtract({ days: 1 }))} icon="chevron-left" size="small">
                {w('bookings.day-before')}
              </ButtonLink>
              <ButtonLink href={link(today)} size="small">
                {w('bookings.today')}
              </ButtonLink>
              <ButtonLink href={link(date.add({ days: 1 }))} icon="chevron-right" size="small">
                {w('bookings.day-after')}
              </ButtonLink>
            </ButtonRow>
            <FormOutcome page={page} />
            {came + missed > 0 ? <p>{w('bookings.of-day', { came, missed })}</p> : null}
            {lines.length === 0 ? (
              <EmptyState icon="calendar" title={w('bookings.none')}>
                {w('bookings.none-hint')}
              </EmptyState>
            ) : (
              <Table
                caption={w('bookings.of-office')}
                columns={[
                  { label: w('bookings.time'), heads: true },
                  { label: w('bookings.number') },
                  { label: w('bookings.service') },
                  { label: w('bookings.language'), optional: true },
                  { label: w('bookings.state') },
                ]}
                rows={lines.map((line) => rowOf(page, line, centre.zone))}
              />
            )}
          </div>
        </Frame>
      </Document>
    );
  },
};

function rowOf(page: PageRequest, line: BookingLine, zone: string) {
  const { w, language, directory, actor, now } = page;
  const service = directory.services.get(line.serviceId);
  // Nobody has said so yet: the line asks for it.
  const waits = line.state === 'booked' && Temporal.Instant.compare(line.endsAt, now) < 0;
  return {
    cells: [
      <bdi>{formatMoment(language, line.startsAt, zone)}</bdi>,
      isFenced(actor) ? (
        <bdi>{line.number}</bdi>
      ) : (
        <a href={`/appointments/${line.appointmentId}`}>
          <bdi>{line.number}</bdi>
        </a>
      ),
      service ? nameIn(service.name, language) : '',
      nameOfLanguage(line.language, language),
      <div class="stack-tight">
        <StateWord
          state={waits ? 'attention' : line.state === 'arrived' ? 'done' : 'plain'}
          icon={null}
        >
          {w(waits ? 'bookings.state.not-yet' : `bookings.state.${line.state}`)}
        </StateWord>
        {refuseMiss(line, now) ? null : (
          <form method="post" action={`/offices/${line.officeId}/bookings/miss`}>
            <input type="hidden" name="commandId" value={newId()} />
            <input type="hidden" name="appointmentId" value={line.appointmentId} />
            <Button size="small" title={`${w('bookings.miss')}: ${line.number}`}>
              {w('bookings.miss')}
            </Button>
          </form>
        )}
      </div>,
    ],
  };
}
