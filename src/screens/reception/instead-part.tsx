// What is possible instead, for each need of a visit that got no ticket: the nearest time with one press,
// another time, a call from us, another house. Whatever is chosen stands on the paper.
import { dayOf, timeOf } from '#base/dates.ts';
import { newId } from '#base/ids.ts';
import { listBookingsOf, type OwnBooking } from '#modules/appointments/queries.ts';
import { listServicesForSubject } from '#modules/directory/rules/services.ts';
import type { Centre } from '#modules/directory/schema.ts';
import { listTasks } from '#modules/followups/queries.ts';
import { mayReceive } from '#modules/visits/host-unit.ts';
import type { Trip } from '#modules/visits/queries.ts';
import { Button, ButtonLink } from '#platform/ui/button.tsx';
import { StateWord } from '#platform/ui/state-word.tsx';
import { formatDate, formatDayTime, inLanguage } from '#platform/words/format.ts';
import { nearestTime } from '../bookings/nearest-time.ts';
import type { PageRequest } from '../page.ts';
import { nextDayOf, otherHouses } from './no-ticket.tsx';

interface Props {
  readonly page: PageRequest;
  readonly centre: Centre;
  readonly trip: Trip;
}

type Need = Trip['needs'][number];

/** The needs of a visit that no stop of it sees to. */
export function needsWithoutStop(trip: Trip): Need[] {
  return trip.needs.filter(
    (need) => need.state === 'open' && !trip.stops.some(({ needId }) => needId === need.id),
  );
}

/** What is booked for somebody from today on, as far as reception may see it; for her paper. */
export async function bookingsAhead(page: PageRequest, trip: Trip): Promise<OwnBooking[]> {
  const all = await listBookingsOf(page.tx, trip.personId, { since: page.now });
  return all.filter(({ state }) => state === 'booked');
}

/** Nothing when every need has its stop. Called and not rendered: it reads, and the session ends with the page. */
export async function insteadPart(props: Props & { readonly bookings: readonly OwnBooking[] }) {
  const { page, centre, trip } = props;
  const needs = needsWithoutStop(trip);
  if (needs.length === 0 || !mayReceive(page.actor, centre)) return null;
  const calls = await listTasks(page.tx, trip.personId);
  const promised = new Set(
    calls.filter(({ state }) => state === 'open').flatMap(({ needId }) => needId ?? []),
  );
  return (
    <section class="instead" aria-labelledby="instead-title">
      <h2 id="instead-title">{page.w('instead.title')}</h2>
      <ul>
        {
          await Promise.all(
            needs.map((need) => insteadOf({ ...props, need, called: promised.has(need.id) })),
          )
        }
      </ul>
    </section>
  );
}

async function insteadOf({
  page,
  centre,
  trip,
  bookings,
  need,
  called,
}: Props & {
  readonly bookings: readonly OwnBooking[];
  readonly need: Need;
  readonly called: boolean;
}) {
  const { w, directory, now } = page;
  const [best] = listServicesForSubject(directory, centre.id, need.subjectId);
  const subject = directory.subjects.get(need.subjectId);
  const title = inLanguage(best?.office.shortName ?? subject?.name ?? {}, w.language);
  const booking = bookings.find(({ needId }) => needId === need.id);
  const said = (text: string) => (
    <li>
      <b>{title}</b>
      <StateWord state="done">{text}</StateWord>
    </li>
  );
  if (booking) {
    const { startsAt } = booking;
    const at = [dayOf(startsAt, centre.zone), timeOf(startsAt, centre.zone)] as const;
    return said(w('instead.booked', { when: formatDayTime(w.language, ...at) }));
  }
  if (called) return said(w('instead.will-call'));
  const nearest = best && (await nearestTime(page, { centre, ...best, language: trip.language }));
  const callOn = nextDayOf(centre, now) ?? dayOf(now, centre.zone);
  // To send her on ends the visit: only where nothing else of it is still ahead.
  const elsewhere =
    best && trip.state === 'closed' ? otherHouses(directory, centre, best.service.id) : [];
  const person = `/people/${trip.personId}`;
  const query = new URLSearchParams({
    service: best ? `${best.office.id}|${best.service.id}` : '',
    need: need.id,
    visit: trip.id,
    paper: `${centre.id}/${trip.id}`,
  });
  const hidden = (fields: Record<string, string>) =>
    Object.entries({ commandId: newId(), paper: `${centre.id}/${trip.id}`, ...fields }).map(
      ([name, value]) => <input type="hidden" name={name} value={value} />,
    );
  return (
    <li>
      <b>{title}</b>
      {nearest && best ? (
        <form method="post" action={`${person}/book`}>
          {hidden({
            officeId: best.office.id,
            serviceId: best.service.id,
            on: nearest.date.toString(),
            at: nearest.at.toString({ smallestUnit: 'minute' }),
            needId: need.id,
            visitId: trip.id,
          })}
          <Button wide icon="calendar-check">
            {w('instead.book', {
              when: formatDayTime(w.language, nearest.date, nearest.at),
            })}
          </Button>
        </form>
      ) : (
        <span class="hint">{w('instead.none')}</span>
      )}
      <div class="instead-more">
        {best ? (
          <ButtonLink size="small" kind="quiet" href={`${person}/book?${query}`}>
            {w('instead.other-time')}
          </ButtonLink>
        ) : null}
        <form method="post" action={`${person}/tasks`}>
          {hidden({
            kind: 'call-back',
            title: w('instead.call-title', { what: title }),
            dueOn: callOn.toString(),
            needId: need.id,
            visitId: trip.id,
            centreId: centre.id,
          })}
          <Button size="small" kind="quiet">
            {w('instead.call', { day: formatDate(w.language, callOn, 'weekday') })}
          </Button>
        </form>
        {elsewhere.map(({ id, name }) => (
          <form method="post" action={`/visits/${trip.id}/send-on`}>
            {hidden({ toCentreId: id })}
            <Button size="small" kind="quiet">
              {w('instead.send', { centre: name })}
            </Button>
          </form>
        ))}
      </div>
    </li>
  );
}
