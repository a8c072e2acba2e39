// Addresses of the figures.
import type { Hono } from 'hono';
import { figuresPage } from '#screens/figures/figures-page.tsx';
import type { Services } from './services.ts';
import type { Site } from './site.tsx';

export function figuresRoutes(site: Site, _services: Services, _app: Hono): void {
  site.page('/figures/:centreId', figuresPage);
}
