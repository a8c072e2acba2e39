// What the network has done since it began, for everybody: the figures that were published, each with
// its source, the years without one as a gap, and then what is counted here. Works without a script,
// and prints.
import { dayOf } from '#base/dates.ts';
import { nameOn } from '#modules/directory/rules/names.ts';
import {
  mainSumOf,
  partsOf,
  type PublishedFigure,
  sumsOf,
  yearsOf,
} from '#modules/statistics/history.ts';
import type { CountedYear } from '#modules/statistics/history-queries.ts';
import { formatDate, formatNumber } from '#platform/words/format.ts';
import type { PageBase } from '../page.ts';
import { PublicShell } from '../portal/public-shell.tsx';
import { YearChart, YearsTogether } from './year-chart.tsx';
import { SourceLink, valueText, YearTable } from './year-table.tsx';

const KINDS = [
  { of: 'national-centres', kind: 'national', id: 'national' },
  { of: 'local-centres', kind: 'local', id: 'local' },
] as const;

export interface History {
  readonly published: readonly PublishedFigure[];
  readonly counted: readonly CountedYear[];
}

export function HistoryPage({ page, history }: { page: PageBase; history: History }) {
  const { w } = page;
  const shown = KINDS.filter(
    ({ of, kind }) =>
      history.published.some((figure) => figure.of === of) ||
      history.counted.some((year) => year.kind === kind),
  );
  return (
    <PublicShell page={page} title={w('history.title')} wide>
      <div class="stack-loose history">
        <header class="stack-tight">
          <h1>{w('history.title')}</h1>
          <p class="lead">{w('history.lead')}</p>
          <p>
            <a class="link-alone" href="/counts">
              {w('count.link')}
            </a>
          </p>
        </header>
        {shown.length === 0 ? <p>{w('history.nothing')}</p> : null}
        {shown.map((each) => (
          <Kind page={page} history={history} {...each} />
        ))}
        {history.counted.length > 0 ? <Here page={page} counted={history.counted} /> : null}
      </div>
    </PublicShell>
  );
}

function Kind({
  page,
  history,
  of,
  kind,
  id,
}: {
  page: PageBase;
  history: History;
} & (typeof KINDS)[number]) {
  const { w } = page;
  const figures = history.published.filter((figure) => figure.of === of);
  const sums = sumsOf(figures);
  const main = mainSumOf(figures);
  const counted = history.counted.filter((year) => year.kind === kind);
  const thisYear = dayOf(page.now, 'Europe/Lisbon').year;
  const starts = figures.flatMap(({ from, metric }) =>
    from && metric.startsWith('attendances') ? [from.year] : [],
  );
  const first = Math.min(thisYear, ...starts, ...counted.map(({ year }) => year));
  const years = yearsOf(figures, first, thisYear);
  const title = w(`history.of.${of}`);
  return (
    <section class="stack history-kind" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {main ? <MainSum page={page} sum={main} parts={partsOf(main, history.published)} /> : null}
      <YearChart
        w={w}
        id={id}
        label={w('history.chart', { of: title })}
        years={years}
        sum={main}
        counted={counted}
      />
      <YearTable w={w} caption={w('history.by-year')} years={years} counted={counted} />
      <YearsTogether w={w} years={years} />
      {sums.length > 0 ? <Sums page={page} sums={sums} /> : null}
    </section>
  );
}

/** The longest exact sum with its parts, which close it. */
function MainSum({
  page,
  sum,
  parts,
}: {
  page: PageBase;
  sum: PublishedFigure;
  parts: readonly PublishedFigure[];
}) {
  const { w } = page;
  return (
    <div class="history-sum">
      <p class="history-main">
        <b>
          <bdi>{valueText(w, sum)}</bdi>
        </b>
        <span>{w('history.acts-in', { period: periodText(sum) })}</span>
        <SourceLink w={w} source={sum.source} />
      </p>
      {parts.length > 0 ? (
        <dl class="history-parts">
          {parts.map((part) => (
            <div>
              <dt>
                {placeOf(page, part)} <bdi>{periodText(part)}</bdi>
              </dt>
              <dd>
                <bdi>{formatNumber(w.language, part.value)}</bdi>
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
    </div>
  );
}

function Sums({ page, sums }: { page: PageBase; sums: readonly PublishedFigure[] }) {
  const { w } = page;
  return (
    <table class="table year-table">
      <caption>{w('history.sums')}</caption>
      <thead>
        <tr>
          <th scope="col">{w('figures.period')}</th>
          <th scope="col" data-align="end">
            {w('figures.acts')}
          </th>
          <th scope="col">{w('history.source')}</th>
        </tr>
      </thead>
      <tbody>
        {sums.map((sum) => (
          <tr>
            <th scope="row">
              <bdi>{periodText(sum)}</bdi>
            </th>
            <td data-align="end">
              <bdi>{valueText(w, sum)}</bdi>
            </td>
            <td class="year-source">
              <SourceLink w={w} source={sum.source} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What the network counts by itself, apart from all that. */
function Here({ page, counted }: { page: PageBase; counted: readonly CountedYear[] }) {
  const { w } = page;
  const days = counted.flatMap(({ from, to }) => [from, to]).toSorted(Temporal.PlainDate.compare);
  const [from, to] = [days[0], days.at(-1)];
  const acts = counted.reduce((all, year) => all + year.acts, 0);
  if (!from || !to) return null;
  return (
    <section class="stack-tight" aria-labelledby="here">
      <h2 id="here">{w('history.here')}</h2>
      <p class="history-main" data-here>
        <b>
          <bdi>{formatNumber(w.language, acts)}</bdi>
        </b>
        <span>
          {w('history.here-since', {
            from: formatDate(w.language, from, 'long'),
            to: formatDate(w.language, to, 'long'),
          })}
        </span>
      </p>
      <p class="hint">{w(page.demo ? 'history.here-demo' : 'history.here-note')}</p>
    </section>
  );
}

/** A centre by the name that it had at the end of the period. */
function placeOf({ directory }: PageBase, { centreId, scope, until }: PublishedFigure): string {
  const centre = directory.centres.get(centreId ?? '');
  return centre && until ? nameOn(centre.names, until.subtract({ days: 1 })).name : scope;
}

function periodText({ from, until, period }: PublishedFigure): string {
  if (!from || !until) return period;
  const last = until.subtract({ days: 1 });
  return from.year === last.year ? String(from.year) : `${from.year}–${last.year}`;
}
