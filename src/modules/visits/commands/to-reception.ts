// stop.to-reception: from a desk back to the reception of the house, with why. Nothing is counted,
// her places are kept, and no desk calls her until reception lets her go on.
import { newId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import { isFenced } from '../../access/decide.ts';
import { maySendOn } from '../at-desk.ts';
import { lockStop } from '../load-facts.ts';
import { elsewhere, nextPeriod, refuseUnless, stopEvent } from '../rules.ts';
import { toReceptionInput } from '../schema.ts';
import { stopCommand } from './at-stop.ts';

export const toReception = stopCommand({
  name: 'stop.to-reception',
  summary: 'Sends the person who is being served back to reception, and says why.',
  input: toReceptionInput,
  may: maySendOn,
  load: async (tx, input, actor) =>
    isFenced(actor) ? problem('not-found') : lockStop(tx, input.stopId, actor),
  // VIS-173: who is back at reception keeps every place and is called by nobody: her stop is parked
  // until reception lets her go on, and reception sees her and why at once.
  decide(facts, { why, handover, note }, _actor, now) {
    const { stop } = facts;
    const refused = refuseUnless(stop, 'serving');
    if (refused) return refused;
    const period = nextPeriod(facts, 'parked', stop, null, now);
    return {
      change: {
        stops: [{ id: stop.id, state: 'parked', deskId: null }],
        period,
        back: { id: newId(), stop, why, note: handover, at: period.at },
        ...(note !== undefined && { note: { id: newId(), stop, body: note } }),
        served: { stopId: stop.id },
      },
      events: [
        stopEvent('stop.sent-back', stop, {
          deskId: stop.deskId,
          why,
          ...elsewhere(facts.elsewhere),
        }),
      ],
      result: { stopId: stop.id },
    };
  },
});
