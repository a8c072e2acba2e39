// Addresses of the floor, for those who look after a house.
import type { Hono } from 'hono';
import { endDayCommand } from '#modules/followups/commands/end-day.ts';
import { mendAnomaly } from '#modules/visits/commands/mend-anomaly.ts';
import { carePage } from '#screens/coordination/care-page.tsx';
import { coordinationPage, coordinationRegions } from '#screens/coordination/coordination-page.tsx';
import type { Services } from './services.ts';
import type { Site } from './site.tsx';

export function coordinationRoutes(site: Site, _services: Services, app: Hono): void {
  site.page('/coordination/:centreId', coordinationPage);
  site.page('/coordination/:centreId/live/:region', coordinationRegions);
  site.page('/coordination/:centreId/care', carePage);
  const input = (own: Record<string, unknown>, { centreId = '' }: Record<string, string>) => ({
    ...own,
    centreId,
  });
  const home = ({ centreId = '' }: Record<string, string>) =>
    `/coordination/${encodeURIComponent(centreId)}/care`;
  site.form('/coordination/:centreId/care/mend', mendAnomaly, {
    page: carePage,
    input,
    after: (_result, params) => `${home(params)}?done=mended`,
  });
  site.form('/coordination/:centreId/care/day-end', endDayCommand, {
    page: carePage,
    input,
    after: ({ visits, calls }, params) =>
      `${home(params)}?done=day&visits=${String(visits)}&calls=${String(calls)}`,
  });
  // A refused form stands at its own address: a reload leads back.
  app.get('/coordination/:centreId/care/:act', (c) => c.redirect(home(c.req.param()), 303));
}
