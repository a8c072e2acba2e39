// stop.resume: who was parked is back and takes her old place in the queue.
import { mayBringBack } from '../at-desk.ts';
import { lockStop } from '../load-facts.ts';
import { elsewhere, nextPeriod, refuseUnless, stopEvent } from '../rules.ts';
import { stopInput } from '../schema.ts';
import { stopCommand } from './at-stop.ts';

export const resumeStop = stopCommand({
  name: 'stop.resume',
  summary: 'Puts a parked person back into the queue, at her old place.',
  input: stopInput,
  load: (tx, input, actor) => lockStop(tx, input.stopId, actor),
  may: mayBringBack,
  decide(facts, _input, _actor, now) {
    const { stop } = facts;
    return (
      refuseUnless(stop, 'parked') ?? {
        change: {
          stops: [{ id: stop.id, state: 'waiting', queuedAt: stop.queuedAt ?? now, deskId: null }],
          period: nextPeriod(facts, 'waiting', stop, null, now),
        },
        events: [stopEvent('stop.resumed', stop, elsewhere(facts.elsewhere))],
        result: { stopId: stop.id },
      }
    );
  },
});
