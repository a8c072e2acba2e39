// A key of the keyboard, drawn: it teaches the shortcut where it is used.

/** A key with Ctrl works while typing too, so it never sleeps. Shown only where a keyboard is likely (CSS hides it on coarse pointers); never read aloud. */
export function Keycap({ children }: { children: string }) {
  return (
    <kbd
      class="keycap"
      aria-hidden="true"
      translate="no"
      data-always={children.startsWith('Ctrl') ? '' : undefined}
    >
      <bdi dir="ltr">{children}</bdi>
    </kbd>
  );
}
