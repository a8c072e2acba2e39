// Addresses of a shared workstation: lock in one key, and change who works there.
import type { Context, Hono } from 'hono';
import { type Problem, problem } from '#base/problem.ts';
import { formTexts } from '#platform/http/form-texts.ts';
import { localPath } from '#platform/http/local-path.ts';
import { statusOf } from '#platform/http/problem-json.ts';
import { asActor } from '#platform/session/enter.ts';
import { askForPasskey } from '#platform/session/passkeys.ts';
import { lock, signInAsPersona } from '#platform/session/sign-in.ts';
import { listStation, signInByPin } from '#platform/session/station.ts';
import { type Lock, LockPage } from '#screens/portal/lock-page.tsx';
import { Entrance } from './entrance.ts';
import { passkeyParts } from './passkey-parts.ts';
import type { Services } from './services.ts';
import type { Site } from './site.tsx';

const REFUSED: Problem = problem('not-allowed', 'pin-refused');

export function lockRoutes(site: Site, services: Services, app: Hono): void {
  const { database, cookie, keyring, clock, stationCookie } = services;
  const entrance = new Entrance(services);

  async function lockPage(c: Context, more: Omit<Lock, 'people'>): Promise<Response> {
    const station = stationCookie.read(c);
    const people = station ? await listStation(database, station) : [];
    if (!station || people.length === 0) return c.redirect('/sign-in', 303);
    const parts = passkeyParts(c, services);
    const passkey = parts && (await askForPasskey(parts, station, clock.now()));
    const page = <LockPage page={site.base(c)} lock={{ ...more, people, passkey }} />;
    return site.answer(c, page, more.problem ? statusOf(more.problem) : 200);
  }

  // The session ends here and now. Where she was is sealed for her: an address may hold a name that
  // the next person at this workstation must not read.
  app.post('/lock', async (c) => {
    const token = cookie.tokenOf(c);
    if (!token) return c.redirect('/lock', 303);
    const path = localPath((await formTexts(c))['back']);
    const who = await asActor(database, token, async (_tx, actor) => actor.accountId);
    await lock(database, token);
    cookie.clear(c);
    if (who === 'unauthenticated' || !path) return c.redirect('/lock', 303);
    const back = keyring.seal(path, who).toString('base64url');
    return c.redirect(`/lock?back=${back}`, 303);
  });

  app.get('/lock', (c) => lockPage(c, { back: sealed(c.req.query('back')) }));

  app.post('/lock/open', async (c) => {
    const fields = await formTexts(c);
    const accountId = fields['accountId'] ?? '';
    const back = sealed(fields['back']);
    const opening = entrance.opening(c);
    const person = (await listStation(database, opening.station)).find(
      (one) => one.accountId === accountId,
    );
    const token =
      person?.persona && !person.hasPin
        ? await signInAsPersona(database, accountId, opening)
        : await signInByPin(database, opening, accountId, fields['pin'] ?? '');
    if (!token) {
      entrance.refused(c, 'pin-refused', accountId);
      return lockPage(c, { chosen: accountId, back, problem: REFUSED });
    }
    const path = back && keyring.open(Buffer.from(back, 'base64url'), accountId);
    return entrance.enter(c, token, path ?? '/');
  });
}

function sealed(text: string | undefined): string | undefined {
  return text && /^[\w-]{40,1500}$/.test(text) ? text : undefined;
}
