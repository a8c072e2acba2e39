// The screen of those who watch over a house: which desk asks for help, live. It names no person.
import { problem } from '#base/problem.ts';
import type { Centre } from '#modules/directory/schema.ts';
import { nameIn } from '#modules/directory/rules/names.ts';
import { listAlarms } from '#modules/visits/alarm-queries.ts';
import { type Alarm, watches } from '#modules/visits/rules/alarm-rules.ts';
import { Button } from '#platform/ui/button.tsx';
import { Document } from '#platform/ui/document.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { LiveRegion } from '#platform/ui/live-region.tsx';
import { Plaque } from '#platform/ui/plaque.tsx';
import { StateWord } from '#platform/ui/state-word.tsx';
import { formatMoment } from '#platform/words/format.ts';
import { FormOutcome } from '../form-outcome.tsx';
import { Minutes } from '../desk/desk-words.tsx';
import type { Page, PageRequest } from '../page.ts';
import { staffBar, staffDocument } from '../staff-bar.tsx';

export const securityPage: Page = {
  screen: 'security',
  async render(page) {
    const centre = findCentre(page);
    if (!centre) return problem('not-found');
    const { tx, w, commandId } = page;
    return (
      <Document {...staffDocument(page, `${w('guard.title')} · ${centre.name}`)}>
        <Frame
          skip={w('app.skip-to-content')}
          bar={staffBar(page, { title: w('guard.title'), centre, live: true })}
        >
          <div class="stack calls-for-help">
            <FormOutcome page={page} />
            <AlarmRegion page={page} centre={centre} alarms={await listAlarms(tx, centre.id)} />
            <form id="answer" method="post" action={`/security/${centre.id}/acknowledge`}>
              <input type="hidden" name="commandId" value={commandId} />
            </form>
          </div>
        </Frame>
      </Document>
    );
  },
};

/** The list alone, as a poke fetches it. */
export const securityRegion: Page = {
  screen: 'security',
  async render(page) {
    const centre = findCentre(page);
    return centre ? (
      <AlarmRegion page={page} centre={centre} alarms={await listAlarms(page.tx, centre.id)} />
    ) : (
      problem('not-found')
    );
  },
};

function findCentre({ directory, params, actor }: PageRequest): Centre | undefined {
  const centre = directory.centres.get(params['centreId'] ?? '');
  return centre && watches(actor, centre.id) ? centre : undefined;
}

function AlarmRegion({
  page,
  centre,
  alarms,
}: {
  page: PageRequest;
  centre: Centre;
  alarms: readonly Alarm[];
}) {
  const { w } = page;
  return (
    <LiveRegion id="alarms" src={`/security/${centre.id}/alarms`} topic={`alarm:${centre.id}`}>
      {alarms.length === 0 ? (
        <EmptyState icon="shield" title={w('guard.quiet')}>
          {w('guard.quiet.hint')}
        </EmptyState>
      ) : (
        <div role="alert">
          <ul class="help-list" data-alarm>
            {alarms.map((alarm) => (
              <Line page={page} centre={centre} alarm={alarm} />
            ))}
          </ul>
          <p class="hint">{w('guard.no-hurry')}</p>
        </div>
      )}
    </LiveRegion>
  );
}

function Line({ page, centre, alarm }: { page: PageRequest; centre: Centre; alarm: Alarm }) {
  const { w, directory, language } = page;
  const desk = directory.desks.get(alarm.deskId)?.label ?? '';
  const office = nameIn(directory.offices.get(alarm.officeId)?.shortName ?? { pt: '' }, language);
  const act = alarm.acknowledgedAt ? 'close' : 'acknowledge';
  return (
    <li id={`alarm-${alarm.id}`} data-mine={alarm.acknowledgedAt ? undefined : ''}>
      <Plaque label={desk} size="large" spoken={`${w('app.desk')} ${desk}`} />
      <div>
        <h2>{w('guard.alarm-at', { desk, office })}</h2>
        <p>
          {w('guard.raised', { time: formatMoment(w.language, alarm.raisedAt, centre.zone) })} ·{' '}
          <Minutes page={page} since={alarm.raisedAt} zone={centre.zone} />
        </p>
        {alarm.acknowledgedAt ? (
          <StateWord state="done">{w('guard.acknowledged')}</StateWord>
        ) : null}
      </div>
      <div class="help-acts">
        <Button
          kind={alarm.acknowledgedAt ? 'secondary' : 'primary'}
          size="large"
          form="answer"
          formaction={`/security/${centre.id}/${act}`}
          name="alarmId"
          value={alarm.id}
        >
          {w(alarm.acknowledgedAt ? 'guard.over' : 'guard.going')}
        </Button>
      </div>
    </li>
  );
}
