// person.keep-away: she doesn't want a colleague to have to do with her, and reception writes it down with
// her beside it. Nobody asks why, and whoever is kept away is not told.
import { newId } from '#base/ids.ts';
import { type Problem, problem } from '#base/problem.ts';
import { build } from '#platform/db/transaction.ts';
import { command } from '#platform/run-command/command.ts';
import { sql } from 'kysely';
import { isFenced, mayAct, reachesPeople, WELCOME } from '../../access/decide.ts';
import { findsPeople, holdInHand, listKeptAway } from '../apart-queries.ts';
import { type InHandOf, partEvents, refuseKeepAway } from '../apart-rules.ts';
import { keepAwayInput } from '../schema.ts';

interface Facts {
  /** The unit that hears it. */
  readonly unitId: string;
  readonly hand: InHandOf | undefined;
  readonly findsPeople: boolean;
  readonly keptAway: boolean;
}

export const keepAway = command({
  name: 'person.keep-away',
  summary: 'Keeps a colleague away from a person, as she wishes: that account no longer finds her.',
  input: keepAwayInput,
  async load(tx, { personId, accountId }, actor, now): Promise<Facts | Problem> {
    if (isFenced(actor) || !reachesPeople(actor)) return problem('not-found');
    const [person, hand, finds, kept] = await Promise.all([
      tx.first(build.selectFrom('people.person').select('id').where('id', '=', personId)),
      holdInHand(tx, personId, accountId),
      findsPeople(tx, accountId, now),
      listKeptAway(tx, personId),
    ]);
    // Heard where people are received; a desk that serves her sends her there.
    const unitId = actor.memberships.find(({ role }) =>
      (WELCOME as readonly string[]).includes(role),
    )?.unitId;
    if (!person || !unitId) return problem('not-found');
    return {
      unitId,
      hand,
      findsPeople: finds,
      keptAway: kept.some((one) => one.accountId === accountId),
    };
  },
  may: (actor, { unitId }) => mayAct(actor, { roles: WELCOME, units: [unitId] }),
  decide(facts, { personId, accountId }, actor) {
    const refused = refuseKeepAway(facts);
    if (refused) return refused;
    const id = newId();
    return {
      change: { id, personId, accountId, unitId: facts.unitId, stopId: facts.hand?.stopId },
      events: [
        { kind: 'person.kept-away', unitId: facts.unitId, personId, data: { exclusionId: id } },
        ...partEvents(facts.hand, personId),
      ],
      result: { exclusionId: id, personId, own: accountId === actor.accountId },
    };
  },
  apply(tx, { id, personId, accountId, unitId, stopId }, now, actor) {
    tx.write(
      build.insertInto('access.exclusion').values({
        id,
        person_id: personId,
        account_id: accountId,
        unit_id: unitId,
        recorded_by: actor.accountId,
        recorded_at: now,
      }),
    );
    if (stopId)
      tx.write(sql`select visits.part(${stopId}::uuid, ${now.toString()}::timestamptz)`, 'any');
  },
  // Said by two receptions at the same moment.
  refusals: { exclusion_once: problem('conflict', 'kept-away-already') },
});
