// A state as a word with its sign and colour: never colour alone, never a pill.
import type { Child } from 'hono/jsx';
import { Icon, type IconName } from './icon.tsx';

/** now: you only, this moment · done · attention: something missing · error · plain. */
export type State = 'now' | 'done' | 'attention' | 'error' | 'plain';

const SIGNS: Record<State, IconName | undefined> = {
  now: 'circle',
  done: 'check',
  attention: 'file-warning',
  error: 'circle-alert',
  plain: undefined,
};

/** `icon` replaces the usual sign; null leaves it out where the place already says it. */
export function StateWord({
  state,
  icon,
  children,
}: {
  state: State;
  icon?: IconName | null;
  children: Child;
}) {
  const sign = icon === undefined ? SIGNS[state] : icon;
  return (
    <span class="state-word" data-state={state}>
      {sign ? <Icon name={sign} size={16} /> : null}
      <span>{children}</span>
    </span>
  );
}
