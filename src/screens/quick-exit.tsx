// A way out of a page that somebody else must not see: at once, to a page about the weather.
import type { Words } from '#platform/words/words.ts';

/**
 * With script the page does not stay in the history of the browser (`platform/ui/browser/quick-exit.ts`); without it
 * the link leads out just the same. What the telephone held of a ticket or a summary is forgotten either way.
 */
export function QuickExit({ w }: { w: Words }) {
  return (
    <a class="quick-exit" href="/quick-exit" data-quick-exit data-turbo="false" rel="noreferrer">
      {w('portal.quick-exit')}
    </a>
  );
}
