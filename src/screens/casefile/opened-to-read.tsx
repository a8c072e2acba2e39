// Over a file that an emergency alone opens: why it is there to be read, and until when.
import { dayOf, timeOf } from '#base/dates.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import type { Opening } from '#modules/casefiles/glass-queries.ts';
import type { Centre } from '#modules/directory/schema.ts';
import { Notice } from '#platform/ui/note.tsx';
import { formatDayTime, formatTime } from '#platform/words/format.ts';
import type { PageRequest } from '../page.ts';

/** Nothing for a file that is worked with. `centre`: in whose hours it is told; with the day when that is not today. */
export function OpenedToRead({
  page,
  opening,
  centre,
}: {
  page: Pick<PageRequest, 'w' | 'now'>;
  opening: Opening;
  centre: Pick<Centre, 'zone'> | undefined;
}) {
  const { w, now } = page;
  if (!opening.until) return null;
  const zone = centre?.zone ?? NETWORK_ZONE;
  const day = dayOf(opening.until, zone);
  const time = timeOf(opening.until, zone);
  return (
    <Notice>
      {day.equals(dayOf(now, zone))
        ? w('glass.open-until', { time: formatTime(w.language, time) })
        : w('glass.open-until-day', { at: formatDayTime(w.language, day, time) })}
    </Notice>
  );
}
