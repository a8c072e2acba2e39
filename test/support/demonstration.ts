// The demonstration network as a starting point for tests: cloneDatabase(demonstration). Seeded once a
// run, on a Monday, then copied.
import { seed } from '#main/seed/seed.ts';
import type { Preparation } from './database.ts';

/** The civil day around which rosters exist: from a week before it to sixty days after. */
export const DEMONSTRATION_DAY: Temporal.PlainDate = Temporal.PlainDate.from('2026-03-09');

export const demonstration: Preparation = {
  name: 'demonstration',
  prepare: async (urls) => {
    await seed({ ownerUrl: urls.owner, date: DEMONSTRATION_DAY });
  },
};
