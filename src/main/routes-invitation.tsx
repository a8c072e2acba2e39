// Addresses of an invitation: the link is looked at, then swapped for a cookie; then the password.
import type { Context, Hono } from 'hono';
import { type Problem, problem } from '#base/problem.ts';
import { formTexts } from '#platform/http/form-texts.ts';
import { statusOf } from '#platform/http/problem-json.ts';
import { type Half, readHalf } from '#platform/session/half-session.ts';
import { beginByInvitation, setHalfPassword, wayOfInvitation } from '#platform/session/links.ts';
import { weaknessOf } from '#platform/session/new-password.ts';
import { lock } from '#platform/session/sign-in.ts';
import { InvitationPage } from '#screens/portal/invitation-page.tsx';
import { NewPasswordPage } from '#screens/portal/new-password-page.tsx';
import type { Services } from './services.ts';
import type { Site } from './site.tsx';

const USED: Problem = problem('not-found', 'invitation-used');
const WRONG_CODE: Problem = problem('invalid', 'invitation-code-refused');

export function invitationRoutes(site: Site, services: Services, app: Hono): void {
  const { database, cookie, halfCookie, refusals, defences } = services;

  async function look(c: Context, link: string, found?: Problem): Promise<Response> {
    const way = isLink(link) ? await wayOfInvitation(database, link) : null;
    if (!way) return site.problem(c, USED);
    const page = <InvitationPage page={site.base(c)} link={link} way={way} problem={found} />;
    return site.answer(c, page, found ? statusOf(found) : 200);
  }

  app.get('/invitation', (c) => look(c, c.req.query('token') ?? ''));
  app.get('/invitation/:token', (c) => look(c, c.req.param('token')));

  app.post('/invitation', async (c) => {
    const { link = '', code = '' } = await formTexts(c);
    const half = isLink(link) ? await beginByInvitation(database, link, code) : undefined;
    if (!half) {
      refusals.note('invitation-refused', undefined, defences.networkOf(c));
      return look(c, link, WRONG_CODE);
    }
    const before = cookie.tokenOf(c);
    if (before) await lock(database, before);
    cookie.clear(c);
    halfCookie.set(c, half);
    return c.redirect('/sign-in/password', 303);
  });

  async function owing(c: Context): Promise<{ token: string; half: Half } | undefined> {
    const token = halfCookie.read(c);
    const half = token && (await readHalf(database, token));
    return token && half && half.needs === 'password' ? { token, half } : undefined;
  }

  function passwordPage(c: Context, { name, login }: Half, found?: Problem) {
    const page = <NewPasswordPage page={site.base(c)} name={name} login={login} problem={found} />;
    return site.answer(c, page, found ? statusOf(found) : 200);
  }

  app.get('/sign-in/password', async (c) => {
    const owed = await owing(c);
    return owed ? passwordPage(c, owed.half) : c.redirect('/sign-in/second', 303);
  });

  app.post('/sign-in/password', async (c) => {
    const { password = '' } = await formTexts(c);
    const owed = await owing(c);
    if (!owed) return c.redirect('/sign-in/second', 303);
    const weakness = weaknessOf(password);
    if (weakness) {
      const found = problem('invalid', 'invalid', { fields: { password: weakness } });
      return passwordPage(c, owed.half, found);
    }
    await setHalfPassword(database, owed.token, password);
    return c.redirect('/sign-in/second', 303);
  });
}

/** 128 random bits or more, in whatever letters an address may have. */
function isLink(text: string): boolean {
  return /^[\w-]{20,128}$/.test(text);
}
