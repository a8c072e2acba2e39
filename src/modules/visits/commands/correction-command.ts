// What correcting and voiding share: how the act is found and locked, and what is written.
import { sql } from 'kysely';
import type { z } from 'zod';
import { isProblem, type Problem, problem } from '#base/problem.ts';
import { command } from '#platform/run-command/command.ts';
import { DESK, mayAct, WELCOME } from '../../access/decide.ts';
import { findCorrectable } from '../correction-queries.ts';
import { type CorrectableAct, type Correction, correctionEvent } from '../correction-rules.ts';

interface Spec<Input> {
  readonly name: string;
  readonly summary: string;
  readonly input: z.ZodType<Input>;
  readonly decide: (act: CorrectableAct, input: Input) => Correction | Problem;
}

/** A command about one act that was recorded. */
export function correctionCommand<
  Input extends { readonly attendanceId: string; readonly serviceId?: string | undefined },
>(spec: Spec<Input>) {
  return command({
    name: spec.name,
    summary: spec.summary,
    input: spec.input,
    async load(tx, { attendanceId, serviceId }): Promise<CorrectableAct | Problem> {
      const act = await findCorrectable(tx, attendanceId, { serviceId, locking: true });
      return act ?? problem('not-found');
    },
    may: (actor, { centreId, unitId, own }) =>
      own
        ? mayAct(actor, { roles: [...DESK, ...WELCOME], units: [unitId], centreId })
        : mayAct(actor, { roles: ['centre-coordinator'], centreId }),
    decide(act, input) {
      const correction = spec.decide(act, input);
      if (isProblem(correction)) return correction;
      return {
        change: correction,
        events: [correctionEvent(correction)],
        result: { attendanceId: act.id, visitId: act.visitId },
      };
    },
    apply(tx, { act, said, voided, reason, needState }: Correction) {
      tx.write(
        sql`select visits.keep_correction(${act.id}, ${act.rank + 1}::smallint, ${reason},
          ${act.signed}, ${voided}, ${said.serviceId}, ${said.mode}, ${said.outcome}, ${said.detail},
          ${said.nextOn?.toString() ?? null}::date, ${said.language}, ${said.interpreter},
          ${said.minutes}::smallint, ${needState})`,
      );
    },
    refusals: { correction_rank: problem('conflict', 'conflict') },
  });
}
