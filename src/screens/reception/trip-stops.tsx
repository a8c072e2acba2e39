// The stops of one trip in the order in which they happen, each with its state and its time; live.
import { timeOf } from '#base/dates.ts';
import type { Centre } from '#modules/directory/schema.ts';
import type { Trip, TripStop } from '#modules/visits/queries.ts';
import { LiveRegion } from '#platform/ui/live-region.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { Timeline, type TimelineEntry } from '#platform/ui/timeline.tsx';
import { formatTime, inLanguage } from '#platform/words/format.ts';
import type { PageRequest } from '../page.ts';
import { deskRange } from '../desk-range.ts';

const MARK: Readonly<Record<TripStop['state'], TimelineEntry['state']>> = {
  ahead: 'ahead',
  waiting: 'ahead',
  parked: 'ahead',
  called: 'now',
  serving: 'now',
  done: 'done',
  withdrawn: 'done',
};

/** The live region, whole: as part of the page and as the answer of `/visits/:visitId/stops`. */
export function TripStops({
  page,
  centre,
  trip,
}: {
  page: PageRequest;
  centre: Centre;
  trip: Trip;
}) {
  const { w } = page;
  return (
    <LiveRegion id="trip-stops" src={`/visits/${trip.id}/stops`} topic={`visit:${trip.id}`}>
      <SectionHeading
        title={w('reception.route')}
        aside={w('reception.stops', { count: trip.stops.length })}
      />
      <div class="trip-stops">
        <Timeline
          label={w('reception.route')}
          entries={trip.stops.map((stop) => entryOf(page, centre, stop))}
        />
      </div>
    </LiveRegion>
  );
}

function entryOf({ w, directory }: PageRequest, centre: Centre, stop: TripStop): TimelineEntry {
  const time = (at: Temporal.Instant | null) =>
    at ? formatTime(w.language, timeOf(at, centre.zone)) : undefined;
  const office = directory.offices.get(stop.officeId);
  const service = directory.services.get(stop.serviceId);
  const desk = stop.deskId
    ? directory.desks.get(stop.deskId)?.label
    : deskRange(w.language, office);
  const from = time(stop.servedAt ?? stop.calledAt ?? stop.queuedAt);
  const ended = time(stop.endedAt);
  const outcome = stop.outcome as 'solved' | 'forwarded' | null;
  return {
    id: `stop-${stop.stopId}`,
    when: from ?? '–',
    whenNote: ended === from ? undefined : ended,
    title: office ? inLanguage(office.shortName, w.language) : stop.officeId,
    aside: w(`desk.state.${stop.state}`),
    desk,
    deskSpoken: desk && `${w('app.desk')} ${desk}`,
    state: MARK[stop.state],
    children: (
      <p class="muted">
        {service ? inLanguage(service.name, w.language) : null}
        {outcome && outcome !== 'forwarded' ? ` · ${w(`desk.outcome.${outcome}`)}` : null}
        {outcome === 'forwarded' ? ` · ${w('desk.mode.referral')}` : null}
      </p>
    ),
  };
}
