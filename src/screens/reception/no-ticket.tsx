// Needs that get no ticket today, said before anybody waits: the office sees people by appointment only,
// or the day's tickets are used up. And what is possible instead: another day, another house.
import { dayOf } from '#base/dates.ts';
import { findNextOpening } from '#modules/directory/rules/hours.ts';
import { listServicesForSubject } from '#modules/directory/rules/services.ts';
import type { Centre, Directory, Names, OfficeService, Office } from '#modules/directory/schema.ts';
import { listClosedQueues } from '#modules/visits/closed-queues.ts';
import { countTickets } from '#modules/visits/house-queries.ts';
import { type NoTicket, whyNoTicket } from '#modules/visits/reception-rules.ts';
import type { AskedStop } from '#modules/visits/route-estimate.ts';
import { Icon } from '#platform/ui/icon.tsx';
import { formatDate, formatDayTime, formatList, inLanguage } from '#platform/words/format.ts';
import type { Words } from '#platform/words/words.ts';
import { type NearestTime, nearestTime } from '../bookings/nearest-time.ts';
import type { PageRequest } from '../page.ts';

/** How a need stands with tickets today. */
export interface TicketState {
  readonly subjectId: string;
  readonly office: Office;
  readonly offer: OfficeService;
  /** Tickets that are left; undefined: as many as come. */
  readonly left: number | undefined;
  readonly why: NoTicket | 'another-day' | undefined;
  /** What the coordinator says about a queue that is closed. */
  readonly message?: Names | undefined;
  /** The nearest time that is free, where there is no ticket. */
  readonly nearest?: NearestTime | undefined;
}

/** Of each chosen need, whether there is a ticket for it today, and none for what is left for another. */
export async function ticketsOf(
  { tx, directory, now }: PageRequest,
  centre: Centre,
  subjectIds: readonly string[],
  language: string,
  notToday: readonly string[] = [],
): Promise<TicketState[]> {
  const best = [...new Set(subjectIds)].flatMap((subjectId) => {
    const [first] = listServicesForSubject(directory, centre.id, subjectId);
    return first ? [{ subjectId, ...first }] : [];
  });
  const limited = best.some(({ offer }) => offer.ticketsPerDay !== undefined);
  const [taken, closed] = await Promise.all([
    limited ? countTickets(tx, centre.id, dayOf(now, centre.zone)) : new Map(),
    best.length > 0 ? listClosedQueues(tx, centre.id) : [],
  ]);
  const states = best.map(({ subjectId, office, service, offer }): TicketState => {
    const left =
      offer.ticketsPerDay === undefined
        ? undefined
        : offer.ticketsPerDay - (taken.get(`${office.id} ${service.id}`) ?? 0);
    const byAppointment = service.booking === 'appointment';
    const answer = { subjectId, officeId: office.id, unitId: office.unitId, serviceId: service.id };
    const queue = closed.find(({ officeId }) => officeId === office.id);
    const why = whyNoTicket({ ...answer, byAppointment, left, queueClosed: queue !== undefined });
    const put = notToday.includes(subjectId) ? 'another-day' : undefined;
    return { subjectId, office, offer, left, why: why ?? put, message: queue?.message };
  });
  return Promise.all(
    states.map(async (state) => {
      const { office, offer, why } = state;
      if (!why) return state;
      const asked = { centre, office, service: offer.service, language };
      return { ...state, nearest: await nearestTime({ tx, now }, asked) };
    }),
  );
}

/** The stops of a route without those that get no ticket today. */
export function stopsWithTicket(
  stops: readonly AskedStop[],
  tickets: readonly TicketState[],
): AskedStop[] {
  const without = new Set(tickets.filter(({ why }) => why).map(({ subjectId }) => subjectId));
  return stops.filter(({ subjectId }) => !without.has(subjectId));
}

/** The next day after today on which the house is open, for whoever comes back. */
export function nextDayOf(centre: Centre, now: Temporal.Instant): Temporal.PlainDate | undefined {
  const tomorrow = dayOf(now, centre.zone).add({ days: 1 });
  const next = findNextOpening(centre.timetable, tomorrow.toZonedDateTime(centre.zone).toInstant());
  return next && dayOf(next.opens, centre.zone);
}

/** Other houses that see to the same, the nearest names first; at most three. */
export function otherHouses(directory: Directory, centre: Centre, serviceId: string): Centre[] {
  return [...directory.centres.values()]
    .filter(
      (other) =>
        other.id !== centre.id &&
        other.offices.some((office) =>
          office.offers.some(({ service }) => service.id === serviceId),
        ),
    )
    .slice(0, 3);
}

/** The part with the id `no-ticket`; what is not for today goes along with the form as `later`. */
export function NoTicketPart({
  page,
  centre,
  w,
  tickets,
}: {
  page: PageRequest;
  centre: Centre;
  w: Words;
  tickets: readonly TicketState[];
}) {
  const without = tickets.filter(({ why }) => why !== undefined);
  const few = tickets.filter(({ left, why }) => !why && left !== undefined && left <= 5);
  const next = nextDayOf(centre, page.now);
  return (
    <div id="no-ticket" data-follows="reception" aria-live="polite">
      {few.map(({ office, left }) => (
        <p class="hint">
          {inLanguage(office.shortName, w.language)}
          {': '}
          {w('door.tickets-left', { count: left ?? 0 })}
        </p>
      ))}
      {without.length === 0 ? null : (
        <section class="no-ticket" aria-labelledby="no-ticket-title">
          <h3 id="no-ticket-title">
            <Icon name="ticket" /> {w('door.no-ticket')}
          </h3>
          <ul>
            {without.map(({ subjectId, office, offer, why, message, nearest }) => {
              const elsewhere = otherHouses(page.directory, centre, offer.service.id);
              return (
                <li>
                  <input type="hidden" name="later" value={subjectId} />
                  <b>
                    {w(`door.no-ticket.${why as 'another-day'}`, {
                      office: inLanguage(office.shortName, w.language),
                    })}
                  </b>
                  <span class="hint">{inLanguage(offer.service.name, w.language)}</span>
                  {why === 'queue-closed' && message ? (
                    <span dir="auto">{inLanguage(message, w.language)}</span>
                  ) : null}
                  {nearest ? (
                    <span>
                      {w('instead.nearest', {
                        when: formatDayTime(w.language, nearest.date, nearest.at),
                      })}
                    </span>
                  ) : null}
                  {next && !nearest && why === 'tickets-used-up' ? (
                    <span>{w('door.come-back', { date: formatDate(w.language, next) })}</span>
                  ) : null}
                  {elsewhere.length > 0 ? (
                    <span class="hint">
                      {formatList(
                        w.language,
                        elsewhere.map(({ name }) => name),
                        'disjunction',
                      )}
                    </span>
                  ) : null}
                </li>
              );
            })}
          </ul>
          <p class="hint">{w('door.no-ticket.what')}</p>
        </section>
      )}
    </div>
  );
}
