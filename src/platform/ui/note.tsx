// Text written by a person: a unit's own note (with its lock and who reads it), or her own words.
import type { Child } from 'hono/jsx';
import { Icon } from './icon.tsx';

/** `readers` is who may read it: "only Legal Support reads this". */
export function Note({
  title,
  readers,
  children,
}: {
  title: Child;
  readers?: Child;
  children: Child;
}) {
  return (
    <div class="note">
      <p class="note-head">
        <Icon name="lock" size={16} />
        <span>{title}</span>
        {readers ? <span class="note-readers">{readers}</span> : null}
      </p>
      <div class="note-text" dir="auto">
        {children}
      </div>
    </div>
  );
}

/** What she said, in quotes, with who wrote it down. */
export function Quote({ children, source }: { children: Child; source?: Child }) {
  return (
    <p class="quote">
      <q dir="auto">{children}</q> {source ? <span class="hint">{source}</span> : null}
    </p>
  );
}

/** A message in its place: what to mind, what happened. */
export function Notice({
  tone = 'attention',
  children,
}: {
  tone?: 'attention' | 'done' | 'error' | 'plain';
  children: Child;
}) {
  const icon = {
    attention: 'file-warning',
    done: 'check',
    error: 'circle-alert',
    plain: 'info',
  } as const;
  return (
    <div class="notice" data-tone={tone} role={tone === 'error' ? 'alert' : undefined}>
      <Icon name={icon[tone]} />
      <div>{children}</div>
    </div>
  );
}
