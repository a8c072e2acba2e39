// membership.end: a role ends, at once or after a day.
import { isProblem, problem } from '#base/problem.ts';
import { needsTwo, refuseToManage } from '../account-rules.ts';
import { endOf, findPlace, lockHeld, refuseUnlessManager } from '../load-account.ts';
import { propose } from '../propose.ts';
import { endInput } from '../schema.ts';
import { accountCommand } from './account-command.ts';

export const endMembership = accountCommand({
  name: 'membership.end',
  summary: 'Ends a role of an account, or proposes it where two administrators must agree.',
  input: endInput,
  async load(tx, { membershipId }, actor, now) {
    const refused = await refuseUnlessManager(tx, actor);
    if (refused) return refused;
    const found = await lockHeld(tx, membershipId, now);
    if (isProblem(found)) return found;
    const place = await findPlace(tx, found.held, actor);
    return isProblem(place) ? place : { ...found, place };
  },
  may: () => true, // said by the rule, with its reason
  decide({ subject, held, place }, { on }, actor, now) {
    const refused = refuseToManage(actor, subject, [held]);
    if (refused) return refused;
    const { accountId } = subject;
    const at = endOf(on, place.zone) ?? now;
    if (needsTwo(subject, held))
      return propose({ kind: 'end', accountId, membershipId: held.id, unitId: held.unitId }, now);
    if (held.until && Temporal.Instant.compare(at, held.until) > 0)
      return problem('invalid', 'invalid', { fields: { on: 'ends-earlier-already' } });
    return {
      change: [{ do: 'end', membershipId: held.id, at }],
      events: [
        {
          kind: 'membership.ended',
          unitId: held.unitId,
          ...(held.centreId && { centreId: held.centreId }),
          data: { accountId, membershipId: held.id, role: held.role },
        },
      ],
      result: { membershipId: held.id, accountId },
    };
  },
});
