// What has just happened, with the way back for a while.
import type { Child } from 'hono/jsx';
import { Icon } from './icon.tsx';

/**
 * Put into the page by the server after an act. `undo` is a form or a link. Without script it
 * stays; with script it leaves after `seconds`, unless the pointer or the focus is on it.
 */
export function Toast({
  id,
  children,
  undo,
  tone = 'done',
  seconds = 8,
}: {
  id: string;
  children: Child;
  undo?: Child;
  tone?: 'done' | 'error';
  seconds?: number;
}) {
  return (
    <div
      class="toast"
      id={id}
      role={tone === 'error' ? 'alert' : 'status'}
      data-tone={tone}
      data-toast={tone === 'error' ? undefined : String(seconds)}
    >
      <Icon name={tone === 'error' ? 'circle-alert' : 'check'} />
      <span>{children}</span>
      {undo ? <span class="toast-undo">{undo}</span> : null}
    </div>
  );
}
