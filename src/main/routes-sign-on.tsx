// Addresses of single sign-on. The issuer sends the browser back from another site, with which our
// cookies don't travel: so the callback is a page of ours that goes on by itself, and then they do.
import type { Context, Hono } from 'hono';
import { html } from 'hono/html';
import { problem } from '#base/problem.ts';
import { localPath } from '#platform/http/local-path.ts';
import { OpaqueCookie } from '#platform/http/opaque-cookie.ts';
import { asActor } from '#platform/session/enter.ts';
import { isFresh } from '#platform/session/own-keys.ts';
import { beginBySignOn, linkOwnSignOn, unlinkOwnSignOn } from '#platform/session/sign-on.ts';
import { withNext } from '#screens/portal/next-path.tsx';
import type { Services } from './services.ts';
import type { Site } from './site.tsx';

const KEYS = '/account/security';
const REFUSED = problem('not-allowed', 'sign-on-refused');
const UNKNOWN = problem('not-allowed', 'sign-on-unknown');

export function signOnRoutes(site: Site, services: Services, app: Hono): void {
  const { database, cookie, halfCookie, keyring, signOn, refusals, defences } = services;
  if (!signOn) return;
  const asked = new OpaqueCookie('oneroof-sign-on', services.secure, 10 * 60, 2000);
  const callback = (c: Context) =>
    `${services.origin ?? new URL(c.req.url).origin}/sign-on/callback`;

  app.get('/sign-on', async (c) => {
    const link = c.req.query('link') !== undefined;
    if (link) {
      const fresh = await asActor(database, cookie.tokenOf(c), (tx) => isFresh(tx));
      if (fresh === 'unauthenticated') return c.redirect(withNext('/sign-in', KEYS), 303);
      if (!fresh) return c.redirect(withNext('/step-up', KEYS), 303);
    }
    const next = localPath(c.req.query('next')) ?? '/';
    const { url, kept } = await signOn.ask(callback(c), { next, link });
    asked.set(c, kept);
    return c.redirect(url, 303);
  });

  app.get('/sign-on/callback', (c) => {
    const way = `/sign-on/finish${new URL(c.req.url).search}`;
    return c.html(
      html`<!doctype html><meta charset="utf-8" /><meta http-equiv="refresh" content="0;url=${way}" /><title>Oneroof</title>`,
    );
  });

  app.get('/sign-on/finish', async (c) => {
    const kept = asked.read(c);
    asked.clear(c);
    const current = new URL(callback(c));
    current.search = new URL(c.req.url).search;
    const found = kept === undefined ? undefined : await signOn.answer(current, kept);
    const refused = () => refusals.note('sign-on-refused', undefined, defences.networkOf(c));
    if (!found) {
      refused();
      return site.problem(c, REFUSED);
    }
    if (found.link) {
      const done = await asActor(database, cookie.tokenOf(c), (tx) =>
        linkOwnSignOn(tx, keyring, found),
      );
      return done === true ? c.redirect(`${KEYS}?done=sign-on`, 303) : site.problem(c, REFUSED);
    }
    const half = await beginBySignOn(database, keyring, found);
    if (!half) {
      refused();
      return site.problem(c, UNKNOWN);
    }
    halfCookie.set(c, half);
    return c.redirect(withNext('/sign-in/second', found.next), 303);
  });

  app.post('/account/sign-on/remove', async (c) => {
    const done = await asActor(database, cookie.tokenOf(c), async (tx) => {
      await unlinkOwnSignOn(tx);
      return true;
    });
    if (done === 'unauthenticated') return c.redirect(withNext('/sign-in', KEYS), 303);
    return c.redirect(`${KEYS}?done=sign-on-removed`, 303);
  });
}
