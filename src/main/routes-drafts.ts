// The key with which a browser seals what its person has not sent yet.
import type { Hono } from 'hono';
import { asActor } from '#platform/session/enter.ts';
import type { Services } from './services.ts';

/** Only a live session of a browser learns the key of its own account; everybody else finds nothing. */
export function draftRoutes({ database, cookie, keyring }: Services, app: Hono): void {
  app.get('/account/drafts-key', async (c) => {
    const account = await asActor(database, cookie.tokenOf(c), async (_tx, actor) =>
      actor.kind === 'person' && actor.sessionKind === 'browser' ? actor.accountId : undefined,
    );
    if (!account || account === 'unauthenticated') return c.notFound();
    return c.json({ account, key: keyring.draftsKeyOf(account) });
  });
}
