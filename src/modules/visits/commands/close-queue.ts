// queue.close: the queue of an office takes nobody more for now, and the boards and reception say why.
import { z } from 'zod';
import { slugField } from '#base/fields.ts';
import { newId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import { sql } from 'kysely';
import { command } from '#platform/run-command/command.ts';
import { oversees } from '../../access/decide.ts';
import { namesField } from '../../directory/inputs.ts';
import { findOfficeOf } from '../office-of.ts';

export const closeQueue = command({
  name: 'queue.close',
  summary: 'Closes the queue of an office for now, with a message; who waits there stays.',
  input: z.strictObject({ officeId: slugField(), message: namesField(160) }),
  async load(tx, { officeId }, actor) {
    const office = await findOfficeOf(tx, officeId);
    return office && oversees(actor, office.centreId) ? office : problem('not-found');
  },
  may: (actor, { centreId }) => oversees(actor, centreId),
  decide({ officeId, centreId, unitId, closed }, { message }) {
    if (closed) return problem('conflict', 'queue-closed');
    return {
      change: { officeId, message },
      events: [{ kind: 'queue.closed', centreId, officeId, unitId }],
      result: { officeId },
    };
  },
  apply(tx, { officeId, message }, now) {
    tx.write(
      sql`select visits.turn_queue(${officeId}, ${newId()}, ${JSON.stringify(message)}::jsonb, ${now})`,
    );
  },
  refusals: { queue_closed_once: problem('conflict', 'queue-closed') },
});
