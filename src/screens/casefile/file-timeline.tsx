// Her way through the house on one spine: what is ahead, today, what was. A line says where and how
// it ended; what was done in it and noted shows for one's own office only.
import { dayOf } from '#base/dates.ts';
import { nameOfLanguage } from '#base/languages.ts';
import type { OwnAct } from '#modules/attendances/queries.ts';
import type { PersonStop, PersonVisit } from '#modules/visits/desk-queries.ts';
import { Note } from '#platform/ui/note.tsx';
import { Timeline, type TimelineEntry, type TimelineLine } from '#platform/ui/timeline.tsx';
import { formatDate, formatMinutes, formatMoment } from '#platform/words/format.ts';
import { directoryNames, outcomeWords } from '../desk/desk-words.tsx';
import type { PageRequest } from '../page.ts';
import type { FileFacts } from './load-file.ts';
import type { KnownPerson } from './load-person.ts';

export function FileTimeline({
  page,
  known,
  facts,
  works,
}: {
  page: PageRequest;
  known: KnownPerson;
  facts: FileFacts;
  /** Whether acts may be put right from here. */
  works: boolean;
}) {
  const { w } = page;
  const total = known.visits.length;
  const entries = [
    ...aheadEntries(page, known, facts),
    ...known.visits.map((visit, index) => visitEntry(page, known, works, visit, total - index)),
  ];
  return <Timeline label={w('casefile.timeline')} entries={entries} />;
}

/** What is to come: bookings, calls that were promised, next steps of one's own office; the latest first. */
function aheadEntries(page: PageRequest, known: KnownPerson, facts: FileFacts): TimelineEntry[] {
  const { w, directory, language } = page;
  const name = directoryNames(directory, language);
  const zoneOf = (centreId: string | null) => directory.centres.get(centreId ?? '')?.zone ?? 'UTC';
  const day = (on: Temporal.PlainDate) => ({
    when: formatDate(w.language, on, 'short'),
    whenNote: formatDate(w.language, on, 'day'),
    state: 'ahead' as const,
  });
  const booked = facts.bookings.map((booking) => {
    const zone = zoneOf(booking.centreId);
    const on = dayOf(booking.startsAt, zone);
    const desk = directory.desks.get(booking.resource?.replace(/^desk:/, '') ?? '')?.label;
    const entry: TimelineEntry = {
      ...day(on),
      title: w('file.booked', { time: formatMoment(w.language, booking.startsAt, zone) }),
      aside: `${name.office(booking.officeId)} · ${name.service(booking.serviceId)}`,
      desk,
      deskSpoken: desk && `${w('app.desk')} ${desk}`,
    };
    return { on, entry };
  });
  const calls = facts.tasks
    .filter(({ kind, state }) => kind === 'call-back' && state === 'open')
    .map((task) => ({
      on: task.dueOn,
      entry: {
        ...day(task.dueOn),
        title: (
          <>
            {w('file.call-back')} <bdi>{task.title}</bdi>
          </>
        ),
        aside: task.assignee ?? unitName(page, task.unitId),
      } satisfies TimelineEntry,
    }));
  const steps = listNextSteps(page, known).map((act) => ({
    on: act.nextOn,
    entry: {
      ...day(act.nextOn),
      title: <bdi>{act.detail}</bdi>,
      aside: name.office(act.officeId),
    } satisfies TimelineEntry,
  }));
  return [...booked, ...calls, ...steps]
    .toSorted((one, other) => Temporal.PlainDate.compare(other.on, one.on))
    .map(({ entry }) => entry);
}

