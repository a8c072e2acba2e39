// What the acts of reception on a trip that goes on are asked with.
import type { Things } from './cast.ts';

/** The input of each act, by command. */
export const ON_TRIP = {
  'visit.add-need': ({ visit }: Things) => ({ visitId: visit, subjectId: 'health' }),
  'stop.withdraw': ({ visit, stop }: Things) => ({
    visitId: visit,
    stopId: stop,
    why: 'not-wanted',
  }),
};
