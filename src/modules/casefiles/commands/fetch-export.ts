// export.fetch: what was made is handed over, once; the sealed document goes with the same commit.
import { sql } from 'kysely';
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
import { type Export, isOpen, lockExport } from '../export-queries.ts';
import { fetchExportInput, refuseFetch, useOfReason } from '../export-rules.ts';

interface Facts extends Export {
  readonly fresh: boolean;
  readonly open: boolean;
  readonly restricted: Temporal.Instant | undefined;
}

export const fetchExport = command({
  name: 'export.fetch',
  summary: 'Hands over what was made of a file, once, to whoever asked for it.',
  input: fetchExportInput,
  async load(tx, { exportId }, actor): Promise<Facts | Problem> {
    if (isFenced(actor) || !reachesPeople(actor)) return problem('not-found');
    const one = await lockExport(tx, exportId);
    if (!one) return problem('not-found');
    const [fresh, open, restricted] = await Promise.all([
      isFresh(tx),
      isOpen(tx, exportId),
      restrictedSince(tx, one.personId),
    ]);
    return { ...one, fresh, open, restricted };
  },
  may: (actor, { unitId }) => mayAct(actor, { roles: [...DESK, ...WELCOME], units: [unitId] }),
  decide(one, _input, _actor, now) {
    return (
      refuseFetch(one, now) ??
      refuseRestricted(one.restricted, useOfReason(one.reason)) ?? {
        change: { id: one.id },
        events: [
          {
            kind: 'export.fetched',
            unitId: one.unitId,
            personId: one.personId,
            data: { exportId: one.id, format: one.format },
          },
        ],
        result: { exportId: one.id },
      }
    );
  },
  apply(tx, { id }, now) {
    tx.write(sql`select casefiles.hand_out(${id})`);
    tx.write(
      build
        .updateTable('casefiles.export')
        .set({ state: 'fetched', fetched_at: now })
        .where('id', '=', id),
    );
  },
  refusals: RESTRICTED_MEANWHILE,
});