/** Own acts in progress with a date from today on, the nearest last: the spine runs back in time. */
export function listNextSteps(
  { now, directory }: Pick<PageRequest, 'now' | 'directory'>,
  known: KnownPerson,
): (OwnAct & { readonly nextOn: Temporal.PlainDate })[] {
  const zoneOf = (act: OwnAct) =>
    directory.centres.get(directory.offices.get(act.officeId)?.centreId ?? '')?.zone ?? 'UTC';
  return known.acts
    .filter((act): act is OwnAct & { nextOn: Temporal.PlainDate } => act.nextOn !== null)
    .filter((act) => Temporal.PlainDate.compare(act.nextOn, dayOf(now, zoneOf(act))) >= 0)
    .toSorted((a, b) => Temporal.PlainDate.compare(b.nextOn, a.nextOn));
}

function visitEntry(
  page: PageRequest,
  known: KnownPerson,
  works: boolean,
  visit: PersonVisit,
  count: number,
): TimelineEntry {
  const { w, directory, language, now } = page;
  const centre = directory.centres.get(visit.centreId);
  const zone = centre?.zone ?? 'UTC';
  const today = visit.day.equals(dayOf(now, zone));
  const needs = known.needs.filter((need) => need.visitId === visit.id);
  const stops = known.stops.filter((stop) => stop.visitId === visit.id);
  return {
    id: `visit-${visit.id}`,
    when: today ? w('casefile.today') : formatDate(w.language, visit.day, 'short'),
    whenNote: today ? formatDate(w.language, visit.day, 'short') : String(visit.day.year),
    title: w('casefile.visit-number', { number: count }),
    aside: w('casefile.visit-ticket', { centre: centre?.name ?? '', number: visit.number }),
    state: visit.state === 'open' ? 'now' : 'done',
    lines: [
      {
        time: formatMoment(w.language, visit.arrivedAt, zone),
        text: w('casefile.screening-in', {
          count: needs.length,
          language: nameOfLanguage(visit.language, language),
        }),
        source: w('app.place.reception'),
      },
      ...stops.flatMap((stop) => stopLines(page, known, works, stop, zone)),
    ],
    children: known.notes
      .filter((note) => note.visitId === visit.id)
      .toReversed()
      .map((note) => (
        <Note
          title={w('casefile.note-of', { unit: unitName(page, note.unitId), name: note.author })}
          readers={formatMoment(w.language, note.writtenAt, zone)}
        >
          {note.body}
        </Note>
      )),
  };
}

function stopLines(
  page: PageRequest,
  known: KnownPerson,
  works: boolean,
  stop: PersonStop,
  zone: string,
): TimelineLine[] {
  const { w, directory, language } = page;
  const name = directoryNames(directory, language);
  const source = name.office(stop.officeId);
  const at = stop.servedAt ?? stop.queuedAt;
  const time = at ? formatMoment(w.language, at, zone) : undefined;
  const own = known.acts.filter((act) => act.stopId === stop.stopId).toReversed();
  if (own.length > 0) {
    return own.map((act) => ({
      time: formatMoment(w.language, act.occurredAt, zone),
      text: (
        <>
          {[
            w('casefile.act-line', {
              mode: w(`desk.mode.${act.mode as 'support'}`),
              duration: formatMinutes(w.language, act.minutes),
            }),
            act.forwardedTo
              ? w('desk.forwarded', { office: name.sentTo(act.forwardedTo) })
              : outcomeWords(w, act.outcome),
            act.detail,
          ]
            .filter(Boolean)
            .join('. ')}
          {act.corrections > 0 ? <span class="hint"> {w('correction.corrected')}</span> : null}{' '}
          {works && act.accountId === page.actor.accountId ? (
            <a class="timeline-act" href={`/acts/${act.id}`}>
              {w('correction.do')}
            </a>
          ) : null}
        </>
      ),
      source,
    }));
  }
  const state =
    stop.state === 'done' ? outcomeWords(w, stop.outcome ?? '') : w(`desk.state.${stop.state}`);
  return [{ time, text: `${name.service(stop.serviceId)}: ${state}`, source }];
}

function unitName({ directory, language }: PageRequest, unitId: string): string {
  const unit = directory.units.get(unitId);
  return unit ? ((unit.name as Record<string, string>)[language] ?? unit.name.pt) : unitId;
}
