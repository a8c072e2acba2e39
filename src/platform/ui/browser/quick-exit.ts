// The way out of a page that somebody else must not see: it takes the place of that page in the history, so that
// "back" does not lead to it.

/** The page's own link does it; so does Escape, three times within two seconds. */
export function startQuickExit(): void {
  document.addEventListener('click', (event) => {
    const link = (event.target as Element | null)?.closest<HTMLAnchorElement>('a[data-quick-exit]');
    if (!link) return;
    event.preventDefault();
    leaveBy(link);
  });
  let pressed: number[] = [];
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    pressed = [...pressed.filter((at) => event.timeStamp - at < 2000), event.timeStamp];
    const link = document.querySelector<HTMLAnchorElement>('a[data-quick-exit]');
    if (pressed.length >= 3 && link) leaveBy(link);
  });
}

function leaveBy(link: HTMLAnchorElement): void {
  // Nothing is to be read while the other page is on its way.
  document.body.hidden = true;
  window.location.replace(link.href);
}
