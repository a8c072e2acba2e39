// membership.move: one role ends and another begins in the same instant.
import { newId } from '#base/ids.ts';
import { isProblem, problem } from '#base/problem.ts';
import { givesByTwo, needsTwo, refuseToGive, refuseToManage } from '../account-rules.ts';
import { findPlace, lockHeld, refuseUnlessManager, startOf } from '../load-account.ts';
import { propose } from '../propose.ts';
import { moveInput } from '../schema.ts';
import { accountCommand } from './account-command.ts';

export const moveMembership = accountCommand({
  name: 'membership.move',
  summary:
    'Moves a role of an account to another unit, centre or role, or proposes it where two must agree.',
  input: moveInput,
  async load(tx, input, actor, now) {
    const refused = await refuseUnlessManager(tx, actor);
    if (refused) return refused;
    const place = await findPlace(tx, { ...input, centreId: input.centreId ?? null }, actor);
    if (isProblem(place)) return place;
    const found = await lockHeld(tx, input.membershipId, now);
    if (isProblem(found)) return found;
    const old = await findPlace(tx, found.held, actor);
    return isProblem(old) ? old : { ...found, place };
  },
  may: () => true, // said by the rule, with its reason
  decide({ subject, held, place }, input, actor, now) {
    const seat = { unitId: place.unitId, centreId: place.centreId, role: input.role };
    const { accountId } = subject;
    const starts = startOf(input.from, place.zone, now);
    const from = Temporal.Instant.compare(starts, held.from) < 0 ? held.from : starts;
    const refused =
      refuseToManage(actor, subject, [held, seat]) ??
      // What two decide is ended and given, each by itself, in words that both read.
      (needsTwo(subject, seat) ? problem('conflict', 'administrators-do-not-move') : undefined) ??
      refuseToGive(subject, { ...seat, from, until: held.until, link: place.link }, held);
    if (refused) return refused;
    if (givesByTwo(actor, subject, seat)) {
      const { id: membershipId, until } = held;
      return propose({ kind: 'move', accountId, membershipId, seat, begins: from, until }, now);
    }
    const id = newId();
    return {
      change: [
        { do: 'end', membershipId: held.id, at: from },
        { do: 'give', id, accountId, ...seat, from, until: held.until },
      ],
      events: [
        {
          kind: 'membership.moved',
          unitId: seat.unitId,
          ...(seat.centreId && { centreId: seat.centreId }),
          data: { accountId, membershipId: id, from: held.id, role: seat.role },
        },
      ],
      result: { membershipId: id, accountId },
    };
  },
});
