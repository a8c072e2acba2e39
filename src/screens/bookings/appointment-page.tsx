// One booking: when and where, what to bring, its line on paper and for a calendar; and what may become
// of it: she comes, it is moved, it is cancelled.
import { dayOf } from '#base/dates.ts';
import { isId, newId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import { isFenced, mayAct, reachesPeople, WELCOME } from '#modules/access/decide.ts';
import { findBooking, type OwnBooking } from '#modules/appointments/queries.ts';
import { CANCEL_REASONS } from '#modules/appointments/schema.ts';
import { refuseArrival, refuseMiss } from '#modules/appointments/states.ts';
import { mayChange, mayMiss } from '#modules/appointments/who-may.ts';
import { nameIn } from '#modules/directory/rules/names.ts';
import { findPerson } from '#modules/people/queries.ts';
import { Button, ButtonLink } from '#platform/ui/button.tsx';
import { Document } from '#platform/ui/document.tsx';
import { FactList } from '#platform/ui/fact-list.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { Select } from '#platform/ui/select.tsx';
import { formatDate, formatMoment } from '#platform/words/format.ts';
import { problemText } from '#platform/words/problem-text.ts';
import type { Page, PageRequest } from '../page.ts';
import { staffBar, staffDocument } from '../staff-bar.tsx';
import { readChoice } from './booking-choice.ts';
import { DayStrip, TimeList } from './booking-parts.tsx';

export const appointmentPage: Page = {
  screen: 'booking',
  async render(page) {
    const { tx, actor, params, w, language, attempt, query, directory } = page;
    const id = params['appointmentId'] ?? '';
    if (!isId(id) || isFenced(actor) || !reachesPeople(actor)) return problem('not-found');
    const booking = await findBooking(tx, id);
    const centre = booking && directory.centres.get(booking.centreId);
    if (!booking || !centre) return problem('not-found');
    const person = await findPerson(tx, booking.personId);
    await page.reads([booking.personId], 'book');
    const stands = booking.state === 'booked' && mayChange(actor, booking);
    const moving = stands && query.has('on');
    const choice = moving
      ? await readChoice(page, booking.language, { ...booking, appointmentId: id })
      : undefined;
    const today = dayOf(page.now, centre.zone).equals(dayOf(booking.startsAt, centre.zone));
    const roles = { roles: WELCOME, units: [booking.hostUnitId], centreId: centre.id };
    const comes = !refuseArrival(booking) && today && mayAct(actor, roles);
    const missable = !refuseMiss(booking, page.now) && mayMiss(actor, booking);
    return (
      <Document {...staffDocument(page, w('bookings.one'))}>
        <Frame
          skip={w('app.skip-to-content')}
          bar={staffBar(page, { title: w('bookings.one'), centre })}
          sheetLabel={w('bookings.change')}
          sheet={
            choice ? (
              <form id="move" method="post" action={`/appointments/${id}/move`} class="stack">
                <input type="hidden" name="commandId" value={page.commandId} />
                <input type="hidden" name="on" value={choice.date.toString()} />
                <TimeList page={page} choice={choice} />
              </form>
            ) : stands ? (
              <Changes page={page} id={id} booking={booking} />
            ) : (
              <>
                <p>{w(`bookings.state.${booking.state}`)}</p>
                {booking.state === 'missed' && comes ? (
                  <p class="hint">{w('bookings.miss.hint')}</p>
                ) : null}
              </>
            )
          }
          sheetFoot={<Foot page={page} id={id} moving={moving} comes={comes} missable={missable} />}
        >
          <div class="stack-loose">
            {attempt ? (
              <Notice tone="error">{problemText(language, attempt.problem)}</Notice>
            ) : query.get('done') === 'booked' ? (
              <Notice tone="done">{w('bookings.done')}</Notice>
            ) : null}
            <SectionHeading
              title={<bdi>{person?.name ?? w('bookings.no-name')}</bdi>}
              end={person ? <a href={`/people/${booking.personId}`}>{w('bookings.file')}</a> : null}
            />
            <BookingFacts page={page} booking={booking} zone={centre.zone} place={centre.name} />
            {choice ? (
              <DayStrip
                page={page}
                choice={choice}
                href={(day) => `/appointments/${id}?on=${day.toString()}`}
              />
            ) : null}
          </div>
        </Frame>
      </Document>
    );
  },
};

function BookingFacts({
  page,
  booking,
  zone,
  place,
}: {
  page: PageRequest;
  booking: OwnBooking;
  zone: string;
  place: string;
}) {
  const { w, language, directory } = page;
  const service = directory.services.get(booking.serviceId);
  const office = directory.offices.get(booking.officeId);
  const desk = directory.desks.get(booking.resource?.replace('desk:', '') ?? '');
  const bring = service?.documents.map((paper) => nameIn(paper.name, language)) ?? [];
  return (
    <FactList
      facts={[
        {
          label: w('bookings.when'),
          value: (
            <b>
              {formatDate(language, dayOf(booking.startsAt, zone), 'full')},{' '}
              <bdi>{formatMoment(language, booking.startsAt, zone)}</bdi>
            </b>
          ),
        },
        {
          label: w('bookings.where'),
          value: place,
          source: office && nameIn(office.name, language),
        },
        ...(desk ? [{ label: w('app.desk'), value: <bdi>{desk.label}</bdi> }] : []),
        ...(service
          ? [{ label: w('bookings.service'), value: nameIn(service.name, language) }]
          : []),
        { label: w('bookings.number'), value: <bdi class="tabular">{booking.number}</bdi> },
        ...(bring.length > 0 ? [{ label: w('bookings.bring'), value: bring.join(' · ') }] : []),
      ]}
    />
  );
}

function Changes({ page, id, booking }: { page: PageRequest; id: string; booking: OwnBooking }) {
  const { w, directory } = page;
  const zone = directory.centres.get(booking.centreId)?.zone ?? 'UTC';
  const day = dayOf(booking.startsAt, zone);
  return (
    <div class="stack-loose">
      <div class="stack-tight">
        <ButtonLink href={`/appointments/${id}?on=${day.toString()}`} icon="calendar" wide>
          {w('bookings.move')}
        </ButtonLink>
        <ButtonLink href={`/appointments/${id}/oneroof.ics`} icon="download" wide download>
          {w('bookings.calendar')}
        </ButtonLink>
      </div>
      <form class="stack-tight" method="post" action={`/appointments/${id}/cancel`}>
        <input type="hidden" name="commandId" value={page.commandId} />
        <Select
          name="because"
          label={w('bookings.cancel-why')}
          options={CANCEL_REASONS.map((value) => ({ value, label: w(`bookings.why.${value}`) }))}
        />
        <Button icon="x">{w('bookings.cancel')}</Button>
      </form>
    </div>
  );
}

function Foot({
  page,
  id,
  moving,
  comes,
  missable,
}: {
  page: PageRequest;
  id: string;
  moving: boolean;
  comes: boolean;
  missable: boolean;
}) {
  const { w } = page;
  if (moving) {
    return (
      <Button kind="primary" size="large" wide form="move" shortcut="mod+enter">
        {w('bookings.move-here')}
      </Button>
    );
  }
  if (!comes && !missable) return null;
  return (
    <div class="stack-tight">
      {comes ? (
        <form method="post" action={`/appointments/${id}/arrive`}>
          <input type="hidden" name="commandId" value={page.commandId} />
          <Button kind="primary" size="large" wide>
            {w('bookings.arrived')}
          </Button>
        </form>
      ) : null}
      {missable ? (
        <form method="post" action={`/appointments/${id}/miss`}>
          <input type="hidden" name="commandId" value={newId()} />
          <Button icon="x" wide>
            {w('bookings.miss')}
          </Button>
        </form>
      ) : null}
    </div>
  );
}
