// "A mediator here, now": who of the house is free and speaks it, asked and answered in place. Live;
// its buttons belong to the form `aside`, so that what is typed in
// the sheet stays.
import { nameOfLanguage } from '#base/languages.ts';
import { findRequest, listBound, type OpenRequest } from '#modules/interpretation/queries.ts';
import { freeMediators } from '#modules/interpretation/rules.ts';
import type { InHand } from '#modules/visits/desk-queries.ts';
import { interpreterFor } from '#modules/visits/rules/desk-rules.ts';
import { Button } from '#platform/ui/button.tsx';
import { LiveRegion } from '#platform/ui/live-region.tsx';
import { StateWord } from '#platform/ui/state-word.tsx';
import { formatList, formatMoment } from '#platform/words/format.ts';
import type { PageRequest } from '../page.ts';
import type { DeskFacts } from './load-desk.ts';

/** What the part shows: the request of the sitting, and who could come. */
export interface MediatorFacts {
  readonly request: OpenRequest | undefined;
  /** Names of those who speak it and are free. */
  readonly free: readonly string[];
}

/** Undefined when the language is spoken at the desk: then nobody is asked for. */
export async function loadMediator(
  { tx }: PageRequest,
  facts: DeskFacts,
  hand: InHand,
): Promise<MediatorFacts | undefined> {
  if (interpreterFor({ languages: facts.speakers.own }, hand.language) === 'none') return undefined;
  const [request, bound] = await Promise.all([
    findRequest(tx, hand.stopId),
    listBound(tx, facts.centre.id),
  ]);
  const free = freeMediators(facts.speakers.mediators, hand.language, bound);
  return { request, free: free.map(({ name }) => name) };
}

export function MediatorRegion({
  page,
  facts,
  hand,
  mediator,
}: {
  page: PageRequest;
  facts: DeskFacts;
  /** Undefined when the sitting has ended meanwhile: then nothing is said. */
  hand: InHand | undefined;
  mediator: MediatorFacts | undefined;
}) {
  const { id } = facts.desk;
  return (
    <LiveRegion
      id="desk-mediator"
      src={`/desk/${id}/mediator`}
      topic={`mediation:${facts.centre.id}`}
      class="mediator-part"
    >
      {hand && mediator ? <Said page={page} facts={facts} hand={hand} mediator={mediator} /> : ' '}
    </LiveRegion>
  );
}

function Said({
  page,
  facts,
  hand,
  mediator: { request, free },
}: {
  page: PageRequest;
  facts: DeskFacts;
  hand: InHand;
  mediator: MediatorFacts;
}) {
  const { w, language } = page;
  const to = `/desk/${facts.desk.id}/mediator`;
  const tongue = nameOfLanguage(hand.language, language);
  if (!request) {
    return (
      <>
        <span class="hint">
          {free.length > 0
            ? w('mediation.free', { language: tongue, names: formatList(w.language, free) })
            : w('mediation.nobody-free', { language: tongue })}
        </span>
        <Button size="small" icon="languages" form="aside" formaction={`${to}/ask`}>
          {w('mediation.ask')}
        </Button>
      </>
    );
  }
  const name = request.mediator ?? '';
  return (
    <>
      <StateWord state={request.joinedAt ? 'done' : 'attention'} icon="languages">
        {request.joinedAt
          ? w('mediation.here', { name })
          : request.acceptedAt
            ? w('mediation.coming', { name })
            : w('mediation.asked', {
                time: formatMoment(w.language, request.askedAt, facts.centre.zone),
              })}
      </StateWord>
      <Button
        size="small"
        kind="quiet"
        form="aside"
        formaction={`${to}/end`}
        name="requestId"
        value={request.id}
      >
        {w('mediation.no-longer')}
      </Button>
    </>
  );
}
