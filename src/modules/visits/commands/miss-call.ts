// stop.miss: she was called and did not come.
// VIS-13: whoever misses a call waits again, ten minutes back in the queue; who misses a second
// one is parked until she shows herself, so that nobody is called for ever.
import { lockStop } from '../load-facts.ts';
import { elsewhere, MISSED_BACK_MINUTES, nextPeriod, refuseUnless, stopEvent } from '../rules.ts';
import { stopInput } from '../schema.ts';
import { stopCommand } from './at-stop.ts';

export const missCall = stopCommand({
  name: 'stop.miss',
  summary: 'Notes that a called person did not come.',
  input: stopInput,
  load: (tx, input, actor) => lockStop(tx, input.stopId, actor),
  decide(facts, _input, _actor, now) {
    const { stop } = facts;
    const again = stop.misses === 0;
    const state = again ? 'waiting' : 'parked';
    return (
      refuseUnless(stop, 'called') ?? {
        change: {
          stops: [
            {
              id: stop.id,
              state,
              misses: stop.misses + 1,
              deskId: null,
              accountId: null,
              ...(again && { queuedAt: now.add({ minutes: MISSED_BACK_MINUTES }) }),
            },
          ],
          period: nextPeriod(facts, state, stop, null, now),
        },
        events: [stopEvent('stop.missed', stop, { again, ...elsewhere(facts.elsewhere) })],
        result: { stopId: stop.id, again },
      }
    );
  },
});
