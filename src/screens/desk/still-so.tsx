// A desk at which nobody is served: closed, somebody else's, in a break, or with another number chosen. What it
// shows holds only as long as the desk is so; another screen may change that at any moment.
import type { QueueLine } from '#modules/visits/queries.ts';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { LiveRegion } from '#platform/ui/live-region.tsx';
import { Plaque } from '#platform/ui/plaque.tsx';
import { StateWord } from '#platform/ui/state-word.tsx';
import { TicketNumber } from '#platform/ui/ticket-number.tsx';
import { formatMoment } from '#platform/words/format.ts';
import type { PageRequest } from '../page.ts';
import { directoryNames, Minutes, Spoken } from './desk-words.tsx';
import { type DeskFacts, mayServeAt } from './load-desk.ts';

/** What a desk is for the asking account, while it can call nobody. */
export const DESK_STATES = ['elsewhere', 'held', 'closed', 'break'] as const;
export type DeskState = (typeof DESK_STATES)[number];

/** What the desk is now; `free`: open, hers, waiting to call; undefined while somebody is called or served there. */
export function stateOf(facts: DeskFacts): DeskState | 'free' | undefined {
  if (facts.mine) return facts.hand ? undefined : facts.breakSince ? 'break' : 'free';
  return facts.otherDesk ? 'elsewhere' : facts.heldBy ? 'held' : 'closed';
}

type Props = { page: PageRequest; facts: DeskFacts };

/** Live, as `/desk/<desk>/hand?was=<state>` answers it: what is so, or that it is so no more. */
export function StillSo({ page, facts, was }: Props & { was: DeskState }) {
  const { desk } = facts;
  // Whoever has no desk yet may open one in any of her offices, on another screen.
  const offices = [...page.directory.offices.values()].filter((each) =>
    was === 'break' ? each.id === facts.office.id : mayServeAt(page.actor, each),
  );
  return (
    <LiveRegion
      id="desk-hand"
      src={`/desk/${desk.id}/hand?was=${was}`}
      topic={offices.map(({ id }) => `queue:${id}`).join(' ')}
    >
      {stateOf(facts) === was ? (
        <StateWords page={page} facts={facts} />
      ) : (
        <MovedOn page={page} facts={facts} said="desk.changed" />
      )}
    </LiveRegion>
  );
}

/** Live, as `/desk/<desk>/hand?chosen=<stop>` answers it: whom a desk is about to call out of turn, wherever she stands. */
export function StillThere({
  page,
  facts,
  stopId,
  line,
}: Props & { stopId: string; line: QueueLine | undefined }) {
  const { w } = page;
  const { desk, office } = facts;
  return (
    <LiveRegion
      id="desk-hand"
      src={`/desk/${desk.id}/hand?chosen=${stopId}&all`}
      topic={`queue:${office.id}`}
    >
      {line && stateOf(facts) === 'free' ? (
        <NumberToCall page={page} facts={facts} line={line} title={w('sitting.chosen')} />
      ) : (
        <MovedOn page={page} facts={facts} said={line ? 'desk.changed' : 'desk.not-waiting'} />
      )}
    </LiveRegion>
  );
}

/** Whom this desk would call: number, service, language and how long she has waited; who she is shows later. */
export function NumberToCall({
  page,
  facts,
  line,
  title,
}: Props & { line: QueueLine; title: string }) {
  const { w, directory, language } = page;
  return (
    <div class="called">
      <h2>
        <span class="called-next">{title}</span> <TicketNumber number={line.number} size="phone" />
      </h2>
      <p class="called-service">{directoryNames(directory, language).service(line.serviceId)}</p>
      <p>
        <Spoken page={page} tag={line.language} speakers={facts.speakers} named />
      </p>
      {line.queuedAt ? (
        <p class="hint">
          {w('desk.state.waiting')}{' '}
          <Minutes page={page} since={line.queuedAt} zone={facts.centre.zone} />
        </p>
      ) : null}
    </div>
  );
}

/** Whether the page may go on by itself: not to where the same press would take the desk from a colleague. */
export const goesOn = (facts: DeskFacts) => stateOf(facts) !== 'held';

/** In place of what is over: why, and the way to what is now; where nothing is half typed the page takes it itself. */
export function MovedOn({
  page,
  facts,
  said,
}: Props & { said: 'desk.moved-on' | 'desk.changed' | 'desk.not-waiting' }) {
  const { w } = page;
  return (
    <div role="status" data-moved-on={goesOn(facts) ? w(said) : undefined}>
      <EmptyState
        icon="refresh-cw"
        title={w(said)}
        action={<a href={`/desk/${facts.desk.id}`}>{w('desk.reload')}</a>}
      />
    </div>
  );
}

function StateWords({ page, facts }: Props) {
  const { w } = page;
  const { heldBy, otherDesk, breakSince } = facts;
  switch (stateOf(facts)) {
    case 'elsewhere':
      return (
        <EmptyState
          icon="layout-grid"
          title={w('problem.desk-open-elsewhere')}
          action={
            <a href={`/desk/${otherDesk?.id}`}>
              {w('desk.other-desk', { desk: otherDesk?.label ?? '' })}
            </a>
          }
        />
      );
    case 'held':
      return (
        <EmptyState
          icon={breakSince ? 'coffee' : 'user-round'}
          title={w(breakSince ? 'sitting.held.on-break' : 'sitting.held', {
            name: heldBy ?? '',
          })}
        >
          {w('sitting.take-over.hint', { name: heldBy ?? '' })}
        </EmptyState>
      );
    case 'break':
      return breakSince ? <BreakWords page={page} facts={facts} since={breakSince} /> : null;
    case 'closed':
      return (
        <div class="stack">
          <div class="line">
            <Plaque label={facts.desk.label} size="large" />
            <h2>{w('desk.desk-closed')}</h2>
          </div>
          <p class="muted">{w('desk.desk-closed.hint')}</p>
        </div>
      );
    default:
      return null;
  }
}

function BreakWords({ page, facts, since }: Props & { since: Temporal.Instant }) {
  const { w } = page;
  const { zone } = facts.centre;
  return (
    <div class="called">
      <h2 class="called-open">{w('sitting.on-break')}</h2>
      <p class="called-state">
        <StateWord state="attention" icon="coffee">
          {w('sitting.on-break.since', { time: formatMoment(w.language, since, zone) })}
        </StateWord>
        <Minutes page={page} since={since} zone={zone} />
      </p>
      <p class="muted">{w('sitting.on-break.hint')}</p>
    </div>
  );
}
