// desk.take-over: a colleague sits down where another sat, with whoever is called or served there.
// Desk, person, clock and what may be seen of her pass in one act (VIS-64): at no moment two officers
// see her, or none.
import { newId } from '#base/ids.ts';
import { isProblem, type Problem, problem } from '#base/problem.ts';
import { build, inWords } from '#platform/db/transaction.ts';
import { command } from '#platform/run-command/command.ts';
import { DESK, mayAct } from '../../access/decide.ts';
import { endGrants } from '../../access/steps.ts';
import { applyVisitChange } from '../apply-change.ts';
import { lockSession } from '../desk-session.ts';
import { closeSession, deskEvent, endBreak, insertSession } from '../desk-steps.ts';
import type { Stop } from '../facts.ts';
import { lockStop } from '../load-facts.ts';
import { stopEvent } from '../rules.ts';
import { type DeskSession, refuseTakeOver } from '../rules/desk-rules.ts';
import { takeOverInput } from '../schema.ts';

interface TakeOverFacts {
  readonly desk: DeskSession;
  /** Who is called or served there. */
  readonly stop: Stop | undefined;
}

export const takeOverDesk = command({
  name: 'desk.take-over',
  summary: 'Takes over the desk of a colleague, with the person who is called or served there.',
  input: takeOverInput,
  async load(tx, input, actor): Promise<TakeOverFacts | Problem> {
    // Somebody may have taken it over while this waited for the lock: then the desk has another
    // session, which only a second look sees.
    const desk =
      (await lockSession(tx, input.deskId, 'change')) ??
      (await lockSession(tx, input.deskId, 'change'));
    if (!desk) return problem('not-found');
    const hand = await tx.first(
      build
        .selectFrom('visits.stop')
        .select('id')
        .where('desk_id', '=', input.deskId)
        .where('state', 'in', inWords(['called', 'serving'])),
    );
    const facts = hand && (await lockStop(tx, hand.id, actor));
    if (facts && isProblem(facts)) return facts;
    return { desk, stop: facts?.stop };
  },
  may: (actor, { desk }) =>
    mayAct(actor, { roles: DESK, units: [desk.unitId], centreId: desk.centreId }),
  decide({ desk, stop }, input, actor, now) {
    const refused = refuseTakeOver(desk, actor.accountId, input.from);
    if (refused) return refused;
    return {
      change: {
        closes: desk,
        opens: {
          ...desk,
          id: newId(),
          accountId: actor.accountId,
          languages: input.languages ?? actor.speaks,
          mediatorId: null,
          at: now,
        },
        stop,
      },
      events: [
        deskEvent('desk.closed', desk),
        deskEvent('desk.opened', desk),
        ...(stop
          ? [stopEvent('stop.taken-over', stop, { deskId: desk.deskId, from: desk.accountId })]
          : []),
      ],
      result: { deskId: desk.deskId, ...(stop && { stopId: stop.id }) },
    };
  },
  apply(tx, { closes, opens, stop }, now, actor) {
    endBreak(tx, closes, opens.at);
    closeSession(tx, closes.id, opens.at);
    insertSession(tx, opens);
    if (!stop) return;
    // What the first one saw ends before the second one begins to see.
    if (stop.state === 'serving') endGrants(tx, stop.id, now);
    applyVisitChange(
      tx,
      {
        stops: [{ id: stop.id, state: stop.state, accountId: actor.accountId }],
        ...(stop.state === 'serving' && { serving: { stop } }),
      },
      now,
      actor,
    );
  },
  refusals: {
    desk_one_officer: problem('conflict', 'desk-taken'),
    officer_one_desk: problem('conflict', 'desk-open-elsewhere'),
  },
});
