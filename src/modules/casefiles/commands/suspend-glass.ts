// glass.suspend: nobody looked at it in time. The account that opened the file is closed; the worker does
// it, and sees no person.
import { sql } from 'kysely';
import { problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { isWorker } from '../../access/decide.ts';
import { lockDueGlass } from '../glass-queries.ts';
import { suspendGlassInput, suspends } from '../glass-rules.ts';

export const suspendGlass = command({
  name: 'glass.suspend',
  summary:
    'Closes an account whose opening of a file nobody looked at in 72 hours; the worker alone does it.',
  input: suspendGlassInput,
  load: async (tx, { glassId }, actor) =>
    (isWorker(actor) ? await lockDueGlass(tx, glassId) : undefined) ?? problem('not-found'),
  may: isWorker,
  decide: (glass, _input, _actor, now) =>
    suspends(glass, now)
      ? {
          change: { id: glass.id },
          events: [
            {
              kind: 'glass.suspended',
              unitId: glass.unitId,
              data: { glassId: glass.id, ofAccountId: glass.accountId },
            },
          ],
          result: { glassId: glass.id },
        }
      : problem('conflict', 'glass-not-due'),
  apply: (tx, { id }, now) =>
    tx.write(
      sql`select access.suspend_for_glass(${id}::uuid, ${now.toString()}::timestamptz)`,
      'any',
    ),
});
