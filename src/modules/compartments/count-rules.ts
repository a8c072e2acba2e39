// When a case is counted, when a count is taken away again, and which sums are told. Pure.
import { FEWEST } from '#base/fewest.ts';
import { type Problem, problem } from '#base/problem.ts';
import type { CountQuestion, CountSheet } from './count-schema.ts';

/** The month in which a day is counted: its first day. */
export const monthOf = (day: Temporal.PlainDate) => day.with({ day: 1 });

/** The quarter in which a day lies: its first day. */
export const quarterOf = (day: Temporal.PlainDate) =>
  day.with({ day: 1, month: day.month - ((day.month - 1) % 3) });

const refuse = (field: string, code: string) =>
  problem('invalid', 'invalid', { fields: { [field]: code } });

/** Why a case is not counted, or nothing. */
// COM-19: a case is counted once, until that is taken back, on the sheet of its kind; each question has one
// answer, or, where several may be, at least one
export function refuseCount(
  sheet: CountSheet | undefined,
  kindId: string,
  choiceIds: readonly string[],
  isCounted: boolean,
): Problem | undefined {
  if (!sheet || sheet.kindId !== kindId) return refuse('sheetId', 'unknown-choice');
  if (isCounted) return problem('conflict', 'case-counted');
  const known = new Set(sheet.questions.flatMap(({ choices }) => choices.map(({ id }) => id)));
  const isOdd =
    new Set(choiceIds).size < choiceIds.length || choiceIds.some((id) => !known.has(id));
  if (isOdd) return refuse('answers', 'unknown-choice');
  const isWhole = sheet.questions.every(({ many, choices }) => {
    const given = choices.filter(({ id }) => choiceIds.includes(id)).length;
    return many ? given > 0 : given === 1;
  });
  return isWhole ? undefined : refuse('answers', 'count-each');
}

/** Does the number go with the leaf that is taken back? */
// COM-20: as long as the quarter lasts; after it the numbers are told and change no more, so that nobody learns
// of one case by comparing them with what they were
export function goesWithLeaf(month: string, today: Temporal.PlainDate): boolean {
  const counted = quarterOf(Temporal.PlainDate.from(month));
  return Temporal.PlainDate.compare(counted, quarterOf(today)) >= 0;
}

/** From how many on a number of cases is told. */
export const FEWEST_TOLD = FEWEST.cases;

/** Numbers that are told of a question, each by its answer or by a wider group of answers. */
export interface Told {
  readonly by: 'choices' | 'groups';
  readonly cases: ReadonlyMap<string, number>;
}

/** How many cases there were, or nothing where there were too few to tell. */
export const toldTotal = (total: number): number | undefined =>
  total < FEWEST_TOLD ? undefined : total;

/** What is told of a question, or nothing. */
// COM-21: a number is told from five cases on. Where exactly one answer is given, all of its numbers are told or
// none: a single one that is left out is the total less the others. Where one is too small, the wider groups are
// told, by the same rule, and else the total alone. Where several are given, a number is told when as many
// cases as that are left without it, too
export function toldOf(
  question: CountQuestion,
  total: number,
  casesOf: (choiceId: string) => number,
): Told | undefined {
  if (total < FEWEST_TOLD) return undefined;
  const counted = question.choices.map(({ id }) => [id, casesOf(id)] as const);
  if (question.many) {
    const enough = counted.filter(([, n]) => n >= FEWEST_TOLD && total - n >= FEWEST_TOLD);
    return enough.length > 0 ? { by: 'choices', cases: new Map(enough) } : undefined;
  }
  const isTold = (cells: readonly (readonly [string, number])[]) =>
    cells.length > 0 && cells.every(([, n]) => n >= FEWEST_TOLD);
  if (isTold(counted)) return { by: 'choices', cases: new Map(counted) };
  const grouped = question.groups.map(({ id }) => {
    const inside = question.choices.filter(({ group }) => group === id);
    return [id, inside.reduce((sum, choice) => sum + casesOf(choice.id), 0)] as const;
  });
  return isTold(grouped) ? { by: 'groups', cases: new Map(grouped) } : undefined;
}
