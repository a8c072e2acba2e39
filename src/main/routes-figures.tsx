// Addresses of the figures.
import type { Hono } from 'hono';
import { figuresPage } from '#screens/figures/figures-page.tsx';
import { HistoryPage } from '#screens/figures/history-page.tsx';
import { listCountedYears, listPublished } from '#modules/statistics/history-queries.ts';
import type { Services } from './services.ts';
import type { Site } from './site.tsx';

export function figuresRoutes(site: Site, { database }: Services, app: Hono): void {
  app.get('/figures', async (c) => {
    const history = await database.transaction(async (tx) => ({
      published: await listPublished(tx),
      counted: await listCountedYears(tx),
    }));
    return site.answer(c, <HistoryPage page={site.base(c)} history={history} />);
  });
  site.page('/figures/:centreId', figuresPage);
}
