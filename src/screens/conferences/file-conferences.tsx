// Conferences on a file, on the file itself; and by which of them a unit sees it now.
import { timeOf } from '#base/dates.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import type { ConferenceLine } from '#modules/conferences/queries.ts';
import { stateOf } from '#modules/conferences/rules.ts';
import { referringUnits } from '#modules/referrals/who-may.ts';
import { Notice } from '#platform/ui/note.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { formatTime } from '#platform/words/format.ts';
import type { PageRequest } from '../page.ts';
import { ConferenceState, whenOf } from './conference-words.tsx';

export function FileConferences({
  page,
  personId,
  conferences,
  works,
}: {
  page: PageRequest;
  personId: string;
  conferences: readonly ConferenceLine[];
  /** Whether one may be called from here; else nothing is said of none. */
  works: boolean;
}) {
  const { w } = page;
  if (!works && conferences.length === 0) return null;
  return (
    <div class="stack-tight">
      <SectionHeading title={w('confer.list')} />
      {conferences.length > 0 ? (
        <ul class="rows">
          {conferences.map((line) => (
            <li>
              <span class="row-text">
                <a href={`/conferences/${line.id}`}>{whenOf(page, line)}</a>
              </span>
              <ConferenceState page={page} line={line} />
            </li>
          ))}
        </ul>
      ) : null}
      {works ? <a href={`/people/${personId}/confer`}>{w('confer.link')}</a> : null}
    </div>
  );
}

/** Above the file, for whoever sees it by a conference of another unit. */
export function SeenByConference({
  page,
  conferences,
}: {
  page: PageRequest;
  conferences: readonly ConferenceLine[];
}) {
  const { w, actor, now } = page;
  const open = conferences.filter(
    (line) => stateOf(line, now) === 'open' && !referringUnits(actor).includes(line.unitId),
  );
  return (
    <>
      {open.map((line) => (
        <Notice tone="plain">
          {w('confer.by-conference', {
            time: formatTime(w.language, timeOf(line.endsAt, NETWORK_ZONE)),
          })}{' '}
          <a href={`/conferences/${line.id}`}>{w('confer.title')}</a>
        </Notice>
      ))}
    </>
  );
}
