// reconciliation.confirm: the lead of a unit has read who has an account there this month.
import { dayOf } from '#base/dates.ts';
import { problem } from '#base/problem.ts';
import { leadsUnit } from '../account-rules.ts';
import { refuseUnlessManager } from '../load-account.ts';
import { findReconciliation, listUnitMemberships } from '../queries.ts';
import { refuseToReconcile } from '../reconciliation-rules.ts';
import { NETWORK_ZONE, reconcileInput } from '../schema.ts';
import { accountCommand } from './account-command.ts';

export const confirmReconciliation = accountCommand({
  name: 'reconciliation.confirm',
  summary: 'Confirms the list of accounts of a unit for this month, as it was read.',
  input: reconcileInput,
  async load(tx, { unitId, month }, actor, now) {
    const refused = await refuseUnlessManager(tx, actor);
    if (refused) return refused;
    if (!leadsUnit(actor, unitId)) return problem('not-found');
    const [held, done] = await Promise.all([
      listUnitMemberships(tx, [unitId], now),
      findReconciliation(tx, unitId, month),
    ]);
    return { membershipIds: held.map(({ id }) => id), confirmed: done !== undefined };
  },
  may: (actor, _list, { unitId }) => leadsUnit(actor, unitId),
  decide(list, input, _actor, now) {
    const refused = refuseToReconcile(list, input, dayOf(now, NETWORK_ZONE));
    if (refused) return refused;
    const { unitId, month } = input;
    return {
      change: [{ do: 'confirm', unitId, month, membershipIds: list.membershipIds }],
      events: [
        {
          kind: 'reconciliation.confirmed',
          unitId,
          data: { month, accounts: list.membershipIds.length },
        },
      ],
      result: { unitId, month },
    };
  },
});
