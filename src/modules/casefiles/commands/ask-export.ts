// export.ask: a file is to be taken out, as a paper or a table. What may be in it is decided when it is
// made, and again when it is fetched.
import { newId } from '#base/ids.ts';
import { type Problem, problem } from '#base/problem.ts';
import { build } from '#platform/db/transaction.ts';
import { command } from '#platform/run-command/command.ts';
import { isFresh } from '#platform/session/own-keys.ts';
import { DESK, isFenced, mayAct, reachesPeople, WELCOME } from '../../access/decide.ts';
import {
  refuseRestricted,
  RESTRICTED_MEANWHILE,
  restrictedSince,
} from '../../access/restriction.ts';
import { survivorOf } from '../../people/one-person.ts';
import { holdExports } from '../export-queries.ts';
import { askExportInput, EXPORT_HOURS, refuseExport, useOfReason } from '../export-rules.ts';

interface Facts {
  readonly personId: string;
  readonly unitId: string;
  readonly fresh: boolean;
  readonly used: number;
  readonly restricted: Temporal.Instant | undefined;
}

export const askExport = command({
  name: 'export.ask',
  summary:
    'Asks for a file as a paper or a table, with a reason; it is made and fetched afterwards.',
  input: askExportInput,
  async load(tx, input, actor): Promise<Facts | Problem> {
    if (isFenced(actor) || !reachesPeople(actor)) return problem('not-found');
    const personId = await survivorOf(tx, input.personId);
    const [person, fresh] = await Promise.all([
      tx.first(build.selectFrom('people.person').select('id').where('id', '=', personId)),
      isFresh(tx),
    ]);
    const unitId = actor.memberships.find(({ unitId: unit }) =>
      mayAct(actor, { roles: [...DESK, ...WELCOME], units: [unit] }),
    )?.unitId;
    if (!person || !unitId) return problem('not-found');
    const restricted = await restrictedSince(tx, personId);
    return { personId, unitId, fresh, restricted, used: await holdExports(tx) };
  },
  may: (actor, { unitId }) => mayAct(actor, { roles: [...DESK, ...WELCOME], units: [unitId] }),
  decide(facts, { reason, words, format }, actor, now) {
    const refused = refuseExport(facts) ?? refuseRestricted(facts.restricted, useOfReason(reason));
    if (refused) return refused;
    const { personId, unitId } = facts;
    const id = newId();
    const row = {
      id,
      account_id: actor.accountId,
      unit_id: unitId,
      person_id: personId,
      reason,
      words,
      format,
      state: 'waiting',
      asked_at: now,
      ends_at: now.add({ hours: EXPORT_HOURS }),
    };
    return {
      change: row,
      events: [{ kind: 'export.asked', unitId, personId, data: { exportId: id, reason, format } }],
      result: { exportId: id, personId },
    };
  },
  apply: (tx, row) => tx.write(build.insertInto('casefiles.export').values(row)),
  refusals: RESTRICTED_MEANWHILE,
});
