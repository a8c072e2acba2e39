// Above what is typed about the person at the desk: nothing, until her sitting ends on another screen
// (a second tab, a colleague who takes over, a call of the API). What was typed stands below, untouched;
// where nothing was, the page goes on to what is now.
import { ButtonLink, ButtonRow } from '#platform/ui/button.tsx';
import { LiveRegion } from '#platform/ui/live-region.tsx';
import { Notice } from '#platform/ui/note.tsx';
import type { PageRequest } from '../page.ts';
import type { DeskFacts } from './load-desk.ts';
import { goesOn } from './still-so.tsx';

/** Live, as `/desk/<desk>/hand?serving=<stop>` answers it. */
export function StillServing({
  page,
  facts,
  stopId,
}: {
  page: PageRequest;
  facts: DeskFacts;
  stopId: string;
}) {
  const { w } = page;
  const { hand, desk, office } = facts;
  const over = hand?.stopId !== stopId || hand.state !== 'serving';
  return (
    <LiveRegion
      id="desk-hand"
      src={`/desk/${desk.id}/hand?serving=${stopId}`}
      topic={`queue:${office.id}`}
      class="still-serving"
    >
      <div role="status">
        {over ? (
          <Notice>
            <div
              class="stack-tight"
              data-moved-on={goesOn(facts) ? w('gone.sitting-over') : undefined}
            >
              <b>{w('gone.sitting-over')}</b>
              <p>{w('gone.typed-stays')}</p>
              <ButtonRow>
                <ButtonLink href={`/desk/${desk.id}`}>{w('desk.reload')}</ButtonLink>
              </ButtonRow>
            </div>
          </Notice>
        ) : null}
      </div>
    </LiveRegion>
  );
}
