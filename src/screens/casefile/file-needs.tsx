// What she needs and how each need stands, one line each; what this office knows of it beside it.
import { dayOf } from '#base/dates.ts';
import type { Centre } from '#modules/directory/schema.ts';
import { Icon, iconNamed } from '#platform/ui/icon.tsx';
import { formatDate } from '#platform/words/format.ts';
import { comma, directoryNames } from '../desk/desk-words.tsx';
import type { PageRequest } from '../page.ts';
import type { KnownPerson } from './load-person.ts';
import { NeedState } from './need-state.tsx';

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
      {known.needs.toReversed().map((need) => {
        const stops = known.stops.filter((stop) => stop.needId === need.id);
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
            <span class="hint file-need-day">
              {formatDate(w.language, dayOf(need.changedAt, centre?.zone ?? 'UTC'))}
            </span>
            <span class="file-need-state">
              <NeedState w={w} state={need.state} now={last?.state === 'serving'} />
            </span>
          </li>
        );
      })}
    </ul>
  );
}
