// How a need stands, as a word.
import { StateWord, type State } from '#platform/ui/state-word.tsx';
import type { Words } from '#platform/words/words.ts';
import type { NeedState as StateOfNeed } from '#modules/casefiles/schema.ts';

const LOOKS = {
  open: { key: 'casefile.need.open', state: 'plain' },
  solved: { key: 'casefile.need.solved', state: 'done' },
  'in-progress': { key: 'casefile.need.in-progress', state: 'plain' },
  'something-missing': { key: 'casefile.need.waiting-for-person', state: 'attention' },
  'not-possible': { key: 'casefile.need.not-possible', state: 'plain' },
  dropped: { key: 'casefile.need.dropped', state: 'plain' },
} as const satisfies Record<StateOfNeed, { key: string; state: State }>;

/** `now`: it is being taken care of this moment. */
export function NeedState({ w, state, now }: { w: Words; state: StateOfNeed; now?: boolean }) {
  if (now) {
    return (
      <StateWord state="now" icon={null}>
        {w('casefile.need.being-served')}
      </StateWord>
    );
  }
  const look = LOOKS[state];
  return (
    <StateWord state={look.state} icon={null}>
      {w(look.key)}
    </StateWord>
  );
}

/** How a need stands, in words alone. */
export function needWord(w: Words, state: StateOfNeed): string {
  return w(LOOKS[state].key);
}
