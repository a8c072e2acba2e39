// stop.call-next: whoever should come next to this desk, and nobody twice.
import { sql } from 'kysely';
import { type Problem, problem } from '#base/problem.ts';
import { build, type Transaction } from '#platform/db/transaction.ts';
import { command, type Decision } from '#platform/run-command/command.ts';
import type { Actor } from '#platform/session/actor.ts';
import { DESK, isFenced, mayAct } from '../../access/decide.ts';
import { applyVisitChange } from '../apply-change.ts';
import type { OpenPeriod, Stop, StopFacts, VisitChange } from '../facts.ts';
import { lockSession } from '../desk-session.ts';
import { selectStops } from '../load-facts.ts';
import { LANGUAGE_FIRST_MINUTES } from '../rules.ts';
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
    return { desk, next: desk.pausedAt ? undefined : await lockNext(tx, desk, actor, now) };
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
 * VIS-10: whoever speaks a language of the desk comes first, then who waits longest; after thirty
 * minutes of waiting language no longer weighs; of two who began to wait at the same moment the one
 * with the lower number comes first. Rows that another desk is calling are passed over.
 */
async function lockNext(
  tx: Transaction,
  desk: DeskSession,
  actor: Actor,
  now: Temporal.Instant,
): Promise<StopFacts | undefined> {
  const patience = now.subtract({ minutes: LANGUAGE_FIRST_MINUTES }).toString();
  const impatient = sql<boolean>`queued_at < ${patience}::timestamptz`;
  const stop = await tx.first(
    selectStops()
      .where('office_id', '=', desk.officeId)
      .where('state', '=', 'waiting')
      // VIS-65: a desk that serves some services today calls those who came for them.
      .where(sql<boolean>`(${desk.serviceIds}::text[] is null
        or service_id = any (${desk.serviceIds}::text[]))`)
      .orderBy(impatient, 'desc')
      .orderBy(sql`not ${impatient} and language = any (${desk.languages}::text[])`, 'desc')
      .orderBy('queued_at')
      .orderBy('number')
      .orderBy('id')
      .limit(1)
      .forUpdate()
      .skipLocked(),
  );
  if (!stop) return undefined;
  const period = await tx.first(
    build
      .selectFrom('visits.period')
      .select(['kind', sql<Temporal.Instant>`lower(during)`.as('since')])
      .where('visit_id', '=', stop.visitId)
      .where(sql<boolean>`upper_inf(during)`),
  );
  if (!period) throw new Error(`the visit of stop ${stop.id} has no open period`);
  return {
    stop: stop as Stop,
    period: period as OpenPeriod,
    fenced: isFenced(actor),
    presented: false,
  };
}
