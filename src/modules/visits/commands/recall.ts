// stop.recall: the number sounds and flashes once more.
import { lockStop } from '../load-facts.ts';
import { refuseUnless, stopEvent } from '../rules.ts';
import { stopInput } from '../schema.ts';
import { stopCommand } from './at-stop.ts';

export const recall = stopCommand({
  name: 'stop.recall',
  summary: 'Calls a person again who was called and has not come yet.',
  input: stopInput,
  load: (tx, input, actor) => lockStop(tx, input.stopId, actor),
  decide: ({ stop }, _input, _actor, now) =>
    refuseUnless(stop, 'called') ?? {
      change: { stops: [{ id: stop.id, state: 'called', calledAt: now }] },
      events: [stopEvent('stop.recalled', stop, { deskId: stop.deskId })],
      result: { stopId: stop.id },
    },
});
