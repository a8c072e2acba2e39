// The emergency button of a desk: in the rail's foot, where nobody before the desk looks. Once
// pressed, all that shows is a small word beside it.
import type { Alarm } from '#modules/visits/rules/alarm-rules.ts';
import { Icon } from '#platform/ui/icon.tsx';
import { LiveRegion } from '#platform/ui/live-region.tsx';
import type { PageRequest } from '../page.ts';
import type { DeskFacts } from './load-desk.ts';

export function AlarmPart({ page, facts }: { page: PageRequest; facts: DeskFacts }) {
  const { w, commandId } = page;
  return (
    <form class="alarm-part" method="post" action={`/desk/${facts.desk.id}/alarm`}>
      <input type="hidden" name="commandId" value={commandId} />
      <button
        type="submit"
        aria-label={w('guard.press')}
        title={`${w('guard.press')} (Ctrl+E)`}
        aria-keyshortcuts="Control+E"
        data-key="mod+e"
        data-key-label={w('guard.press')}
      >
        <Icon name="shield" size={16} />
      </button>
      <AlarmMark page={page} facts={facts} alarm={facts.alarm} />
    </form>
  );
}

/** What became of it, for the eye of the officer alone; as `/desk/<desk>/alarm` answers it. */
export function AlarmMark({
  page,
  facts,
  alarm,
}: {
  page: PageRequest;
  facts: DeskFacts;
  alarm: Alarm | undefined;
}) {
  const { w } = page;
  return (
    <LiveRegion
      id="alarm-mark"
      src={`/desk/${facts.desk.id}/alarm`}
      topic={`queue:${facts.office.id}`}
      class="alarm-mark"
    >
      {alarm ? w(alarm.acknowledgedAt ? 'guard.pressed-seen' : 'guard.pressed') : ' '}
    </LiveRegion>
  );
}
