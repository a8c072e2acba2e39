// Addresses of the figures.
import type { Hono } from 'hono';
import { figuresPage } from '#screens/figures/figures-page.tsx';
import { CountsPage } from '#screens/figures/counts-page.tsx';
import { HistoryPage } from '#screens/figures/history-page.tsx';
import { listSheets, listTallies } from '#modules/compartments/count-queries.ts';
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
  app.get('/counts', async (c) => {
    const counts = await database.transaction(async (tx) => ({
      sheets: await listSheets(tx),
      tallies: await listTallies(tx),
    }));
    const asked = c.req.query('year');
    return site.answer(c, <CountsPage page={site.base(c)} counts={counts} asked={asked} />);
  });
  site.page('/figures/:centreId', figuresPage);
}
