// The mediator's screen: which desks of the house ask for a language, the ones she speaks first;
// she says that she comes, that she is there, that she has finished.
import { nameOfLanguage } from '#base/languages.ts';
import { problem } from '#base/problem.ts';
import type { Centre } from '#modules/directory/schema.ts';
import { nameIn } from '#modules/directory/rules/names.ts';
import { listRequests, type OpenRequest } from '#modules/interpretation/queries.ts';
import { mayMediate } from '#modules/interpretation/rules.ts';
import { hostUnitOf } from '#modules/visits/host-unit.ts';
import { Button } from '#platform/ui/button.tsx';
import { Document } from '#platform/ui/document.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { LiveRegion } from '#platform/ui/live-region.tsx';
import { Plaque } from '#platform/ui/plaque.tsx';
import { StateWord } from '#platform/ui/state-word.tsx';
import { FormOutcome } from '../form-outcome.tsx';
import { Minutes } from '../desk/desk-words.tsx';
import type { Page, PageRequest } from '../page.ts';
import { staffBar, staffDocument } from '../staff-bar.tsx';

export const mediationPage: Page = {
  screen: 'mediation',
  async render(page) {
    const centre = findCentre(page);
    if (!centre) return problem('not-found');
    const { w, commandId } = page;
    return (
      <Document {...staffDocument(page, `${w('mediation.title')} · ${centre.name}`)}>
        <Frame
          skip={w('app.skip-to-content')}
          bar={staffBar(page, { title: w('mediation.title'), centre, live: true })}
        >
          <div class="stack calls-for-help">
            <h2>{w('mediation.requests')}</h2>
            <FormOutcome page={page} />
            <RequestRegion page={page} centre={centre} requests={await listed(page, centre)} />
            <form id="answer" method="post" action={`/mediation/${centre.id}/accept`}>
              <input type="hidden" name="commandId" value={commandId} />
            </form>
          </div>
        </Frame>
      </Document>
    );
  },
};

/** The list alone, as a poke fetches it. */
export const mediationRegion: Page = {
  screen: 'mediation',
  async render(page) {
    const centre = findCentre(page);
    return centre ? (
      <RequestRegion page={page} centre={centre} requests={await listed(page, centre)} />
    ) : (
      problem('not-found')
    );
  },
};

function findCentre({ directory, params, actor }: PageRequest): Centre | undefined {
  const centre = directory.centres.get(params['centreId'] ?? '');
  const host = centre && hostUnitOf(centre);
  return centre && host && mayMediate(actor, host, centre.id) ? centre : undefined;
}

/** Her own first, then those in a language that she speaks, each by time. */
async function listed({ tx, actor }: PageRequest, centre: Centre): Promise<OpenRequest[]> {
  const requests = await listRequests(tx, centre.id);
  const place = (one: OpenRequest) =>
    one.mediatorId === actor.accountId
      ? 0
      : one.mediatorId === null && actor.speaks.includes(one.language)
        ? 1
        : 2;
  return requests.toSorted((a, b) => place(a) - place(b));
}

function RequestRegion({
  page,
  centre,
  requests,
}: {
  page: PageRequest;
  centre: Centre;
  requests: readonly OpenRequest[];
}) {
  const { w } = page;
  return (
    <LiveRegion
      id="mediation"
      src={`/mediation/${centre.id}/requests`}
      topic={`mediation:${centre.id}`}
    >
      {requests.length === 0 ? (
        <EmptyState icon="languages" title={w('mediation.empty')}>
          {w('mediation.empty.hint')}
        </EmptyState>
      ) : (
        <ul class="help-list">
          {requests.map((request) => (
            <Request page={page} centre={centre} request={request} />
          ))}
        </ul>
      )}
    </LiveRegion>
  );
}

function Request({
  page,
  centre,
  request,
}: {
  page: PageRequest;
  centre: Centre;
  request: OpenRequest;
}) {
  const { w, directory, language, actor } = page;
  const desk = directory.desks.get(request.deskId)?.label ?? '';
  const office = directory.offices.get(request.officeId)?.shortName;
  const tongue = nameOfLanguage(request.language, language);
  const mine = request.mediatorId === actor.accountId;
  const to = `/mediation/${centre.id}`;
  const press = (act: string, words: string, kind: 'primary' | 'secondary') => (
    <Button
      kind={kind}
      form="answer"
      formaction={`${to}/${act}`}
      name="requestId"
      value={request.id}
    >
      {words}
    </Button>
  );
  return (
    <li id={`request-${request.id}`} data-mine={mine ? '' : undefined}>
      <Plaque label={desk} size="large" spoken={`${w('app.desk')} ${desk}`} />
      <div>
        <h3>{tongue}</h3>
        <p>
          {office ? nameIn(office, language) : null} ·{' '}
          {w('mediation.ticket', { number: request.number })} ·{' '}
          <Minutes page={page} since={request.askedAt} zone={centre.zone} />
        </p>
      </div>
      <div class="help-acts">
        {mine ? (
          <>
            {request.joinedAt ? null : press('join', w('mediation.join'), 'primary')}
            {press('end', w('mediation.end'), request.joinedAt ? 'primary' : 'secondary')}
          </>
        ) : request.mediator ? (
          <StateWord state="done">{w('mediation.taken', { name: request.mediator })}</StateWord>
        ) : actor.speaks.includes(request.language) ? (
          press('accept', w('mediation.accept'), 'primary')
        ) : (
          <span class="muted">{w('mediation.not-mine', { language: tongue })}</span>
        )}
      </div>
    </li>
  );
}
