// Addresses around the way in: the first administrator, home, signing out, preferences, privacy.
import type { Hono } from 'hono';
import { setCookie } from 'hono/cookie';
import { z } from 'zod';
import { textField } from '#base/fields.ts';
import { isUiLanguage } from '#base/languages.ts';
import { type Problem, problem } from '#base/problem.ts';
import { formTexts } from '#platform/http/form-texts.ts';
import { localPath } from '#platform/http/local-path.ts';
import { statusOf } from '#platform/http/problem-json.ts';
import { invalidInput } from '#platform/run-command/invalid-input.ts';
import { newPasswordField } from '#platform/session/new-password.ts';
import { beginByFirstCode, firstCodeOpen, signOut } from '#platform/session/sign-in.ts';
import { SlowDown } from '#platform/session/slow-down.ts';
import { FirstPage } from '#screens/portal/first-page.tsx';
import { homePage } from '#screens/portal/home-page.tsx';
import { PrivacyPage } from '#screens/portal/privacy-page.tsx';
import type { Services } from './services.ts';
import type { Site } from './site.tsx';

/** Cookies of language and light: a year. They say nothing about anyone. */
const YEAR = 365 * 24 * 3600;
/** A page that anybody may have open: the weather. */
const ELSEWHERE = 'https://www.ipma.pt/';
const SLOWER: Problem = problem('too-late', 'sign-in-slow-down');

const firstInput = z.strictObject({
  code: textField({ max: 100 }),
  name: textField({ max: 120 }),
  login: textField({ max: 120 }).refine((text) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text), {
    params: { code: 'not-an-email' },
  }),
  password: newPasswordField(),
});

export function portalRoutes(site: Site, services: Services, app: Hono): void {
  const { database, cookie, clock, halfCookie, refusals, defences } = services;
  const byCode = new SlowDown(10, 60);

  site.page('/', homePage);
  app.get('/quick-exit', (c) => {
    for (const each of [services.ticketCookie, services.linkCookie, services.photoCookie])
      each.clear(c);
    c.header('Clear-Site-Data', '"cache"');
    c.header('Referrer-Policy', 'no-referrer');
    c.header('Cache-Control', 'no-store');
    return c.redirect(ELSEWHERE, 303);
  });
  site.open('/privacy', (page) => <PrivacyPage page={page} />);

  app.get('/first', async (c) => {
    if (!(await firstCodeOpen(database))) return site.problem(c, problem('not-found'));
    return site.answer(c, <FirstPage page={site.base(c)} />);
  });

  app.post('/first', async (c) => {
    const { code, name, login, password } = await formTexts(c);
    const typed = { code, name, login };
    const refuse = (found: Problem) =>
      site.answer(
        c,
        <FirstPage page={site.base(c)} typed={typed} problem={found} />,
        statusOf(found),
      );
    const now = clock.now();
    if (byCode.refuses('first', now)) return refuse(SLOWER);
    const input = firstInput.safeParse({ code, name, login, password });
    if (!input.success) return refuse(invalidInput(input.error));
    const half = await beginByFirstCode(database, input.data);
    if (half) {
      halfCookie.set(c, half);
      return c.redirect('/sign-in/enrol', 303);
    }
    byCode.failed('first', now);
    refusals.note('first-code-refused', undefined, defences.networkOf(c));
    return refuse(problem('invalid', 'code-used', { fields: { code: 'code-used' } }));
  });

  app.post('/sign-out', async (c) => {
    const token = cookie.tokenOf(c);
    if (token) await signOut(database, token);
    cookie.clear(c);
    return c.redirect('/sign-in?out', 303);
  });

  app.post('/preferences', async (c) => {
    const { lang, theme, back } = await formTexts(c);
    const options = { path: '/', maxAge: YEAR, sameSite: 'Lax', secure: services.secure } as const;
    if (lang && isUiLanguage(lang)) setCookie(c, 'lang', lang, options);
    if (theme && ['auto', 'light', 'dark'].includes(theme)) setCookie(c, 'theme', theme, options);
    return c.redirect(withoutLanguage(localPath(back) ?? '/'), 303);
  });
}

/** An address that names a language would win over the one just chosen. */
function withoutLanguage(path: string): string {
  const url = new URL(path, 'http://here.invalid');
  url.searchParams.delete('lang');
  return url.pathname + url.search;
}
