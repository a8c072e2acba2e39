// What was published about the network before it counted by itself, with where each value stands.
import type { Transaction } from '#platform/db/transaction.ts';
import { insertMissing, range } from './insert.ts';
import { readData } from './read-data.ts';

/** Sources, and the values that each of them gives. */
export async function seedPublishedFigures(tx: Transaction): Promise<void> {
  await insertMissing(
    tx,
    'statistics.published_source',
    { id: 'text', title: 'text', publisher: 'text', published: 'text', url: 'text' },
    readData('demo/published-sources.json').map((source) => ({
      ...source,
      published: source.published,
      url: source.url,
    })),
  );
  await insertMissing(
    tx,
    'statistics.published_figure',
    {
      id: 'text',
      metric: 'text',
      value: 'numeric',
      unit: 'text',
      of: 'text',
      centre_id: 'text',
      scope: 'text',
      period: 'text',
      during: 'daterange',
      said: 'text',
      source_id: 'text',
    },
    readData('demo/published-figures.json').map(({ centre, from, until, source, ...figure }) => ({
      ...figure,
      centre_id: centre,
      during: from || until ? range(from, until) : undefined,
      source_id: source,
    })),
  );
}
