// Addresses of opening a file in an emergency, and of looking at it afterwards.
import { breakGlass } from '#modules/casefiles/commands/break-glass.ts';
import { reviewGlass } from '#modules/casefiles/commands/review-glass.ts';
import { glassPage } from '#screens/casefile/glass-page.tsx';
import { glassesPage } from '#screens/casefile/glasses-page.tsx';
import type { Site } from './site.tsx';

/** Mounts both pages and their forms. */
export function glassRoutes(site: Site): void {
  site.page('/break-glass', glassPage);
  site.form('/break-glass', breakGlass, {
    page: glassPage,
    after: ({ personId }) => `/people/${String(personId)}`,
  });
  site.page('/break-glass/reviews', glassesPage);
  site.form('/break-glass/reviews', reviewGlass, {
    page: glassesPage,
    after: () => '/break-glass/reviews?done=1',
  });
}
