// Addresses of the floor, for those who look after a house.
import type { Hono } from 'hono';
import { coordinationPage, coordinationRegions } from '#screens/coordination/coordination-page.tsx';
import type { Services } from './services.ts';
import type { Site } from './site.tsx';

export function coordinationRoutes(site: Site, _services: Services, _app: Hono): void {
  site.page('/coordination/:centreId', coordinationPage);
  site.page('/coordination/:centreId/live/:region', coordinationRegions);
}
