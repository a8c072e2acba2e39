// Published values, and what the network has counted since by itself. Public: counts and sources,
// nothing about anyone.
import type { Transaction } from '#platform/db/transaction.ts';
import type { PublishedFigure, PublishedSource } from './history.ts';

type Row = Omit<PublishedFigure, 'from' | 'until' | 'centreId' | 'source'> & {
  readonly centreId: string | null;
  readonly from: string | null;
  readonly until: string | null;
  readonly source: { readonly [Key in keyof PublishedSource]: PublishedSource[Key] | null };
};

/** Every published value, by period and source. */
export async function listPublished(tx: Transaction): Promise<readonly PublishedFigure[]> {
  const rows = await tx.text<Row>(
    `select f.id, f.metric, f.value::float8 as value, f.unit, f.of, f.centre_id as "centreId",
            f.scope, f.period, lower(f.during)::text as "from", upper(f.during)::text as until, f.said,
            to_jsonb(s) as source
     from statistics.published_figure f join statistics.published_source s on s.id = f.source_id
     order by lower(f.during) nulls last, s.published nulls last, f.id`,
  );
  return rows.map(({ centreId, from, until, source, ...row }) => ({
    ...row,
    ...(centreId !== null && { centreId }),
    ...(from !== null && { from: Temporal.PlainDate.from(from) }),
    ...(until !== null && { until: Temporal.PlainDate.from(until) }),
    source: sourceFrom(source),
  }));
}

function sourceFrom({ id, title, publisher, published, url }: Row['source']): PublishedSource {
  return {
    id: id ?? '',
    title: title ?? '',
    publisher: publisher ?? '',
    ...(published && { published }),
    ...(url && { url }),
  };
}

/** Acts that were counted here, of one year and kind of centre. */
export interface CountedYear {
  readonly year: number;
  readonly kind: string;
  readonly acts: number;
  /** The first and last day that anything was counted on. */
  readonly from: Temporal.PlainDate;
  readonly to: Temporal.PlainDate;
}

/** What was counted here, by year and kind of centre; a few seconds behind the acts. */
export async function listCountedYears(tx: Transaction): Promise<readonly CountedYear[]> {
  const rows = await tx.text<{
    year: number;
    kind: string;
    acts: number;
    from: string;
    to: string;
  }>(
    `select extract(year from d.day)::integer as year, c.kind, sum(d.acts)::integer as acts,
            min(d.day)::text as "from", max(d.day)::text as "to"
     from statistics.daily d join directory.centre c on c.id = d.centre_id
     group by 1, 2 order by 1, 2`,
  );
  return rows.map((row) => ({
    ...row,
    from: Temporal.PlainDate.from(row.from),
    to: Temporal.PlainDate.from(row.to),
  }));
}
