// A moment on this account's pages: date and time of the centres' zone.
import { formatMoment } from '#platform/words/format.ts';
import type { PageBase } from '../page.ts';

/** Where the network is at home. */
const ZONE = 'Europe/Lisbon';

/** `at` is an ISO instant. */
export function momentOf(page: PageBase, at: string): string {
  return formatMoment(page.language, Temporal.Instant.from(at), ZONE, 'date-time');
}
