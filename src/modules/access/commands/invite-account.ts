// account.invite: a new account with its first role and a link to choose its keys.
import { newId } from '#base/ids.ts';
import { isProblem } from '#base/problem.ts';
import { givesByTwo, mayManage, refuseToGive } from '../account-rules.ts';
import type { AccountWrite } from '../apply-account.ts';
import { endOf, findPlace, refuseUnlessManager } from '../load-account.ts';
import { propose } from '../propose.ts';
import { inviteInput } from '../schema.ts';
import { accountCommand } from './account-command.ts';

export const inviteAccount = accountCommand({
  name: 'account.invite',
  summary:
    'Opens an account with a first role, or proposes that role where two must agree; its owner chooses her keys by a link.',
  input: inviteInput,
  async load(tx, input, actor) {
    return (
      (await refuseUnlessManager(tx, actor)) ??
      findPlace(tx, { ...input, centreId: input.centreId ?? null }, actor)
    );
  },
  may: (actor, place, { role }) => mayManage(actor, { ...place, role }),
  decide(place, input, actor, now) {
    const { name, login, language, role, tokenHash } = input;
    const accountId = newId();
    const seat = { unitId: place.unitId, centreId: place.centreId, role };
    const span = { from: now, until: endOf(input.until, place.zone) };
    const subject = { accountId, disabled: false, held: [] };
    const refused = refuseToGive(subject, { ...seat, ...span, link: place.link });
    if (isProblem(refused)) return refused;
    const first: readonly AccountWrite[] = [
      { do: 'open', id: accountId, name, login, language },
      { do: 'invite', accountId, tokenHash },
    ];
    const event = {
      kind: 'account.invited',
      unitId: seat.unitId,
      ...(seat.centreId && { centreId: seat.centreId }),
      data: { accountId, role },
    };
    if (givesByTwo(actor, subject, seat)) {
      const proposed = propose({ kind: 'grant', accountId, seat, until: span.until }, now, first);
      return { ...proposed, events: [event, ...proposed.events] };
    }
    return {
      change: [...first, { do: 'give', id: newId(), accountId, ...seat, ...span }],
      events: [event],
      result: { accountId, alone: true },
    };
  },
});
