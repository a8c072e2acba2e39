// Addresses of signing in by passkey, and of enrolling one in place of an authenticator app.
import type { Hono } from 'hono';
import { problem } from '#base/problem.ts';
import { formTexts } from '#platform/http/form-texts.ts';
import { localPath } from '#platform/http/local-path.ts';
import { finishByPasskey, signInByPasskey } from '#platform/session/passkeys.ts';
import { CodesPage } from '#screens/portal/codes-page.tsx';
import { Entrance } from './entrance.ts';
import { passkeyParts } from './passkey-parts.ts';
import type { Services } from './services.ts';
import type { Site } from './site.tsx';

const REFUSED = problem('not-allowed', 'passkey-refused');

export function passkeyRoutes(site: Site, services: Services, app: Hono): void {
  const { halfCookie } = services;
  const entrance = new Entrance(services);

  app.post('/sign-in/passkey', async (c) => {
    const { response = '', next } = await formTexts(c);
    const parts = passkeyParts(c, services);
    const session = parts && (await signInByPasskey(parts, entrance.opening(c), response));
    if (session) return entrance.enter(c, session, next);
    entrance.refused(c, 'passkey-refused');
    return site.problem(c, REFUSED);
  });

  app.post('/sign-in/enrol-passkey', async (c) => {
    const { response = '', next } = await formTexts(c);
    const parts = passkeyParts(c, services);
    const half = halfCookie.read(c);
    const done =
      parts && half && (await finishByPasskey(parts, entrance.opening(c), half, response));
    if (!done) {
      entrance.refused(c, 'passkey-refused');
      return site.problem(c, REFUSED);
    }
    await entrance.begin(c, done.session);
    const way = localPath(next) ?? '/';
    return site.answer(c, <CodesPage page={site.base(c)} codes={done.codes} next={way} />);
  });
}
