// What she needs and how each need stands, one line each; what this office knows of it beside it.
import { dayOf } from '#base/dates.ts';
import type { Centre } from '#modules/directory/schema.ts';
import { Steps } from '#platform/ui/meter.tsx';
import { Icon, iconNamed } from '#platform/ui/icon.tsx';
import { formatDate } from '#platform/words/format.ts';
import { comma, directoryNames } from '../desk/desk-words.tsx';
import type { PageRequest } from '../page.ts';
import type { KnownPerson } from './load-person.ts';
import type { NeedState } from '#modules/casefiles/schema.ts';
import { asOne } from '#modules/visits/continue-rules.ts';
import { NeedState as NeedWord } from './need-state.tsx';

export function FileNeeds({
  page,
  known,
  centre,
}: {
  page: PageRequest;
  known: KnownPerson;
  centre: Centre | undefined;
}) {
  const { w, directory, language } = page;
  const name = directoryNames(directory, language);
  if (known.needs.length === 0) return <p class="muted">{w('casefile.needs.none')}</p>;
  return (
    <ul class="file-needs" aria-label={w('casefile.needs')}>
      {asOne(known.needs)
        .toReversed()
        .map((need) => {
          const stops = known.stops.filter(({ needId }) => need.ids.includes(needId ?? ''));
          const last = stops.at(-1);
          const act = known.acts.find((each) => stops.some((stop) => stop.stopId === each.stopId));
          return (
            <li>
              <Icon name={iconNamed(name.icon(need.subjectId) ?? '')} />
              <b>{name.subject(need.subjectId)}</b>
              <span class="file-need-detail">
                {act?.detail ? <bdi>{act.detail}</bdi> : last ? name.office(last.officeId) : null}
                {act?.nextOn ? comma(w) + formatDate(w.language, act.nextOn, 'short') : null}
              </span>
              <span class="file-need-steps">
                <NeedSteps
                  w={w}
                  state={need.state}
                  now={last?.state === 'serving'}
                  returned={stops.some(({ state }) => state === 'done')}
                />
              </span>
              <span class="hint file-need-day">
                {formatDate(w.language, dayOf(need.changedAt, centre?.zone ?? 'UTC'))}
              </span>
              <span class="file-need-state">
                <NeedWord w={w} state={need.state} now={last?.state === 'serving'} />
              </span>
            </li>
          );
        })}
    </ul>
  );
}

/** How far a need has come: found, taken up, under way, ended. Its word stands beside it. */
function NeedSteps({
  w,
  state,
  now,
  returned,
}: {
  w: PageRequest['w'];
  state: NeedState;
  now: boolean;
  /** A desk took it up already. */
  returned: boolean;
}) {
  const ended = state === 'solved' || state === 'not-possible' || state === 'dropped';
  const done = ended ? 4 : state === 'open' && !returned ? 1 : 2;
  return (
    <Steps
      done={done}
      now={now && !ended ? 1 : 0}
      total={4}
      text={w('file.need-steps', { done, total: 4 })}
    />
  );
}
