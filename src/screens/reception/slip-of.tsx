// The slip of one ticket, in her language, with the house's beside each stop so that anyone there
// can point the way. No name, no subject; the code for a camera leads to the ticket's own page.
import { dayOf, timeOf } from '#base/dates.ts';
import { uiLanguageFor } from '#base/languages.ts';
import type { OwnBooking } from '#modules/appointments/queries.ts';
import type { Centre, Directory } from '#modules/directory/schema.ts';
import type { Trip } from '#modules/visits/queries.ts';
import type { RouteEstimate } from '#modules/visits/route-estimate.ts';
import { Slip } from '#platform/ui/slip.tsx';
import { formatDate, formatDayTime, formatTime, inLanguage } from '#platform/words/format.ts';
import { words } from '#platform/words/words.ts';
import { deskRange } from '../desk-range.ts';
import { freeBetween } from './chosen-route.ts';

/** What a slip is made of: `route` is what is still ahead of her; its times are printed as far as they are known. */
export interface SlipFacts {
  readonly trip: Pick<Trip, 'number' | 'code' | 'language' | 'day' | 'arrivedAt'> & {
    readonly stops: readonly Pick<Trip['stops'][number], 'officeId' | 'serviceId' | 'state'>[];
  };
  readonly centre: Centre;
  readonly directory: Directory;
  readonly route: Pick<RouteEstimate, 'legs' | 'free'>;
  /** What is booked for her today and in the days to come, the next first. */
  readonly bookings?: readonly Pick<
    OwnBooking,
    'officeId' | 'centreId' | 'subjectId' | 'startsAt' | 'number'
  >[];
  /** Nothing of the visit is seen to today: she need not wait, and gets no number. */
  readonly over?: boolean;
  /** The address of the ticket's page; undefined once the visit is over. */
  readonly link?: string | undefined;
}

/** The words of the slip, for the screen and for both kinds of printer. */
export function slipWords(facts: SlipFacts) {
  const { trip, centre, directory, route, link, bookings = [], over = false } = facts;
  const w = words(uiLanguageFor(trip.language));
  const time = (at: Temporal.Instant) => formatTime(w.language, timeOf(at, centre.zone));
  const legs = [...route.legs];
  const stops = trip.stops
    .filter(({ state }) => state !== 'withdrawn' && state !== 'done')
    .map((stop) => {
      const office = directory.offices.get(stop.officeId);
      const at = legs.findIndex(
        ({ officeId, serviceId }) => officeId === stop.officeId && serviceId === stop.serviceId,
      );
      const [leg] = at < 0 ? [] : legs.splice(at, 1);
      const desk = deskRange(w.language, office);
      return {
        time: leg && time(leg.starts),
        title: office ? inLanguage(office.name, w.language) : stop.officeId,
        second: w.language === 'pt' || !office ? undefined : inLanguage(office.name, 'pt'),
        secondLang: 'pt',
        desk,
        deskSpoken: desk && `${w('app.desk')} ${desk}`,
      };
    });
  return {
    lang: w.tag,
    dir: w.direction,
    place: centre.name,
    when: w('app.date-time', {
      date: formatDate(w.language, trip.day, 'short'),
      time: time(trip.arrivedAt),
    }),
    numberTitle: over ? w('instead.no-wait') : w('slip.your-number'),
    number: over ? undefined : trip.number,
    how: over
      ? w('slip.keep-this-paper')
      : `${w('slip.wait-for-your-number')} ${w('slip.keep-this-paper')}`,
    routeTitle: stops.length > 0 ? w('slip.your-route') : undefined,
    stops,
    leave:
      route.legs.length > 0 ? w('queue.free-between', freeBetween(w, centre, route)) : undefined,
    bring: bookings.map((booking) => lineOf(booking, facts)),
    code: over
      ? undefined
      : {
          typed: trip.code,
          title: w('slip.code'),
          text: w('slip.code.hint'),
          label: w('slip.code'),
        },
    phone: link ? { url: link, title: w('phone.scan'), text: w('phone.scan.hint') } : undefined,
    free: w('slip.free'),
  };
}

/** The bookings that a slip has room for. */
export const ON_PAPER = 3;

/**
 * When and where she is expected, and the number of the booking. Of what nobody else should read on a
 * paper, the house alone is named.
 */
function lineOf(
  { officeId, centreId, subjectId, startsAt, number }: NonNullable<SlipFacts['bookings']>[number],
  { trip, centre, directory }: SlipFacts,
) {
  const w = words(uiLanguageFor(trip.language));
  const there = directory.centres.get(centreId);
  const zone = there?.zone ?? centre.zone;
  const office = directory.offices.get(officeId);
  const hidden = directory.subjects.get(subjectId)?.sensitive === true;
  const place = office && !hidden ? inLanguage(office.shortName, w.language) : there?.name;
  return {
    title: w('instead.on-paper', {
      when: formatDayTime(w.language, dayOf(startsAt, zone), timeOf(startsAt, zone)),
    }),
    text: there && !hidden && there.id !== centre.id ? `${place}, ${there.name}` : (place ?? ''),
    number: w('instead.booking-number', { number }),
  };
}

export function SlipOf(facts: SlipFacts) {
  const slip = slipWords(facts);
  return (
    <div class="slip-paper" data-long={slip.stops.length > 3 ? '' : undefined}>
      <Slip {...slip} />
    </div>
  );
}
