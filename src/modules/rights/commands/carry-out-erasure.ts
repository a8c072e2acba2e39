// erasure.carry-out: rows about her go, what is counted stays and is nobody's. The worker does it, after the
// ledger outside the database knows of it (src/main/carry-out-erasures.ts).
import { sql } from 'kysely';
import { problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { isWorker } from '../../access/decide.ts';
import { lockErasure } from '../queries.ts';
import { refuseCarryingOut } from '../rules.ts';
import { carryOutErasureInput } from '../schema.ts';

export const carryOutErasure = command({
  name: 'erasure.carry-out',
  summary: 'Erases a person as was approved; the worker alone does it.',
  input: carryOutErasureInput,
  load: async (tx, { erasureId }, actor) =>
    (isWorker(actor) ? await lockErasure(tx, erasureId) : undefined) ?? problem('not-found'),
  may: isWorker,
  decide: (erasure, _input, _actor, now) =>
    refuseCarryingOut(erasure, now) ?? {
      change: { id: erasure.id },
      events: [{ kind: 'erasure.carried-out', data: { erasureId: erasure.id } }],
      result: { erasureId: erasure.id },
    },
  apply: (tx, { id }, now) =>
    tx.write(sql`select rights.erase_rows(${id}::uuid, ${now.toString()}::timestamptz)`, 'any'),
});
