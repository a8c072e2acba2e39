// What all commands that change the directory have alike: who may, from which day, one at a time in
// a house, the rows before and after kept with the change, and one event that every process hears.
// A preview runs the same up to the rule, so that what is shown is what will be done.
import { sql } from 'kysely';
import type { z } from 'zod';
import { dayOf } from '#base/dates.ts';
import { newId } from '#base/ids.ts';
import { isProblem, type Problem, problem } from '#base/problem.ts';
import type { Transaction } from '#platform/db/transaction.ts';
import type { Command } from '#platform/run-command/command.ts';
import { decideDay, isNothing, mayChange, type RowChange } from './change.ts';

/** What is changed, from when on, by which command. */
export interface PlannedChange {
  readonly id: string;
  readonly centreId: string | null;
  readonly command: string;
  readonly rows: readonly RowChange[];
  readonly dueOn: Temporal.PlainDate;
  readonly isDue: boolean;
  readonly undoes: string | null;
}

/** Where and when a change is made. */
export interface Frame<Facts> {
  readonly facts: Facts;
  readonly centreId: string | null;
  readonly today: Temporal.PlainDate;
}

interface Spec<Input, Facts> {
  readonly name: string;
  readonly summary: string;
  readonly input: z.ZodType<Input>;
  /** The house that the input speaks of; null: the catalogue of the network. */
  readonly centreOf: (input: Input) => string | null;
  readonly load: (tx: Transaction, input: Input) => Promise<Facts | Problem>;
  /** Pure: the rows before and after. */
  readonly decide: (
    facts: Facts,
    input: Input,
    from: Temporal.PlainDate,
    today: Temporal.PlainDate,
  ) => readonly RowChange[] | Problem;
  /** Its rows carry their own days: it is written at once, whenever it begins. */
  readonly datesItself?: boolean;
  readonly refusals?: Readonly<Record<string, Problem>>;
}

/** Constraints behind every change of the directory. */
export const CHANGE_REFUSALS: Readonly<Record<string, Problem>> = {
  directory_changed_since: problem('conflict', 'changed-since'),
  directory_in_use: problem('conflict', 'in-use'),
};

/** Makes a command that changes the directory. */
export function directoryCommand<Input extends { readonly from?: string | undefined }, Facts>(
  spec: Spec<Input, Facts>,
): Command<Input, Frame<Facts>, PlannedChange> {
  return {
    name: spec.name,
    summary: spec.summary,
    input: spec.input,
    async load(tx, input, actor, now) {
      const centreId = spec.centreOf(input);
      if (!mayChange(actor, centreId)) return problem('not-found');
      const today = await takeTurn(tx, centreId, now);
      if (isProblem(today)) return today;
      const facts = await spec.load(tx, input);
      return isProblem(facts) ? facts : { facts, centreId, today };
    },
    may: (actor, { centreId }) => mayChange(actor, centreId),
    decide({ facts, centreId, today }, input) {
      const from = decideDay(input.from, today);
      if (isProblem(from)) return from;
      const rows = spec.decide(facts, input, from, today);
      if (isProblem(rows)) return rows;
      if (isNothing(rows)) return problem('invalid', 'nothing-changed');
      const isDue = spec.datesItself === true || Temporal.PlainDate.compare(from, today) <= 0;
      return planned({ centreId, command: spec.name, rows, dueOn: from, isDue, undoes: null });
    },
    apply: makeChange,
    refusals: { ...CHANGE_REFUSALS, ...spec.refusals },
  };
}

/** A planned change with its event. Events name the change; what it says stands beside it. */
export function planned(change: Omit<PlannedChange, 'id'>) {
  const id = newId();
  const { centreId, command, dueOn } = change;
  return {
    change: { id, ...change },
    events: [
      {
        kind: 'directory.changed',
        ...(centreId !== null && { centreId }),
        data: { changeId: id, command, dueOn: dueOn.toString() },
      },
    ],
    result: { changeId: id, ...(centreId !== null && { centreId }) },
  };
}

/** Writes a planned change; the database proves once more who asks. */
export function makeChange(tx: Transaction, change: PlannedChange, now: Temporal.Instant): void {
  tx.write(
    sql`select directory.make_change(${change.id}, ${change.centreId}, ${change.command},
          ${JSON.stringify(change.rows)}::jsonb, ${change.dueOn.toString()}, ${change.isDue},
          ${change.undoes}, ${now.toString()})`,
    'any',
  );
}

/** One change at a time in a house. @returns the civil day there */
export async function takeTurn(
  tx: Transaction,
  centreId: string | null,
  now: Temporal.Instant,
): Promise<Temporal.PlainDate | Problem> {
  const [turn] = await tx.text<{ zone: string | null }>(
    `select (select zone from directory.centre where id = $1) as zone
     from (select pg_advisory_xact_lock(hashtextextended('directory ' || coalesce($1, ''), 2))) turn`,
    [centreId],
  );
  if (centreId !== null && !turn?.zone) return problem('not-found');
  return dayOf(now, turn?.zone ?? 'Europe/Lisbon');
}
