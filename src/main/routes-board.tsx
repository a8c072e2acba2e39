// Addresses of the call boards. They need no session, since they show what the whole room reads.
import type { Hono } from 'hono';
import { problem } from '#base/problem.ts';
import { boardFragment } from '#screens/board/board-fragment.tsx';
import { BoardPage, BoardRegion } from '#screens/board/board-page.tsx';
import type { Services } from './services.ts';
import type { Site } from './site.tsx';

export function boardRoutes(site: Site, services: Services, _app: Hono): void {
  const { database } = services;

  site.open('/board/:centreId', async (page) => {
    const centre = page.directory.centres.get(page.params['centreId'] ?? '');
    if (!centre) return problem('not-found');
    const fragment = await boardFragment(database, page.directory, centre.id, page.now);
    return <BoardPage page={page} centre={centre} fragment={fragment} at={page.now} />;
  });

  site.open('/board/:centreId/calls', async (page) => {
    const centre = page.directory.centres.get(page.params['centreId'] ?? '');
    if (!centre) return problem('not-found');
    const fragment = await boardFragment(database, page.directory, centre.id, page.now);
    return <BoardRegion centre={centre} fragment={fragment} />;
  });
}
