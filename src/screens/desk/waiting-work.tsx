// A desk with nobody at it: somebody was called and is coming, or nobody yet. Numbers, language and
// service only: who she is shows once she sits down.
import { interpreterFor } from '#modules/visits/rules/desk-rules.ts';
import { LiveRegion } from '#platform/ui/live-region.tsx';
import { StateWord } from '#platform/ui/state-word.tsx';
import { TicketNumber } from '#platform/ui/ticket-number.tsx';
import { formatMoment } from '#platform/words/format.ts';
import type { PageRequest } from '../page.ts';
import { directoryNames, Minutes, Spoken } from './desk-words.tsx';
import type { DeskFacts } from './load-desk.ts';
import { nextOf } from './queue-order.ts';
import { MovedOn, NumberToCall, stateOf } from './still-so.tsx';

/** Live, as `/desk/<desk>/hand?stop=<stop>` answers it: she sets out, or leaves, while one looks. */
export function CalledRegion({
  page,
  facts,
  stopId,
}: {
  page: PageRequest;
  facts: DeskFacts;
  stopId: string;
}) {
  const { w, directory, language } = page;
  const { hand, desk, office, centre } = facts;
  const here = hand?.stopId === stopId && hand.state === 'called' ? hand : undefined;
  return (
    <LiveRegion
      id="desk-hand"
      src={`/desk/${desk.id}/hand?stop=${stopId}`}
      topic={`queue:${office.id}`}
    >
      {here ? (
        <div class="called">
          <h2>
            <TicketNumber number={here.number} size="phone" tone="now" spoken={w('app.ticket')} />
          </h2>
          <p class="called-state">
            <StateWord state="now" icon={here.period === 'way' ? 'arrow-right' : 'bell-ring'}>
              {w(here.period === 'way' ? 'desk.state.way' : 'desk.state.called')}
            </StateWord>
            {here.calledAt ? (
              <span class="hint">
                {w('desk.called-at', {
                  time: formatMoment(w.language, here.calledAt, centre.zone),
                })}
                {' · '}
                <Minutes page={page} since={here.calledAt} zone={centre.zone} />
              </span>
            ) : null}
          </p>
          <p class="called-service">
            {directoryNames(directory, language).service(here.serviceId)}
          </p>
          <p>
            <Spoken page={page} tag={here.language} speakers={facts.speakers} named />
          </p>
          {interpreterFor({ languages: facts.speakers.own }, here.language) === 'needed' ? (
            <p>
              <StateWord state="attention" icon="languages">
                {w('sitting.interpreter-needed')}
              </StateWord>
            </p>
          ) : null}
          <p class="hint">{w('desk.called-hint')}</p>
        </div>
      ) : (
        <MovedOn page={page} facts={facts} said="desk.moved-on" />
      )}
    </LiveRegion>
  );
}

/** Nobody at the desk: who would come next. Live, as `/desk/<desk>/hand` answers it. */
export function IdleRegion({ page, facts }: { page: PageRequest; facts: DeskFacts }) {
  const { w } = page;
  const { desk, office } = facts;
  const next = nextOf(facts);
  return (
    <LiveRegion id="desk-hand" src={`/desk/${desk.id}/hand`} topic={`queue:${office.id}`}>
      {stateOf(facts) !== 'free' ? (
        <MovedOn page={page} facts={facts} said="desk.changed" />
      ) : next ? (
        <NumberToCall page={page} facts={facts} line={next} title={w('desk.next-up')} />
      ) : (
        <div class="called">
          <h2 class="called-open">{w('desk.desk-open')}</h2>
          <p class="muted">{w('desk.empty-queue.hint')}</p>
        </div>
      )}
    </LiveRegion>
  );
}
