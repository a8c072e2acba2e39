// Small pieces that the screens of conferences have alike.
import { dayOf, timeOf } from '#base/dates.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import type { ConferenceLine } from '#modules/conferences/queries.ts';
import { stateOf } from '#modules/conferences/rules.ts';
import { StateWord } from '#platform/ui/state-word.tsx';
import { formatDate, formatTime } from '#platform/words/format.ts';
import type { PageRequest } from '../page.ts';

/** The day and the hours of a conference, in words. */
export function whenOf({ w }: PageRequest, line: ConferenceLine): string {
  const time = (at: Temporal.Instant) => formatTime(w.language, timeOf(at, NETWORK_ZONE));
  return w('confer.when', {
    date: formatDate(w.language, dayOf(line.startsAt, NETWORK_ZONE), 'medium'),
    from: time(line.startsAt),
    to: time(line.endsAt),
  });
}

/** How it stands, as a word with its sign. */
export function ConferenceState({ page, line }: { page: PageRequest; line: ConferenceLine }) {
  const state = stateOf(line, page.now);
  const word = page.w(`confer.state.${state}`);
  if (state === 'to-be-recorded') {
    return (
      <StateWord state="attention" icon="triangle-alert">
        {word}
      </StateWord>
    );
  }
  const sign = { open: 'now', 'to-come': 'plain', 'took-place': 'done', 'called-off': 'plain' };
  return <StateWord state={sign[state] as 'now'}>{word}</StateWord>;
}
