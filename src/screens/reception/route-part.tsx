// The route of today beside the needs, drawn to time scale, and its sum above the button on a
// narrow screen. Both follow the form.
import { timeOf } from '#base/dates.ts';
import type { Centre, Directory } from '#modules/directory/schema.ts';
import type { RouteEstimate, RouteLeg } from '#modules/visits/route-estimate.ts';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { Spine, SpineLegend } from '#platform/ui/spine.tsx';
import { formatMinutes, formatTime, inLanguage } from '#platform/words/format.ts';
import type { Words } from '#platform/words/words.ts';
import { deskRange } from '../desk-range.ts';
import { freeBetween } from './chosen-route.ts';
import { type DoorPlan, servedToday } from './plan-at-door.ts';
import { LeaveByAnswer } from './route-choices.tsx';

interface RouteView {
  readonly w: Words;
  readonly directory: Directory;
  readonly centre: Centre;
  readonly now: Temporal.Instant;
  readonly plan: DoorPlan;
}

/** The part with the id `route`. */
export function RoutePart(view: RouteView) {
  const { w, plan } = view;
  const { route } = plan;
  return (
    <div id="route" data-follows="reception" aria-live="polite">
      {route.legs.length === 0 ? (
        <>
          <h2>{w('reception.route')}</h2>
          <EmptyState icon="map-pin" title={w('reception.route.empty')} />
        </>
      ) : (
        <RouteDrawn {...view} />
      )}
    </div>
  );
}

function RouteDrawn(view: RouteView) {
  const { w, directory, centre, now, plan } = view;
  const { route } = plan;
  const time = (at: Temporal.Instant) => formatTime(w.language, timeOf(at, centre.zone));
  const [first, ...later] = route.legs;
  const free = freeBetween(w, centre, route);
  return (
    <>
      <div class="route-head">
        <div>
          <h2>{w('reception.route')}</h2>
          <p class="muted">{w('reception.route.scale', { count: route.legs.length })}</p>
        </div>
        <p class="route-leaves">
          <span class="muted">{w('reception.route.exit')}</span>
          <b>
            <bdi>{free.from}</bdi> – <bdi>{free.to}</bdi>
          </b>
        </p>
      </div>
      <LeaveByAnswer w={w} directory={directory} centre={centre} plan={plan} />
      <Spine
        label={w('reception.route')}
        fit={300}
        start={{ time: time(now), title: w('app.now'), waitMinutes: first?.waitMinutes ?? 0 }}
        stops={route.legs.map((leg, index) => ({
          ...legWords(view, leg),
          time: time(leg.starts),
          state: 'ahead' as const,
          serviceMinutes: leg.serviceMinutes,
          waitAfterMinutes: later[index]?.waitMinutes ?? 0,
        }))}
        end={{ time: time(route.ends), title: w('reception.route.exit') }}
      />
      <div class="route-sum">
        <SpineLegend
          wait={w('reception.route.wait-total', {
            duration: formatMinutes(w.language, route.waitMinutes),
          })}
          service={w('reception.route.service-total', {
            duration: formatMinutes(w.language, route.serviceMinutes),
          })}
          total={formatMinutes(w.language, route.waitMinutes + route.serviceMinutes)}
        />
        <p class="hint">{w('slip.times-approximate')}</p>
      </div>
    </>
  );
}

function legWords({ w, directory, centre, plan }: RouteView, leg: RouteLeg) {
  const office = directory.offices.get(leg.officeId);
  const service = directory.services.get(leg.serviceId);
  const desk = deskRange(w.language, office);
  const today = servedToday(plan, leg);
  const closes = plan.closes && formatTime(w.language, timeOf(plan.closes, centre.zone));
  return {
    title: office ? inLanguage(office.shortName, w.language) : leg.officeId,
    lines: [
      service ? inLanguage(service.name, w.language) : '',
      w('reception.route.wait-and-service', {
        wait: leg.waitMinutes,
        service: leg.serviceMinutes,
      }),
      leg.unstaffed
        ? w('reception.route.unstaffed')
        : w('reception.route.people-ahead', { count: leg.ahead }),
    ]
      .map((line) => <bdi>{line}</bdi>)
      .concat(
        today === 'yes' || closes === undefined ? (
          []
        ) : (
          <b class="route-too-late">{w(`route.closing.${today}`, { time: closes })}</b>
        ),
      ),
    desk,
    deskSpoken: desk && `${w('app.desk')} ${desk}`,
  };
}

/** The part with the id `route-line`: when she leaves, and that something gets no ticket; above the button. */
export function RouteLine({
  w,
  centre,
  route,
  without,
}: Pick<RouteView, 'w' | 'centre'> & {
  readonly route: RouteEstimate;
  /** A need gets no ticket today: the way to what is possible instead. */
  readonly without: boolean;
}) {
  return (
    <p id="route-line" class="route-line" data-follows="reception">
      {without ? <a href="#no-ticket">{w('door.no-ticket')}</a> : null}
      {route.legs.length === 0 ? null : (
        <>
          <span>{w('queue.free-between', freeBetween(w, centre, route))}</span>
          <a href="#route">{w('reception.see-route')}</a>
        </>
      )}
    </p>
  );
}
