// How a shortcut ("n", "mod+enter") is drawn and announced; for the server and the browser.

const KEYS: Record<string, string> = {
  mod: 'Ctrl',
  enter: '↵',
  escape: 'Esc',
  shift: '⇧',
  alt: 'Alt',
};
const ARIA_KEYS: Record<string, string> = {
  mod: 'Control',
  enter: 'Enter',
  escape: 'Escape',
  shift: 'Shift',
  alt: 'Alt',
};

/** What stands on its key: "mod+enter" → "Ctrl ↵". */
export function keycapText(shortcut: string): string {
  return shortcut
    .split('+')
    .map((part) => KEYS[part] ?? part.toUpperCase())
    .join(' ');
}

/** For `aria-keyshortcuts`: "mod+enter" → "Control+Enter". */
export function ariaShortcut(shortcut: string): string {
  return shortcut
    .split('+')
    .map((part) => ARIA_KEYS[part] ?? part.toUpperCase())
    .join('+');
}
