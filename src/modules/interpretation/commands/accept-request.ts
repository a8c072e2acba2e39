// mediator.accept: one mediator says that she comes.
import { problem } from '#base/problem.ts';
import { build } from '#platform/db/transaction.ts';
import { command } from '#platform/run-command/command.ts';
import { lockRequest } from '../queries.ts';
import { mayMediate, refuseAccept, requestEvent } from '../rules.ts';
import { requestInput } from '../schema.ts';

export const acceptRequest = command({
  name: 'mediator.accept',
  summary: 'Says that the asking mediator comes to the desk.',
  input: requestInput,
  load: async (tx, { requestId }) => (await lockRequest(tx, requestId)) ?? problem('not-found'),
  may: (actor, request) => mayMediate(actor, request.hostUnitId, request.centreId),
  decide: (request, _input, actor, now) =>
    refuseAccept(request, actor) ?? {
      change: { id: request.id, mediatorId: actor.accountId, at: now },
      events: [requestEvent('mediator.accepted', request)],
      result: { requestId: request.id },
    },
  apply: (tx, { id, mediatorId, at }) =>
    tx.write(
      build
        .updateTable('interpretation.request')
        .set({ mediator_id: mediatorId, accepted_at: at })
        .where('id', '=', id),
    ),
  refusals: { request_one_mediator: problem('conflict', 'mediating-elsewhere') },
});
