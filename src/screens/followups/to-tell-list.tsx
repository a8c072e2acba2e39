// What no message may tell her: it is told when she stands here, and that is noted.
import { newId } from '#base/ids.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import type { ToTell } from '#modules/messages/queries.ts';
import { Button } from '#platform/ui/button.tsx';
import { Icon } from '#platform/ui/icon.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { formatDate, formatMoment } from '#platform/words/format.ts';
import type { PageRequest } from '../page.ts';

/** Nothing where nothing waits. `named`: says whom each is for; `works`: whoever looks may note that she was told. */
export function ToTellList({
  page,
  list,
  named,
  works = true,
}: {
  page: PageRequest;
  list: readonly ToTell[];
  named?: boolean;
  works?: boolean;
}) {
  const { w, language, directory } = page;
  if (list.length === 0) return null;
  const when = ({ startsAt, dueOn, centreId }: ToTell) => {
    const zone = directory.centres.get(centreId ?? '')?.zone ?? NETWORK_ZONE;
    if (startsAt) return formatMoment(language, startsAt, zone, 'date-time');
    return dueOn ? formatDate(language, dueOn, 'medium') : '';
  };
  return (
    <section class="stack-tight" id="to-tell">
      <SectionHeading title={w('reach.to-tell')} aside={String(list.length)} />
      <p class="hint">{w('reach.to-tell.hint')}</p>
      <ul class="task-list">
        {list.map((one) => (
          <li>
            <Icon name="user-round" />
            <div class="task-what">
              <b>
                {w(`messages.kind.${one.kind}`)} · <bdi>{when(one)}</bdi>
              </b>
              <small class="muted">
                {named ? (
                  <a href={`/people/${one.personId}`}>
                    <bdi>{one.name ?? w('followups.no-name')}</bdi>
                  </a>
                ) : null}
                {one.reason ? (
                  <span>{w(`reach.why.${one.reason === 'hours' ? 'too-late' : one.reason}`)}</span>
                ) : null}
              </small>
            </div>
            {works ? (
              <form method="post" action={`/people/${one.personId}/told`}>
                <input type="hidden" name="commandId" value={newId()} />
                <input type="hidden" name="eventId" value={one.eventId} />
                <Button size="small" name="kind" value={one.kind} icon="check">
                  {w('reach.told')}
                </Button>
              </form>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
