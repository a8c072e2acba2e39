// Over a file that an emergency alone opens: why it is there to be read, and until when.
import { timeOf } from '#base/dates.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import type { Opening } from '#modules/casefiles/glass-queries.ts';
import type { Centre } from '#modules/directory/schema.ts';
import { Notice } from '#platform/ui/note.tsx';
import { formatTime } from '#platform/words/format.ts';
import type { PageRequest } from '../page.ts';

/** Nothing for a file that is worked with. `centre`: in whose hours it is told. */
export function OpenedToRead({
  page,
  opening,
  centre,
}: {
  page: Pick<PageRequest, 'w'>;
  opening: Opening;
  centre: Pick<Centre, 'zone'> | undefined;
}) {
  const { w } = page;
  return opening.until ? (
    <Notice>
      {w('glass.open-until', {
        time: formatTime(w.language, timeOf(opening.until, centre?.zone ?? NETWORK_ZONE)),
      })}
    </Notice>
  ) : null;
}
