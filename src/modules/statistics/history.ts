// What was published about the network before it counted by itself: dated, sourced, with gaps. Pure.
//
// STA-10: a published value is told as it was published: with its period, its scope and its source;
//         two sources for one year stand beside each other, and none of them wins.
// STA-11: a year for which nobody published a figure is a gap; a sum over several years fills none
//         of them.
// STA-12: years are added up only when each of them has exactly one exact figure and none between
//         them is missing: never one sum over a gap.
// STA-13: what the network counts itself stands apart from what was published; the two are never
//         added up.
// STA-14: the parts of a published sum are those that its own source gives for the same end, and
//         they are shown as its parts only when they add up to it.

/** Where published values stand. */
export interface PublishedSource {
  readonly id: string;
  readonly title: string;
  readonly publisher: string;
  /** A year, month or day, as far as it is known. */
  readonly published?: string;
  readonly url?: string;
}

export type Said = 'exact' | 'about' | 'at-least' | 'at-most';

/** One published value. */
export interface PublishedFigure {
  readonly id: string;
  readonly metric: string;
  readonly value: number;
  readonly unit: string;
  readonly of: 'national-centres' | 'local-centres' | 'centre' | 'other';
  readonly centreId?: string;
  /** In the words of the source. */
  readonly scope: string;
  readonly period: string;
  /** The first day, and the day after the last; none where the period is no range of days. */
  readonly from?: Temporal.PlainDate;
  readonly until?: Temporal.PlainDate;
  readonly said: Said;
  readonly source: PublishedSource;
}

/** One year, or several in a row that nobody published a figure for. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  /** All values of that year, each of another source; empty for a gap. */
  readonly values: readonly PublishedFigure[];
}

const YEARLY = 'attendances';
const SUM = 'attendances_cumulative';

/** The calendar year that a value is about, if it is about one. */
export function yearOf({ from, until }: PublishedFigure): number | undefined {
  if (!from || !until || from.dayOfYear !== 1) return undefined;
  return from.add({ years: 1 }).equals(until) ? from.year : undefined;
}

/** Acts of each year from the first to the last, gaps included. STA-10, STA-11. */
export function yearsOf(
  figures: readonly PublishedFigure[],
  from: number,
  to: number,
): readonly Stretch[] {
  const yearly = figures.filter(({ metric }) => metric === YEARLY);
  const stretches: Stretch[] = [];
  for (let year = from; year <= to; year++) {
    const values = yearly.filter((figure) => yearOf(figure) === year);
    const last = stretches.at(-1);
    if (values.length === 0 && last?.values.length === 0)
      stretches[stretches.length - 1] = { ...last, to: year };
    else stretches.push({ from: year, to: year, values });
  }
  return stretches;
}

/** Published sums over several years, by their end. */
export function sumsOf(figures: readonly PublishedFigure[]): readonly PublishedFigure[] {
  return figures
    .filter(({ metric, from, until }) => metric === SUM && from && until)
    .toSorted((a, b) => String(a.until).localeCompare(String(b.until)));
}

/** The sum that says most exactly the longest time: what a page leads with. */
export function mainSumOf(figures: readonly PublishedFigure[]): PublishedFigure | undefined {
  return sumsOf(figures).findLast(({ said }) => said === 'exact');
}

/** The parts by centre that the same source gives of a sum. STA-14. */
export function partsOf(
  sum: PublishedFigure,
  figures: readonly PublishedFigure[],
): readonly PublishedFigure[] {
  const parts = figures.filter(
    ({ metric, of, source, until }) =>
      metric === sum.metric &&
      of === 'centre' &&
      source.id === sum.source.id &&
      until !== undefined &&
      sum.until?.equals(until) === true,
  );
  const total = parts.reduce((all, { value }) => all + value, 0);
  return total === sum.value ? parts : [];
}

/** What years add up to, or nothing where one is missing, doubtful or told twice. STA-12. */
export function addUp(years: readonly Stretch[]): number | undefined {
  let total = 0;
  for (const { values } of years) {
    const [only, another] = values;
    if (!only || another || only.said !== 'exact') return undefined;
    total += only.value;
  }
  return years.length > 0 ? total : undefined;
}
