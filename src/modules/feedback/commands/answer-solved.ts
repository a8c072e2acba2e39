// feedback.answer-solved: what she says at the exit, told to the mediator. The event names neither
// the visit nor the answer: whoever has both could tell who said what.
//
// ATT-6: whether everything was solved is asked once a visit and counted without her.
import { sql } from 'kysely';
import { type Problem, problem } from '#base/problem.ts';
import { build } from '#platform/db/transaction.ts';
import { command } from '#platform/run-command/command.ts';
import { mayAct, reachesPeople, WELCOME } from '../../access/decide.ts';
import { answerInput, type SolvedAnswer } from '../schema.ts';

interface Asked {
  readonly visitId: string;
  readonly centreId: string;
  readonly hostUnitId: string;
  readonly day: Temporal.PlainDate;
}

export const answerSolved = command({
  name: 'feedback.answer-solved',
  summary: 'Counts whether everything was solved, as a person says when she goes; once a visit.',
  input: answerInput,
  async load(tx, { visitId }, actor): Promise<Asked | Problem> {
    if (!reachesPeople(actor)) return problem('not-found');
    const visit = await tx.first(
      build
        .selectFrom('visits.visit')
        .select(['id as visitId', 'centre_id as centreId', 'host_unit_id as hostUnitId', 'day'])
        .where('id', '=', visitId),
    );
    return visit ?? problem('not-found');
  },
  may: (actor, { hostUnitId, centreId }) =>
    mayAct(actor, { roles: WELCOME, units: [hostUnitId], centreId }),
  decide: (visit, { answer }) => ({
    change: { visitId: visit.visitId, answer },
    events: [
      {
        kind: 'feedback.answered',
        centreId: visit.centreId,
        unitId: visit.hostUnitId,
        data: { day: visit.day.toString() },
      },
    ],
    result: { visitId: visit.visitId },
  }),
  apply: (tx, { visitId, answer }: { visitId: string; answer: SolvedAnswer }) =>
    tx.write(sql`select feedback.keep_at_exit(${visitId}, ${answer})`),
  refusals: { asked_pkey: problem('conflict', 'answered-before') },
});
