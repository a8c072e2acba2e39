// queue.reopen: the queue of an office takes people again.
import { z } from 'zod';
import { slugField } from '#base/fields.ts';
import { problem } from '#base/problem.ts';
import { sql } from 'kysely';
import { command } from '#platform/run-command/command.ts';
import { oversees } from '../../access/decide.ts';
import { findOfficeOf } from '../office-of.ts';

export const reopenQueue = command({
  name: 'queue.reopen',
  summary: 'Opens the queue of an office again.',
  input: z.strictObject({ officeId: slugField() }),
  async load(tx, { officeId }, actor) {
    const office = await findOfficeOf(tx, officeId);
    return office && oversees(actor, office.centreId) ? office : problem('not-found');
  },
  may: (actor, { centreId }) => oversees(actor, centreId),
  decide({ officeId, centreId, unitId, closed }) {
    if (!closed) return problem('conflict', 'queue-open');
    return {
      change: { officeId },
      events: [{ kind: 'queue.reopened', centreId, officeId, unitId }],
      result: { officeId },
    };
  },
  apply(tx, { officeId }, now) {
    tx.write(sql`select visits.turn_queue(${officeId}, null, null, ${now})`);
  },
});
