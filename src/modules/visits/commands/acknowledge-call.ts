// stop.acknowledge: she was seen setting out, so the way to the desk begins.
import { problem } from '#base/problem.ts';
import { mayBringBack } from '../at-desk.ts';
import { lockStop } from '../load-facts.ts';
import { nextPeriod, refuseUnless, stopEvent } from '../rules.ts';
import { stopInput } from '../schema.ts';
import { stopCommand } from './at-stop.ts';

export const acknowledgeCall = stopCommand({
  name: 'stop.acknowledge',
  summary: 'Notes that a called person is on the way to the desk.',
  input: stopInput,
  load: (tx, input, actor) => lockStop(tx, input.stopId, actor),
  may: mayBringBack,
  decide(facts, _input, _actor, now) {
    const { stop, period } = facts;
    if (period.kind === 'way') return problem('conflict', 'already-moved-on');
    return (
      refuseUnless(stop, 'called') ?? {
        change: { period: nextPeriod(facts, 'way', stop, stop.deskId, now) },
        events: [stopEvent('stop.acknowledged', stop, { deskId: stop.deskId })],
        result: { stopId: stop.id },
      }
    );
  },
});
