// An entry of the register of minors as a line of a list: in the list of an office by her name, on her own by its number.
import type { EntryLine as Entry } from '#modules/minors/queries.ts';
import { Icon } from '#platform/ui/icon.tsx';
import type { PageRequest } from '../page.ts';
import { EntryState, purposesOf, untilOf } from './entry-words.tsx';

/** One line. @param named whether it says whose entry it is */
export function EntryLine({
  page,
  entry,
  today,
  named = false,
}: {
  page: PageRequest;
  entry: Entry;
  today: Temporal.PlainDate;
  named?: boolean;
}) {
  const number = <bdi dir="ltr">{entry.number}</bdi>;
  return (
    <li>
      <Icon name="school" />
      <div class="task-what">
        <b>
          <a href={`/minors/${entry.id}`}>
            {named ? <bdi>{entry.name ?? page.w('minors.no-name')}</bdi> : number}
          </a>
        </b>
        <small class="muted">
          {named ? <span>{number}</span> : null}
          <span>{purposesOf(page, entry)}</span>
          <span>{untilOf(page, entry)}</span>
        </small>
      </div>
      <EntryState page={page} entry={entry} today={today} />
    </li>
  );
}
