// One trip as reception sees it: where her ticket stands, what is ahead and done, who waits to be
// brought back, and the way out. /visits/:visitId
import { dayOf, timeOf } from '#base/dates.ts';
import { newId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import type { Centre } from '#modules/directory/schema.ts';
import { wasAsked } from '#modules/feedback/queries.ts';
import { mayReceive } from '#modules/visits/host-unit.ts';
import { listSentBack } from '#modules/visits/sent-back-queries.ts';
import type { Trip } from '#modules/visits/queries.ts';
import { Autonym } from '#platform/ui/autonym.tsx';
import { Button, ButtonLink } from '#platform/ui/button.tsx';
import { Document } from '#platform/ui/document.tsx';
import { ErrorSummary } from '#platform/ui/error-summary.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { type State, StateWord } from '#platform/ui/state-word.tsx';
import { TicketNumber } from '#platform/ui/ticket-number.tsx';
import { formatDate, formatTime, inLanguage } from '#platform/words/format.ts';
import { fieldText, problemText } from '#platform/words/problem-text.ts';
import { pageToday } from '../house-today.ts';
import type { Page, PageRequest } from '../page.ts';
import { staffBar, staffDocument } from '../staff-bar.tsx';
import { CERTIFICATE_NAME, certificateAttempt, ExitActs } from '../exit/exit-acts.tsx';
import { languageName } from './reception-words.ts';
import { tripOf } from './ticket-page.tsx';
import { WhyBack } from './back-here.tsx';
import { AddNeedPart, TripChanged, WithdrawPart } from './change-trip.tsx';
import { SendOn, SentOn } from './send-on-part.tsx';
import { TripStops } from './trip-stops.tsx';

interface TripView {
  readonly page: PageRequest;
  readonly centre: Centre;
  readonly trip: Trip;
}

export const visitPage: Page = {
  screen: 'reception',
  async render(page) {
    const trip = await tripOf(page);
    const centre = trip && page.directory.centres.get(trip.centreId);
    if (!trip || !centre) return problem('not-found');
    await page.reads([trip.personId], 'receive');
    const { w, actor } = page;
    const view = { page: await pageToday(page, centre.id), centre, trip };
    const [asked, [back]] = await Promise.all([
      wasAsked(page.tx, trip.id),
      listSentBack(page.tx, { visitId: trip.id }),
    ]);
    return (
      <Document {...staffDocument(page, w('casefile.visit-number', { number: trip.number }))}>
        <Frame
          bar={staffBar(page, { title: w('reception.title'), centre, live: true })}
          skip={w('app.skip-to-content')}
          head={<TripHead {...view} />}
          sheetLabel={w('reception.trip-acts')}
          sheetSize="wide"
          sheet={
            mayReceive(actor, centre) ? (
              <TripActs {...view} asked={asked} back={back !== undefined} />
            ) : undefined
          }
          sheetFoot={
            <ButtonLink
              kind="primary"
              size="large"
              wide
              icon="file-text"
              shortcut="s"
              href={`/visits/${trip.id}/summary`}
            >
              {w('reception.see-summary')}
            </ButtonLink>
          }
        >
          <div class="stack-loose">
            <TripProblem page={page} />
            <SentOn page={page} />
            <TripChanged page={page} trip={trip} />
            {back ? <WhyBack page={page} centre={centre} back={back} /> : null}
            <TripStops {...view} />
            <TripNeeds {...view} />
          </div>
        </Frame>
      </Document>
    );
  },
};

/** Why a form of this page was refused; that of the certificate has fields to lead to. */
function TripProblem({ page }: { page: PageRequest }) {
  const { w, attempt } = page;
  if (!attempt) return null;
  const title = problemText(w.language, attempt.problem);
  const name = certificateAttempt(page)?.problem.fields?.['name'];
  return name ? (
    <ErrorSummary
      title={title}
      errors={[
        { field: CERTIFICATE_NAME, text: fieldText(w.language, name, attempt.problem.params) },
      ]}
    />
  ) : (
    <Notice tone="error">{title}</Notice>
  );
}

/** The stops alone, for the live region: /visits/:visitId/stops */
export const tripStopsPage: Page = {
  screen: 'reception',
  async render(page) {
    const trip = await tripOf(page);
    const centre = trip && page.directory.centres.get(trip.centreId);
    if (!trip || !centre) return problem('not-found');
    await page.reads([trip.personId], 'receive');
    return <TripStops page={await pageToday(page, centre.id)} centre={centre} trip={trip} />;
  },
};

function TripHead({ page, centre, trip }: TripView) {
  const { w, now } = page;
  const time = (at: Temporal.Instant) => formatTime(w.language, timeOf(at, centre.zone));
  const today = trip.day.equals(dayOf(now, centre.zone));
  return (
    <div class="trip-head">
      <TicketNumber number={trip.number} size="large" spoken={w('app.ticket')} />
      <div>
        <h1>{trip.name ? <bdi>{trip.name}</bdi> : w('reception.without-name')}</h1>
        <p class="muted">
          <Autonym tag={trip.language} />
          {' · '}
          {languageName(w, trip.language)}
        </p>
      </div>
      <p class="trip-when">
        {today ? null : <span>{formatDate(w.language, trip.day)}</span>}
        <span>
          {trip.closedAt
            ? w('reception.here-from-to', { from: time(trip.arrivedAt), to: time(trip.closedAt) })
            : w('reception.here-since', { time: time(trip.arrivedAt) })}
        </span>
        {trip.leaveBy && !trip.closedAt ? (
          <b>{w('route.must-leave', { time: time(trip.leaveBy) })}</b>
        ) : null}
      </p>
    </div>
  );
}

function TripNeeds({ page, trip }: TripView) {
  const { w, directory } = page;
  if (trip.needs.length === 0) return null;
  const rankOf = (needId: string) => trip.stops.find((stop) => stop.needId === needId)?.rank ?? 99;
  return (
    <section aria-labelledby="needs-title">
      <SectionHeading id="needs-title" title={w('desk.needs-of-visit')} ruled />
      <ul class="trip-needs">
        {trip.needs
          .toSorted((a, b) => rankOf(a.id) - rankOf(b.id))
          .map((need) => {
            const subject = directory.subjects.get(need.subjectId);
            return (
              <li>
                <span>
                  {subject && !subject.sensitive
                    ? inLanguage(subject.name, w.language)
                    : w('reception.other-need')}
                </span>
                <StateWord state={NEED_SIGN[need.state] ?? 'plain'}>
                  {w(`desk.outcome.${need.state as 'open'}`)}
                </StateWord>
              </li>
            );
          })}
      </ul>
    </section>
  );
}

const NEED_SIGN: Readonly<Record<string, State>> = {
  solved: 'done',
  'something-missing': 'attention',
};

/** What reception may do with the trip: bring back, add a need, print again, let her go. */
function TripActs({
  page,
  trip,
  centre,
  asked,
  back,
}: TripView & { readonly asked: boolean; readonly back: boolean }) {
  const { w, directory } = page;
  const parked = trip.stops.filter(({ state }) => state === 'parked');
  const served = trip.stops.some(({ state }) => state === 'serving');
  const open = trip.state === 'open';
  return (
    <div class="stack-loose">
      {parked.map((stop) => {
        const office = directory.offices.get(stop.officeId);
        return (
          <form class="stack-tight" method="post" action={`/visits/${trip.id}/resume`}>
            <input type="hidden" name="commandId" value={newId()} />
            <input type="hidden" name="stopId" value={stop.stopId} />
            <h2>{w('desk.parked')}</h2>
            <p class="muted">{w('reception.bring-back.hint')}</p>
            <Button shortcut="b" icon="undo-2" wide>
              {w('reception.bring-back', {
                office: office ? inLanguage(office.shortName, w.language) : stop.officeId,
              })}
            </Button>
          </form>
        );
      })}
      {open ? (
        <div class="stack-tight">
          <AddNeedPart page={page} trip={trip} open={back} />
          <WithdrawPart page={page} trip={trip} />
          <ButtonLink
            icon="ticket"
            wide
            shortcut="t"
            href={`/reception/${centre.id}/ticket/${trip.id}`}
          >
            {w('reception.print-again')}
          </ButtonLink>
          <form class="stack-tight" method="post" action={`/visits/${trip.id}/reprint`}>
            <input type="hidden" name="commandId" value={newId()} />
            <Button kind="quiet" icon="rotate-cw">
              {w('reception.new-paper')}
            </Button>
            <p class="hint">{w('reception.new-paper.hint')}</p>
          </form>
        </div>
      ) : null}
      {open && served ? <p class="muted">{w('problem.being-served')}</p> : null}
      <div class="stack-tight">
        {open && !served ? (
          <details class="leave-early">
            <summary>{w('desk.leave')}</summary>
            <form class="stack-tight" method="post" action={`/visits/${trip.id}/leave`}>
              <input type="hidden" name="commandId" value={newId()} />
              <p class="muted">{w('desk.leave.hint')}</p>
              <Button kind="danger" wide>
                {w('reception.leave-confirm')}
              </Button>
            </form>
          </details>
        ) : null}
        <ExitActs page={page} trip={trip} asked={asked} />
        {served ? null : <SendOn page={page} trip={trip} centre={centre} />}
      </div>
      <div class="stack-tight">
        <ButtonLink kind="quiet" icon="hand" href={`/people/${trip.personId}/share`}>
          {w('sharing.title')}
        </ButtonLink>
        <ButtonLink
          kind="quiet"
          shortcut="n"
          icon="user-round-plus"
          href={`/reception/${centre.id}`}
        >
          {w('reception.next-person')}
        </ButtonLink>
      </div>
    </div>
  );
}
