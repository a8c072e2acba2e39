// membership.grant: one more role for somebody, from a day to a day.
import { newId } from '#base/ids.ts';
import { isProblem } from '#base/problem.ts';
import { givesByTwo, refuseToGive, refuseToManage } from '../account-rules.ts';
import { endOf, findPlace, lockSubject, refuseUnlessManager, startOf } from '../load-account.ts';
import { propose } from '../propose.ts';
import { grantInput } from '../schema.ts';
import { accountCommand } from './account-command.ts';

export const grantMembership = accountCommand({
  name: 'membership.grant',
  summary: 'Gives an account a role at a unit, or proposes it where two administrators must agree.',
  input: grantInput,
  async load(tx, input, actor, now) {
    const refused = await refuseUnlessManager(tx, actor);
    if (refused) return refused;
    const place = await findPlace(tx, { ...input, centreId: input.centreId ?? null }, actor);
    if (isProblem(place)) return place;
    const subject = await lockSubject(tx, input.accountId, now);
    return isProblem(subject) ? subject : { subject, place };
  },
  may: () => true, // said by the rule, with its reason
  decide({ subject, place }, input, actor, now) {
    const { accountId } = subject;
    const seat = { unitId: place.unitId, centreId: place.centreId, role: input.role };
    const span = {
      from: startOf(input.from, place.zone, now),
      until: endOf(input.until, place.zone),
    };
    const refused =
      refuseToManage(actor, subject, [seat]) ??
      refuseToGive(subject, { ...seat, ...span, link: place.link });
    if (refused) return refused;
    if (givesByTwo(actor, subject, seat)) {
      return propose({ kind: 'grant', accountId, seat, begins: span.from, until: span.until }, now);
    }
    const id = newId();
    return {
      change: [{ do: 'give', id, accountId, ...seat, ...span }],
      events: [
        {
          kind: 'membership.given',
          unitId: seat.unitId,
          ...(seat.centreId && { centreId: seat.centreId }),
          data: { accountId, membershipId: id, role: seat.role },
        },
      ],
      result: { membershipId: id, accountId },
    };
  },
});
