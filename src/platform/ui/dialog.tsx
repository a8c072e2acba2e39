// A dialog: only for what doesn't fit in place, or asks once before something is destroyed.
import type { Child } from 'hono/jsx';
import { Icon } from './icon.tsx';

/**
 * Opened by `<Button type="button" commandfor={id} command="show-modal">`: the browser does it,
 * script only where the browser is old. Escape closes; the focus goes back to the button.
 */
export function Dialog({
  id,
  title,
  closeLabel,
  actions,
  open,
  children,
}: {
  id: string;
  title: string;
  closeLabel: string;
  /** Buttons at the end; the act first, "keep" after it. */
  actions?: Child;
  /** Shown at once, in place (no script, after an error). */
  open?: boolean | undefined;
  children: Child;
}) {
  return (
    <dialog class="dialog" id={id} aria-labelledby={`${id}-title`} open={open} data-dialog>
      <div class="dialog-head">
        <h2 id={`${id}-title`}>{title}</h2>
        <button
          class="dialog-close"
          type="button"
          commandfor={id}
          command="close"
          aria-label={closeLabel}
        >
          <Icon name="x" />
        </button>
      </div>
      <div class="dialog-body">{children}</div>
      {actions ? <div class="button-row dialog-actions">{actions}</div> : null}
    </dialog>
  );
}
