// mediator.end: nobody is needed any more, or the mediator goes.
import { problem } from '#base/problem.ts';
import { build } from '#platform/db/transaction.ts';
import { command } from '#platform/run-command/command.ts';
import { lockRequest } from '../queries.ts';
import { refuseEnd, requestEvent } from '../rules.ts';
import { requestInput } from '../schema.ts';

export const endRequest = command({
  name: 'mediator.end',
  summary: 'Ends a request for a mediator: by the desk that asked, or by whoever accepted.',
  input: requestInput,
  load: async (tx, { requestId }) => (await lockRequest(tx, requestId)) ?? problem('not-found'),
  may: (actor, request) =>
    request.askedBy === actor.accountId || request.mediatorId === actor.accountId,
  decide: (request, _input, _actor, now) =>
    refuseEnd(request) ?? {
      change: { id: request.id, at: now },
      events: [requestEvent('mediator.ended', request)],
      result: { requestId: request.id },
    },
  apply: (tx, { id, at }) =>
    tx.write(
      build.updateTable('interpretation.request').set({ ended_at: at }).where('id', '=', id),
    ),
});
