// The bar at the foot of the desk: the one main act, always in the same place, and the lesser ones.
// Every button is a plain submit of the page's one form to an address of its own.
import { Button } from '#platform/ui/button.tsx';
import { Actions } from '#platform/ui/frame.tsx';
import { Icon } from '#platform/ui/icon.tsx';
import { Keycap } from '#platform/ui/keycap.tsx';
import type { PageRequest } from '../page.ts';
import type { DeskFacts } from './load-desk.ts';
import { CallWords } from './queue-rail.tsx';

type Props = { page: PageRequest; facts: DeskFacts };

export function IdleActions({ page, facts }: Props) {
  const { w } = page;
  const to = `/desk/${facts.desk.id}`;
  return (
    <Actions
      start={
        <>
          <Button formaction={`${to}/pause`} icon="coffee">
            {w('sitting.break')}
          </Button>
          <Button formaction={`${to}/close`}>{w('desk.close-desk')}</Button>
        </>
      }
      main={
        <Button kind="primary" size="large" shortcut="n" formaction={`${to}/call`}>
          <CallWords page={page} facts={facts} finishing={false} />
        </Button>
      }
    />
  );
}

export function CalledActions({ page, facts }: Props) {
  const { w } = page;
  const to = `/desk/${facts.desk.id}`;
  return (
    <Actions
      start={
        <>
          <Button formaction={`${to}/recall`} shortcut="r" icon="bell-ring">
            {w('desk.recall')}
          </Button>
          {facts.hand?.period === 'way' ? null : (
            <Button formaction={`${to}/way`} shortcut="w">
              {w('desk.on-the-way')}
            </Button>
          )}
          <Button formaction={`${to}/miss`} shortcut="m" title={w('desk.did-not-come.hint')}>
            {w('desk.did-not-come')}
          </Button>
        </>
      }
      main={
        <Button kind="primary" size="large" shortcut="s" formaction={`${to}/serve`}>
          {w('desk.serve')}
        </Button>
      }
    />
  );
}

/** `after`: a line of where she goes from here. */
export function ServingActions({ page, facts, after }: Props & { after: string | undefined }) {
  const { w } = page;
  const to = `/desk/${facts.desk.id}`;
  return (
    <Actions
      start={
        <>
          <Button formaction={`${to}/park`} shortcut="p">
            {w('desk.park')}
          </Button>
          {/* Chooses the outcome on the sheet, without script too; the key F is the radio's own. */}
          <label class="button" data-kind="secondary" data-size="medium" for="outcome-forward">
            <Keycap>F</Keycap>
            <span class="button-text">{w('desk.forward')}</span>
          </label>
          <Button formaction={`${to}/record`}>{w('desk.record-act')}</Button>
          <Button formaction={`${to}/finish`} shortcut="c">
            <span class="when-here">{w('desk.finish-only')}</span>
            <span class="when-forward">{w('desk.forward-only')}</span>
          </Button>
        </>
      }
      note={after}
      main={
        <Button
          kind="primary"
          size="large"
          shortcut="n"
          formaction={`${to}/finish`}
          name="next"
          value="call"
        >
          <CallWords page={page} facts={facts} finishing />
        </Button>
      }
    />
  );
}

/** Somebody else's desk, or one that is closed. */
export function OpenActions({ page, facts }: Props) {
  const { w } = page;
  const { desk } = facts;
  return (
    <Actions
      start={
        <a class="button" data-kind="secondary" data-size="medium" href="/desk">
          <Icon name="list" />
          <span class="button-text">{w('desk.choose-desk')}</span>
        </a>
      }
      main={
        facts.otherDesk ? null : facts.heldBy ? (
          <Button
            kind="primary"
            size="large"
            shortcut="n"
            formaction={`/desk/${desk.id}/take-over`}
          >
            {w('sitting.take-over', { desk: desk.label })}
          </Button>
        ) : (
          <Button kind="primary" size="large" shortcut="n" formaction={`/desk/${desk.id}/open`}>
            {w('desk.open-desk', { desk: desk.label })}
          </Button>
        )
      }
    />
  );
}
