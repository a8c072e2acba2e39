// visit.leave: she goes before all is done. What is left is withdrawn and her time ends.
import { type Problem, problem } from '#base/problem.ts';
import { sql } from 'kysely';
import { build } from '#platform/db/transaction.ts';
import { command } from '#platform/run-command/command.ts';
import { mayAct, reachesPeople, WELCOME } from '../../access/decide.ts';
import { applyVisitChange } from '../apply-change.ts';
import type { OpenPeriod } from '../facts.ts';
import { type LeaveFacts, leaveNow } from '../leave-rules.ts';
import { lockVisitRows } from '../load-facts.ts';
import { leaveInput } from '../schema.ts';

export const leaveVisit = command({
  name: 'visit.leave',
  summary: 'Closes the visit of a person who leaves before all is done.',
  input: leaveInput,
  async load(tx, input, actor): Promise<LeaveFacts | Problem> {
    if (!reachesPeople(actor)) return problem('not-found');
    const rows = lockVisitRows(tx, input.visitId);
    const period = tx.first(
      build
        .selectFrom('visits.period')
        .select(['kind', sql<Temporal.Instant>`lower(during)`.as('since')])
        .where('visit_id', '=', input.visitId)
        .where(sql<boolean>`upper_inf(during)`),
    );
    const [found, open] = await Promise.all([rows, period]);
    if (!found.visit) return problem('not-found');
    return { ...found, visit: found.visit, period: open as OpenPeriod | undefined };
  },
  may: (actor, { visit }) =>
    mayAct(actor, { roles: WELCOME, units: [visit.hostUnitId], centreId: visit.centreId }),
  decide: (facts, _input, _actor, now) => leaveNow(facts, now),
  apply: applyVisitChange,
});
