// A key of the keyboard, drawn: it teaches the shortcut where it is used.

/** Shown only where a keyboard is likely (CSS hides it on coarse pointers); never read aloud. */
export function Keycap({ children }: { children: string }) {
  return (
    <kbd class="keycap" aria-hidden="true" translate="no">
      {children}
    </kbd>
  );
}

/** What a shortcut looks like on its key: "mod+enter" → "Ctrl ↵". */
export function keycapText(shortcut: string): string {
  return shortcut
    .split('+')
    .map((part) => KEYS[part] ?? part.toUpperCase())
    .join(' ');
}

/** The same for `aria-keyshortcuts`: "mod+enter" → "Control+Enter". */
export function ariaShortcut(shortcut: string): string {
  return shortcut
    .split('+')
    .map((part) => ARIA_KEYS[part] ?? part.toUpperCase())
    .join('+');
}

const KEYS: Record<string, string> = { mod: 'Ctrl', enter: '↵', escape: 'Esc', shift: '⇧', alt: 'Alt' };
const ARIA_KEYS: Record<string, string> = {
  mod: 'Control', enter: 'Enter', escape: 'Escape', shift: 'Shift', alt: 'Alt',
};
