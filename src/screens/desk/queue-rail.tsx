// The rail of a desk: who waits, in the order of being called, and who is back in a while. Live;
// the form that brings somebody back stands outside of the live part.
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { LanguageLegend } from '#platform/ui/language-dot.tsx';
import { LiveRegion } from '#platform/ui/live-region.tsx';
import { QueueList, RailHeading } from '#platform/ui/queue-list.tsx';
import { TicketNumber } from '#platform/ui/ticket-number.tsx';
import { formatMinutes } from '#platform/words/format.ts';
import type { QueueLine } from '#modules/visits/queries.ts';
import type { PageRequest } from '../page.ts';
import { AlarmPart } from './alarm-part.tsx';
import {
  bridgeMeanings,
  directoryNames,
  inOneLine,
  Minutes,
  minutesBetween,
  Spoken,
} from './desk-words.tsx';
import type { DeskFacts } from './load-desk.ts';
import { MOST_SHOWN, nextOf, type WaitingLine } from './queue-order.ts';

/** The whole rail. */
export function QueueRail({ page, facts }: { page: PageRequest; facts: DeskFacts }) {
  const { w, commandId } = page;
  return (
    <>
      <QueueRegion page={page} facts={facts} />
      <div class="rail-foot">
        <LanguageLegend {...bridgeMeanings(w)} />
        {facts.mine ? <AlarmPart page={page} facts={facts} /> : null}
      </div>
      {facts.hand ? (
        <form id="aside" method="post" action={`/desk/${facts.desk.id}/need`}>
          <input type="hidden" name="commandId" value={commandId} />
          <input type="hidden" name="stopId" value={facts.hand.stopId} />
        </form>
      ) : null}
      <form id="resume" method="post" action={`/desk/${facts.desk.id}/resume`}>
        <input type="hidden" name="commandId" value={commandId} />
      </form>
    </>
  );
}

/** The live part alone, as `/desk/<desk>/queue` answers it. */
export function QueueRegion({ page, facts }: { page: PageRequest; facts: DeskFacts }) {
  const { w, now } = page;
  const { waiting, parked, missed, desk, office } = facts;
  const longest = Math.max(
    0,
    ...waiting.map((line) => (line.queuedAt ? minutesBetween(line.queuedAt, now) : 0)),
  );
  const note =
    waiting.length > 0
      ? `${waiting.length} · ${w('desk.longest-wait', { duration: formatMinutes(w.language, longest) })}`
      : undefined;
  const all = page.query.has('all');
  const shown = all ? waiting : waiting.slice(0, MOST_SHOWN);
  const src = `/desk/${desk.id}/queue${all ? '?all' : ''}`;
  return (
    <LiveRegion id="desk-queue" src={src} topic={`queue:${office.id}`}>
      <RailHeading title={w('desk.waiting-list')} note={note} />
      {waiting.length === 0 ? (
        <EmptyState title={w('desk.empty-queue')}>{w('desk.empty-queue.hint')}</EmptyState>
      ) : (
        <QueueList
          label={w('desk.waiting-list')}
          rows={shown.map((line) => queueRow(page, facts, line, line === nextOf(facts)))}
        />
      )}
      {shown.length < waiting.length ? (
        <p class="queue-more">
          <a class="button" data-kind="quiet" href={`/desk/${desk.id}?all`}>
            {w('desk.show-all', { count: waiting.length })}
          </a>
        </p>
      ) : null}
      <AwayList page={page} facts={facts} title={w('desk.parked')} lines={parked} />
      <AwayList page={page} facts={facts} title={w('sitting.did-not-come')} lines={missed} />
    </LiveRegion>
  );
}

/** Those whom nobody calls by itself: each comes back by a press, once she is here. */
function AwayList({
  page,
  facts,
  title,
  lines,
}: {
  page: PageRequest;
  facts: DeskFacts;
  title: string;
  lines: readonly QueueLine[];
}) {
  const { w } = page;
  if (lines.length === 0) return null;
  return (
    <>
      <RailHeading title={title} level={3} />
      <ul class="parked-list" aria-label={title}>
        {lines.map((line) => (
          <li id={`parked-${line.stopId}`}>
            <TicketNumber number={line.number} tone="muted" />
            <Spoken page={page} tag={line.language} speakers={facts.speakers} />
            {facts.mine ? (
              <button
                class="button"
                data-kind="quiet"
                data-size="small"
                type="submit"
                form="resume"
                name="stopId"
                value={line.stopId}
              >
                {w('desk.unpark')} <span class="aside-voice">{line.number}</span>
              </button>
            ) : null}
          </li>
        ))}
      </ul>
    </>
  );
}

function queueRow(page: PageRequest, facts: DeskFacts, line: WaitingLine, next: boolean) {
  const { w, directory, language } = page;
  const notes = [
    next ? w('desk.next-up') : '',
    line.kept ? w(`queue.kept.${line.kept}`) : '',
    line.misses > 0 ? w('desk.called-times', { count: line.misses }) : '',
  ].filter(Boolean);
  return {
    id: `queue-${line.stopId}`,
    number: line.number,
    language: <Spoken page={page} tag={line.language} speakers={facts.speakers} />,
    wait: line.queuedAt ? (
      <Minutes page={page} since={line.queuedAt} zone={facts.centre.zone} />
    ) : null,
    need: directoryNames(directory, language).service(line.serviceId),
    note: notes.length > 0 ? inOneLine(w, notes) : undefined,
    chosen: next,
    ...(facts.mine &&
      !facts.hand &&
      !facts.breakSince && { href: `/desk/${facts.desk.id}?call=${line.stopId}` }),
  };
}

/**
 * The words of a button that calls, with the number that it would call now; live, as
 * `/desk/<desk>/next` answers it. `finishing` says that serving ends first, here or by going on.
 */
export function CallWords({
  page,
  facts,
  finishing,
}: {
  page: PageRequest;
  facts: DeskFacts;
  finishing: boolean;
}) {
  const { w } = page;
  const { desk, office } = facts;
  const number = nextOf(facts)?.number;
  return (
    <LiveRegion
      id="desk-next"
      src={`/desk/${desk.id}/next${finishing ? '?finishing' : ''}`}
      topic={`queue:${office.id}`}
      class="call-words"
    >
      {!finishing ? (
        number === undefined ? (
          w('desk.call-next')
        ) : (
          w('desk.call-number', { number })
        )
      ) : (
        <>
          <span class="when-here">
            {number === undefined ? w('desk.finish') : w('desk.finish-and-call', { number })}
          </span>
          <span class="when-forward">
            {number === undefined ? w('desk.forward') : w('desk.forward-and-call', { number })}
          </span>
        </>
      )}
    </LiveRegion>
  );
}
