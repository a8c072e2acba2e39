// Over a file that is kept and not worked with: why, since when, and what remains allowed.
import { dayOf } from '#base/dates.ts';
import { RESTRICTED_USES, type Restriction } from '#modules/access/restriction.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import { Notice } from '#platform/ui/note.tsx';
import { formatDate } from '#platform/words/format.ts';
import type { PageRequest } from '../page.ts';

export function RestrictedBanner({
  page,
  restrictions,
}: {
  page: Pick<PageRequest, 'w'>;
  restrictions: readonly Restriction[];
}) {
  const { w } = page;
  const [first] = restrictions;
  if (!first) return null;
  return (
    <Notice tone="plain">
      <p>
        <strong>{w('restricted.title')}</strong>{' '}
        {w(`restricted.because.${first.ground}`, {
          date: formatDate(w.language, dayOf(first.since, NETWORK_ZONE), 'medium'),
        })}
      </p>
      <p>{w('restricted.allowed')}</p>
      <ul>
        {RESTRICTED_USES.map((use) => (
          <li>{w(`restricted.use.${use}`)}</li>
        ))}
      </ul>
    </Notice>
  );
}
