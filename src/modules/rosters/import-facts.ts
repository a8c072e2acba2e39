// What must be known to read a file of a roster: who works at the office, which desks stand there, and
// what is planned on the days of the file.
import { isProblem, type Problem, problem } from '#base/problem.ts';
import type { Transaction } from '#platform/db/transaction.ts';
import { type Fault, readImport } from './import-file.ts';
import { IMPORT_DAYS, type ImportPlan, planImport } from './import-rules.ts';
import { lockPlan } from './plan-facts.ts';
import { listColleagues } from './queries.ts';

export interface ReadRoster extends ImportPlan {
  readonly centreId: string;
  readonly officeId: string;
  readonly staff: readonly { readonly id: string; readonly name: string }[];
  /** The first day that the file names. */
  readonly first: Temporal.PlainDate;
}

/** What a file would change at an office, once nobody else is changing the plan of the house. */
export async function readRoster(
  tx: Transaction,
  officeId: string,
  text: string,
  now: Temporal.Instant,
): Promise<ReadRoster | Problem> {
  const [office] = await tx.text<{ centreId: string; unitId: string }>(
    `select centre_id as "centreId", unit_id as "unitId" from directory.office where id = $1`,
    [officeId],
  );
  if (!office) return problem('not-found');
  const { centreId, unitId } = office;
  const { lines, faults } = readImport(text);
  const days = lines.map(({ date }) => date).toSorted(Temporal.PlainDate.compare);
  const today = now.toZonedDateTimeISO('UTC').toPlainDate();
  const [first = today] = days;
  const last = days.at(-1) ?? today;
  const furthest = first.add({ days: IMPORT_DAYS * 2 });
  const [plan, staff, desks] = await Promise.all([
    // Days beyond what may be planned are refused by the rule; they need no plan to be read.
    lockPlan(
      tx,
      centreId,
      first,
      Temporal.PlainDate.compare(last, furthest) < 0 ? last : furthest,
      now,
    ),
    listColleagues(tx, unitId, centreId),
    tx.text<{ id: string; label: string }>(
      'select id, label from directory.desk where office_id = $1',
      [officeId],
    ),
  ]);
  if (isProblem(plan)) return plan;
  const planned = planImport(lines, { ...plan, officeId, staff, desks });
  const all: Fault[] = [...faults, ...planned.faults];
  return {
    ...planned,
    faults: all.toSorted((a, b) => a.line - b.line),
    centreId,
    officeId,
    staff,
    first,
  };
}
