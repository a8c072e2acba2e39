// The years in a table: each value with what was said of it and where it stands; a gap is a row.
import type { PublishedFigure, PublishedSource, Stretch } from '#modules/statistics/history.ts';
import { formatNumber, formatParts } from '#platform/words/format.ts';
import type { Words } from '#platform/words/words.ts';
import type { Counted } from './year-chart.tsx';

export function YearTable({
  w,
  caption,
  years,
  counted,
}: {
  w: Words;
  caption: string;
  years: readonly Stretch[];
  counted: readonly Counted[];
}) {
  return (
    <table class="table year-table">
      <caption class="aside-voice">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{w('history.year')}</th>
          <th scope="col" data-align="end">
            {w('figures.acts')}
          </th>
          <th scope="col">{w('history.source')}</th>
        </tr>
      </thead>
      <tbody>
        {years.flatMap((each) => rowsOf(w, each, counted))}
        {counted.map(({ year, acts }) => (
          <tr>
            <th scope="row">{year}</th>
            <td data-align="end">
              <bdi>{formatNumber(w.language, acts)}</bdi>
            </td>
            <td class="year-source">{w('history.counted-here')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function rowsOf(w: Words, { from, to, values }: Stretch, counted: readonly Counted[]) {
  const name = from === to ? String(from) : `${from}–${to}`;
  if (values.length === 0) {
    if (from === to && counted.some(({ year }) => year === from)) return [];
    return [
      <tr class="year-gap">
        <th scope="row">
          <bdi>{name}</bdi>
        </th>
        <td colspan={2}>{w('history.gap', { years: to - from + 1 })}</td>
      </tr>,
    ];
  }
  return values.map((figure, index) => (
    <tr>
      {index === 0 ? (
        <th scope="row" rowspan={values.length}>
          {name}
          {values.length > 1 ? (
            <small class="year-two">{w('history.sources-differ', { count: values.length })}</small>
          ) : null}
        </th>
      ) : null}
      <td data-align="end">
        <bdi>{valueText(w, figure)}</bdi>
      </td>
      <td class="year-source">
        <SourceLink w={w} source={figure.source} />
      </td>
    </tr>
  ));
}

/** A value with what was said of its exactness. */
export function valueText(w: Words, { value, said }: Pick<PublishedFigure, 'value' | 'said'>) {
  const count = formatNumber(w.language, value);
  return said === 'exact' ? count : w(`history.said.${said}`, { count });
}

/** Where a value stands: who published it, when, and its title. */
export function SourceLink({ w, source }: { w: Words; source: PublishedSource }) {
  const { url, title, publisher, published } = source;
  const words = (
    <>
      <bdi>{formatParts(w.language, [publisher, published?.slice(0, 4)])}</bdi>
      <small>
        <bdi>{title}</bdi>
      </small>
    </>
  );
  return url ? (
    <a class="source" href={url} rel="noreferrer external">
      {words}
    </a>
  ) : (
    <span class="source">{words}</span>
  );
}
