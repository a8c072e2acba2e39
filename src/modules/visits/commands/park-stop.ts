// stop.park: she fetches copies or makes a call; her time is nobody's until she is back.
import { lockStop } from '../load-facts.ts';
import { elsewhere, nextPeriod, refuseUnless, stopEvent } from '../rules.ts';
import { stopInput } from '../schema.ts';
import { stopCommand } from './at-stop.ts';

export const parkStop = stopCommand({
  name: 'stop.park',
  summary: 'Parks a person who is being served and comes back in a while.',
  input: stopInput,
  load: (tx, input, actor) => lockStop(tx, input.stopId, actor),
  decide(facts, _input, _actor, now) {
    const { stop } = facts;
    return (
      refuseUnless(stop, 'serving') ?? {
        change: {
          stops: [{ id: stop.id, state: 'parked', deskId: null }],
          period: nextPeriod(facts, 'parked', stop, null, now),
          served: { stopId: stop.id },
        },
        events: [
          stopEvent('stop.parked', stop, { deskId: stop.deskId, ...elsewhere(facts.elsewhere) }),
        ],
        result: { stopId: stop.id },
      }
    );
  },
});
