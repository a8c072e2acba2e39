// What a page is about may end elsewhere, on another screen or by a colleague's hand: a live region says so
// with `data-moved-on`, and its words. Where nothing is half typed the page goes on by itself and says them
// once more; where something is, it stays with what the region says.
import { visit } from '@hotwired/turbo';
import { isChanged, isControl } from './control-state.ts';
import { sayWords } from './say.ts';

export function startMovedOn(): void {
  document.addEventListener('oneroof:refreshed', ({ target }) => {
    const over = target instanceof Element && target.querySelector<HTMLElement>('[data-moved-on]');
    if (!over || isHalfTyped()) return;
    document.addEventListener(
      'turbo:load',
      () => sayWords(over.dataset['movedOn'], { leaves: true }),
      { once: true },
    );
    visit(location.pathname + location.search, { action: 'replace' });
  });
}

function isHalfTyped(): boolean {
  return [...document.querySelectorAll('main input, main textarea, main select')].some(
    (control) => isControl(control) && isChanged(control),
  );
}
