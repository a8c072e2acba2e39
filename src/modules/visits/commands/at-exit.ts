// What the commands of the way out share: a visit, open or over, of the house that receives her.
import type { z } from 'zod';
import { type Problem, problem } from '#base/problem.ts';
import { build, type Transaction } from '#platform/db/transaction.ts';
import type { Command, Decision } from '#platform/run-command/command.ts';
import { mayAct, reachesPeople, WELCOME } from '../../access/decide.ts';
import type { Visit } from '../facts.ts';
import { listSummaryActs } from '../house-queries.ts';

export interface ExitFacts {
  readonly visit: Pick<Visit, 'id' | 'personId' | 'centreId' | 'hostUnitId' | 'day'>;
  /** The last date that her summary names. */
  readonly nextOn: Temporal.PlainDate | null;
}

interface ExitCommand<Input extends { readonly visitId: string }, Change> {
  readonly name: string;
  readonly summary: string;
  readonly input: z.ZodType<Input>;
  decide(facts: ExitFacts, input: Input, now: Temporal.Instant): Decision<Change> | Problem;
  apply: Command<Input, ExitFacts, Change>['apply'];
  readonly refusals?: Readonly<Record<string, Problem>>;
}

/** A command about the way out of one visit, by those who receive people in the house. */
export function exitCommand<Input extends { readonly visitId: string }, Change>(
  spec: ExitCommand<Input, Change>,
): Command<Input, ExitFacts, Change> {
  return {
    ...spec,
    async load(tx, { visitId }, actor) {
      if (!reachesPeople(actor)) return problem('not-found');
      const [visit, acts] = await Promise.all([
        lockVisit(tx, visitId),
        listSummaryActs(tx, visitId),
      ]);
      if (!visit) return problem('not-found');
      const dates = acts.flatMap(({ nextOn }) => (nextOn ? [nextOn] : []));
      return { visit, nextOn: dates.toSorted(Temporal.PlainDate.compare).at(-1) ?? null };
    },
    may: (actor, { visit }) =>
      mayAct(actor, { roles: WELCOME, units: [visit.hostUnitId], centreId: visit.centreId }),
    decide: (facts, input, _actor, now) => spec.decide(facts, input, now),
  };
}

function lockVisit(tx: Transaction, visitId: string): Promise<ExitFacts['visit'] | undefined> {
  return tx.first(
    build
      .selectFrom('visits.visit')
      .select([
        'id',
        'person_id as personId',
        'centre_id as centreId',
        'host_unit_id as hostUnitId',
        'day',
      ])
      .where('id', '=', visitId)
      .forUpdate(),
  );
}

/** An event about a visit as a whole. */
export function visitEvent(kind: string, { visit }: ExitFacts) {
  return {
    kind,
    centreId: visit.centreId,
    unitId: visit.hostUnitId,
    visitId: visit.id,
    personId: visit.personId,
  };
}
