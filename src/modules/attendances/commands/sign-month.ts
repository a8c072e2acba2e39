// month.sign: the coordinator signs the acts of a centre's month. What is corrected afterwards is a
// revision, and the signed number stays.
import { sql } from 'kysely';
import { type Problem, problem } from '#base/problem.ts';
import { build } from '#platform/db/transaction.ts';
import { command } from '#platform/run-command/command.ts';
import { isFenced, mayAct } from '../../access/decide.ts';
import { firstOf, refuseToSign } from '../month-rules.ts';
import { signMonthInput } from '../schema.ts';

interface Month {
  readonly centreId: string;
  readonly first: Temporal.PlainDate;
  readonly today: Temporal.PlainDate;
}

export const signMonth = command({
  name: 'month.sign',
  summary: 'Signs the month of a centre that is over; later corrections are revisions beside it.',
  input: signMonthInput,
  async load(tx, { centreId, month }, _actor, now): Promise<Month | Problem> {
    const centre = await tx.first(
      build.selectFrom('directory.centre').select(['id', 'zone']).where('id', '=', centreId),
    );
    if (!centre) return problem('not-found');
    const today = now.toZonedDateTimeISO(centre.zone).toPlainDate();
    return { centreId: centre.id, first: firstOf(month), today };
  },
  may: (actor, { centreId }) =>
    !isFenced(actor) && mayAct(actor, { roles: ['centre-coordinator'], centreId }),
  decide: ({ centreId, first, today }, { month }) =>
    refuseToSign(first, today) ?? {
      change: { centreId, first },
      events: [{ kind: 'month.signed', centreId, data: { month } }],
      result: { centreId, month },
    },
  apply: (tx, { centreId, first }) =>
    tx.write(sql`select attendances.sign_month(${centreId}, ${first.toString()}::date)`),
  refusals: { signed_month_pkey: problem('conflict', 'month-signed') },
});
