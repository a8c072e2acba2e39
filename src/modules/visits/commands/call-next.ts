// stop.call-next: whoever should come next to this desk, and nobody twice.
import { type Problem, problem } from '#base/problem.ts';
import type { Transaction } from '#platform/db/transaction.ts';
import { command, type Decision } from '#platform/run-command/command.ts';
import type { Actor } from '#platform/session/actor.ts';
import { DESK, isFenced, mayAct } from '../../access/decide.ts';
import { orderQueue } from '../../planning/rules/order.ts';
import { applyVisitChange } from '../apply-change.ts';
import type { OpenPeriod, Stop, StopFacts, VisitChange } from '../facts.ts';
import { lockSession } from '../desk-session.ts';
import { selectStops } from '../load-facts.ts';
import { listStandings, minutesOf } from '../queue-queries.ts';
import { whoIsFree } from '../rules.ts';
import { callTo, type DeskSession, refuseOnBreak } from '../rules/desk-rules.ts';
import { deskInput } from '../schema.ts';

interface CallFacts {
  readonly desk: DeskSession;
  readonly next: StopFacts | undefined;
}

export const callNext = command({
  name: 'stop.call-next',
  summary: 'Calls the next person in the queue of the office to an open desk.',
  input: deskInput,
  ahead: (tx, input) => lockSession(tx, input.deskId, 'share'),
  async load(tx, _input, actor, now, desk): Promise<CallFacts | Problem> {
    if (desk?.accountId !== actor.accountId) return problem('not-found', 'desk-closed');
    return { desk, next: desk.pausedAt ? undefined : await takeNext(tx, desk, actor, now) };
  },
  may: (actor, { desk }) =>
    mayAct(actor, { roles: DESK, units: [desk.unitId], centreId: desk.centreId }),
  decide({ desk, next }, _input, actor, now): Decision<VisitChange> | Problem {
    const refused = refuseOnBreak(desk);
    if (refused) return refused;
    return next ? callTo(desk, next, actor.accountId, now) : problem('not-found', 'nobody-waiting');
  },
  apply: applyVisitChange,
  // VIS-7: nobody is called to two desks at once; a desk has one person at a time.
  refusals: {
    desk_one_stop: problem('conflict', 'desk-busy'),
    stop_one_desk: problem('conflict', 'already-moved-on'),
  },
});

/**
 * VIS-100: whoever is next by the order of planning (PLN-1) is called. Who is at another desk or away
 * keeps her places and is passed over; so is whoever another office takes at this very moment, and
 * the next one is tried. VIS-65: a desk that serves some services today calls those who came for them.
 */
async function takeNext(
  tx: Transaction,
  desk: DeskSession,
  actor: Actor,
  now: Temporal.Instant,
): Promise<StopFacts | undefined> {
  const queue = whoIsFree(await listStandings(tx, desk.officeId));
  const own = queue.filter(({ serviceId }) => desk.serviceIds?.includes(serviceId) ?? true);
  if (own.length === 0) return undefined;
  const { languages } = desk;
  const asking = { languages, now: minutesOf(now), priorityRun: own[0]?.priorityRun };
  const first = await take(tx, orderQueue(own, asking, FIRST));
  const row = first ?? (own.length > FIRST ? await take(tx, orderQueue(own, asking)) : undefined);
  if (!row) return undefined;
  const { kind, since, elsewhere, ...stop } = row;
  return { stop, period: { kind, since }, elsewhere, fenced: isFenced(actor), presented: false };
}

/** As many desks may press at once before the end of a long queue is looked at. */
const FIRST = 40;

async function take(tx: Transaction, order: readonly { readonly stopId: string }[]) {
  const ids = order.map(({ stopId }) => stopId);
  const [row] = await tx.text<Stop & OpenPeriod & { elsewhere: string[] }>(TAKE, [ids]);
  return row;
}

const TAKE = `select s.*, t.kind, t.since, t.elsewhere
  from visits.take($1::uuid[]) t join (${selectStops().compile().sql}) s on s.id = t.stop_id`;
