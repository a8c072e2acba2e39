// case.count: what a case is like goes to the numbers of the month, without any person. What was ticked is sealed
// in the compartment; the numbers have nothing that leads back to it.
import { dayOf } from '#base/dates.ts';
import { isProblem, type Problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { reachesPeople } from '../../access/decide.ts';
import { NETWORK_ZONE } from '../../access/schema.ts';
import { listSheets } from '../count-queries.ts';
import { monthOf, refuseCount } from '../count-rules.ts';
import { type CountSheet, countCaseInput } from '../count-schema.ts';
import { listLeaves } from '../queries.ts';
import { type Held, holdOpen, sealForm } from '../sealed-form.ts';

interface Facts extends Held {
  readonly sheet: CountSheet | undefined;
  readonly isCounted: boolean;
}

export const countCase = command({
  name: 'case.count',
  summary: 'Counts a case without the person: how many, by month and by answer.',
  input: countCaseInput,
  async load(
    tx,
    { compartmentId, sheetId },
    _actor,
    _now,
    _ahead,
    { vault },
  ): Promise<Facts | Problem> {
    const open = await holdOpen(tx, vault, compartmentId);
    if (isProblem(open)) return open;
    const sheet = (await listSheets(tx)).find(({ id }) => id === sheetId);
    const leaves = await listLeaves(tx, vault, compartmentId);
    const isCounted = leaves.some(
      ({ form, body, unopened }) => form === 'count' && (body !== null || unopened !== undefined),
    );
    return { ...open, sheet, isCounted };
  },
  may: reachesPeople,
  decide(facts, { sheetId, answers }, _actor, now) {
    const choiceIds = answers.flatMap((answer) => answer.choiceIds);
    const refused = refuseCount(facts.sheet, facts.held.kindId, choiceIds, facts.isCounted);
    if (refused) return refused;
    const month = monthOf(dayOf(now, NETWORK_ZONE)).toString();
    const form = sealForm(facts, { form: 'count', sheetId, month, choiceIds });
    return {
      change: { form, sheetId, month, choiceIds },
      events: [],
      result: { leafId: form.id },
    };
  },
  apply(tx, { form, sheetId, month, choiceIds }) {
    tx.text('select compartments.write_count($1, $2, $3, $4, $5, $6, $7)', [
      form.id,
      form.compartmentId,
      form.version,
      form.sealed,
      sheetId,
      month,
      choiceIds,
    ]).catch(() => {});
  },
});
