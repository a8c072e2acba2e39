// What a page is about may end elsewhere, on another screen or by a colleague's hand: a live region says so
// with `data-moved-on` (its words, and a link to what is now). Where nothing is half typed the page goes on
// by itself and says them once more; where something is, it stays with what the region says.
import { isChanged, isControl } from './control-state.ts';
import { goOn } from './go-on.ts';

export function startMovedOn(): void {
  document.addEventListener('oneroof:came', (event) => {
    const fresh = event instanceof CustomEvent ? event.detail : undefined;
    if (!(fresh instanceof Element)) return;
    const over = fresh.querySelector<HTMLElement>('[data-moved-on]');
    const now = over?.querySelector('a')?.href;
    if (!over || !now || isHalfTyped()) return;
    // Shown for the blink of an eye it would push down what is there: the page that comes says it.
    event.preventDefault();
    goOn(now, over.dataset['movedOn']);
  });
}

/** Anywhere in the page; and what was sent and refused stands in the markup, as if it had not been touched. */
function isHalfTyped(): boolean {
  const refused = document.querySelector('[aria-invalid="true"], .notice[data-tone="error"]');
  return (
    refused !== null ||
    [...document.querySelectorAll('input, textarea, select')].some(
      (control) => isControl(control) && isChanged(control),
    )
  );
}
