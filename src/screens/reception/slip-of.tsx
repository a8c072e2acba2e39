// The slip of one ticket, in her language, with the house's beside each stop so that anyone there
// can point the way. No name, no subject; the code for a camera leads to the ticket's own page.
import { timeOf } from '#base/dates.ts';
import { uiLanguageFor } from '#base/languages.ts';
import type { Centre, Directory } from '#modules/directory/schema.ts';
import type { Trip } from '#modules/visits/queries.ts';
import type { RouteEstimate } from '#modules/visits/route-estimate.ts';
import { Slip } from '#platform/ui/slip.tsx';
import { formatDate, formatTime, inLanguage } from '#platform/words/format.ts';
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
  /** The address of the ticket's page; undefined once the visit is over. */
  readonly link?: string | undefined;
}

/** The words of the slip, for the screen and for both kinds of printer. */
export function slipWords({ trip, centre, directory, route, link }: SlipFacts) {
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
      const desk = deskRange(office);
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
    numberTitle: w('slip.your-number'),
    number: trip.number,
    how: `${w('slip.wait-for-your-number')} ${w('slip.keep-this-paper')}`,
    routeTitle: w('slip.your-route'),
    stops,
    leave:
      route.legs.length > 0 ? w('queue.free-between', freeBetween(w, centre, route)) : undefined,
    code: {
      typed: trip.code,
      title: w('slip.code'),
      text: w('slip.code.hint'),
      label: w('slip.code'),
    },
    phone: link ? { url: link, title: w('phone.scan'), text: w('phone.scan.hint') } : undefined,
    free: w('slip.free'),
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
