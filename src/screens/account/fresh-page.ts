// Pages that need a proof of the last minutes: exports, break-glass, administration.
import { FRESH_MINUTES, isFresh } from '#platform/session/own-keys.ts';
import type { Page } from '../page.ts';
import { withNext } from '../portal/next-path.tsx';

/** The same page for whoever proved herself lately; others prove themselves first and come back. */
export function freshPage(page: Page, minutes: number = FRESH_MINUTES): Page {
  return {
    screen: page.screen,
    async render(request) {
      if (await isFresh(request.tx, minutes)) return page.render(request);
      return { redirect: withNext('/step-up', request.path) };
    },
  };
}
