// mediator.join: she is at the desk, and interprets.
import { problem } from '#base/problem.ts';
import { build } from '#platform/db/transaction.ts';
import { command } from '#platform/run-command/command.ts';
import { lockRequest } from '../queries.ts';
import { mayMediate, refuseJoin, requestEvent } from '../rules.ts';
import { requestInput } from '../schema.ts';

export const joinDesk = command({
  name: 'mediator.join',
  summary: 'Notes that the mediator who accepted is at the desk.',
  input: requestInput,
  load: async (tx, { requestId }) => (await lockRequest(tx, requestId)) ?? problem('not-found'),
  may: (actor, request) =>
    request.mediatorId === actor.accountId &&
    mayMediate(actor, request.hostUnitId, request.centreId),
  decide: (request, _input, _actor, now) =>
    refuseJoin(request) ?? {
      change: { id: request.id, at: now },
      events: [requestEvent('mediator.joined', request)],
      result: { requestId: request.id },
    },
  apply: (tx, { id, at }) =>
    tx.write(
      build.updateTable('interpretation.request').set({ joined_at: at }).where('id', '=', id),
    ),
});
