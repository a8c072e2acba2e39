// How often authorities asked for somebody's data, year by year, for everybody: /authority-requests. Counts alone;
// small ones are not told.
import { PUBLISHED_FROM } from '#modules/disclosures/rules.ts';
import type { PublishedYear } from '#modules/disclosures/queries.ts';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { Table } from '#platform/ui/table.tsx';
import { formatNumber } from '#platform/words/format.ts';
import type { PageBase } from '../page.ts';
import { PublicShell } from '../portal/public-shell.tsx';

export function PublishedPage({
  page,
  years,
}: {
  page: PageBase;
  years: readonly PublishedYear[];
}) {
  const { w } = page;
  const number = (count: number | null) =>
    count === null ? <span class="muted">—</span> : <bdi>{formatNumber(w.language, count)}</bdi>;
  const columns = ['received', 'whole', 'part', 'refused', 'otherwise'] as const;
  return (
    <PublicShell page={page} title={w('published.title')} exit>
      <h1>{w('published.title')}</h1>
      <p>{w('published.hint')}</p>
      {years.length === 0 ? <EmptyState icon="scale" title={w('published.none')} /> : null}
      {years.length > 0 ? (
        <Table
          caption={w('published.title')}
          columns={[
            { label: w('published.year'), heads: true },
            ...columns.map((column) => ({
              label: w(`published.${column}`),
              align: 'end' as const,
            })),
          ]}
          rows={years.map((year) => ({
            id: `y${year.year}`,
            cells: [
              <bdi>{String(year.year)}</bdi>,
              ...columns.map((column) => number(year[column])),
            ],
          }))}
        />
      ) : null}
      <p class="muted">{w('published.small', { count: PUBLISHED_FROM })}</p>
    </PublicShell>
  );
}
