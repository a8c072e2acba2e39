// Addresses of the call boards. They need no session, since they show what the whole room reads.
import type { Hono } from 'hono';
import { isId } from '#base/ids.ts';
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
    const roomId = roomOf(page.query);
    const fragment = await boardFragment(database, page.directory, centre.id, page.now, { roomId });
    const source = roomId && `/board/${centre.id}/calls?room=${roomId}`;
    return (
      <BoardPage page={page} centre={centre} fragment={fragment} at={page.now} source={source} />
    );
  });

  site.open('/board/:centreId/calls', async (page) => {
    const centre = page.directory.centres.get(page.params['centreId'] ?? '');
    if (!centre) return problem('not-found');
    const roomId = roomOf(page.query);
    const fragment = await boardFragment(database, page.directory, centre.id, page.now, { roomId });
    const source = roomId && `/board/${centre.id}/calls?room=${roomId}`;
    return <BoardRegion centre={centre} fragment={fragment} source={source} />;
  });
}

/** The room that an address names; a room that is none shows the whole house. */
function roomOf(query: URLSearchParams): string | undefined {
  const room = query.get('room') ?? '';
  return isId(room) ? room : undefined;
}
