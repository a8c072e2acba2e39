// Addresses of the way in and out: sign-in, the first administrator, home, preferences, privacy.
import type { Context, Hono } from 'hono';
import { setCookie } from 'hono/cookie';
import { z } from 'zod';
import { textField } from '#base/fields.ts';
import { cleanText } from '#base/fold.ts';
import { isId } from '#base/ids.ts';
import { isUiLanguage } from '#base/languages.ts';
import { type Problem, problem } from '#base/problem.ts';
import { localPath } from '#platform/http/local-path.ts';
import { statusOf } from '#platform/http/problem-json.ts';
import { invalidInput } from '#platform/run-command/invalid-input.ts';
import {
  firstCodeOpen,
  listPersonas,
  signInAsPersona,
  signInByFirstCode,
  signInByPassword,
  signOut,
} from '#platform/session/sign-in.ts';
import { SlowDown } from '#platform/session/slow-down.ts';
import { FirstPage } from '#screens/portal/first-page.tsx';
import { homePage } from '#screens/portal/home-page.tsx';
import { PrivacyPage } from '#screens/portal/privacy-page.tsx';
import { type SignIn, SignInPage } from '#screens/portal/sign-in-page.tsx';
import type { Services } from './services.ts';
import type { Site } from './site.tsx';

/** Cookies of language and light: a year. They say nothing about anyone. */
const YEAR = 365 * 24 * 3600;
const FAILED: Problem = problem('not-allowed', 'sign-in-failed');
const SLOWER: Problem = problem('too-late', 'sign-in-slow-down');

const firstInput = z.strictObject({
  code: textField({ max: 100 }),
  name: textField({ max: 120 }),
  login: textField({ max: 120 }).refine((text) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text), {
    params: { code: 'not-an-email' },
  }),
  password: z
    .string()
    .max(200)
    .refine((text) => [...text].length >= 12, { params: { code: 'password-too-short' } }),
});

export function portalRoutes(site: Site, services: Services, app: Hono): void {
  const { database, cookie, clock } = services;
  const byPassword = new SlowDown(5, 60);
  const byCode = new SlowDown(10, 60);

  /** A session begins: the one before it on this browser ends. */
  async function enter(c: Context, token: string, next: unknown): Promise<Response> {
    const before = cookie.tokenOf(c);
    if (before) await signOut(database, before);
    cookie.set(c, token);
    return c.redirect(localPath(next) ?? '/', 303);
  }

  async function signInPage(c: Context, more: Omit<SignIn, 'personas'>): Promise<Response> {
    const signIn = { ...more, personas: await listPersonas(database) };
    const page = <SignInPage page={site.base(c)} signIn={signIn} />;
    return site.answer(c, page, more.problem ? statusOf(more.problem) : 200);
  }

  site.page('/', homePage);
  site.open('/privacy', (page) => <PrivacyPage page={page} />);

  app.get('/sign-in', async (c) => {
    if (await firstCodeOpen(database)) return c.redirect('/first', 303);
    return signInPage(c, {
      next: localPath(c.req.query('next')),
      signedOut: c.req.query('out') !== undefined,
    });
  });

  app.post('/sign-in/persona', async (c) => {
    const fields = await fieldsOf(c);
    const accountId = fields['accountId'] ?? '';
    const token = isId(accountId) ? await signInAsPersona(database, accountId) : undefined;
    if (token) return enter(c, token, fields['next']);
    return site.problem(c, problem('not-found'));
  });

  // One answer for an unknown name, a wrong password and a closed account: text, status and time.
  app.post('/sign-in', async (c) => {
    const fields = await fieldsOf(c);
    const next = localPath(fields['next']);
    const cleaned = cleanText(fields['login'] ?? '', { max: 120 });
    const login = cleaned.ok ? cleaned.value.toLowerCase() : '';
    const password = fields['password'] ?? '';
    const now = clock.now();
    const refuse = (found: Problem) =>
      signInPage(c, { next, problem: found, login: fields['login']?.slice(0, 120) });
    if (byPassword.refuses(login, now)) return refuse(SLOWER);
    const token =
      password.length > 200 ? undefined : await signInByPassword(database, login, password);
    if (!token) {
      byPassword.failed(login, now);
      return refuse(FAILED);
    }
    byPassword.worked(login);
    return enter(c, token, next);
  });

  app.get('/first', async (c) => {
    if (!(await firstCodeOpen(database))) return site.problem(c, problem('not-found'));
    return site.answer(c, <FirstPage page={site.base(c)} />);
  });

  app.post('/first', async (c) => {
    const { code, name, login, password } = await fieldsOf(c);
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
    const token = await signInByFirstCode(database, input.data);
    if (token) return enter(c, token, '/');
    byCode.failed('first', now);
    return refuse(problem('invalid', 'code-used', { fields: { code: 'code-used' } }));
  });

  app.post('/sign-out', async (c) => {
    const token = cookie.tokenOf(c);
    if (token) await signOut(database, token);
    cookie.clear(c);
    return c.redirect('/sign-in?out', 303);
  });

  app.post('/preferences', async (c) => {
    const { lang, theme, back } = await fieldsOf(c);
    const options = { path: '/', maxAge: YEAR, sameSite: 'Lax', secure: services.secure } as const;
    if (lang && isUiLanguage(lang)) setCookie(c, 'lang', lang, options);
    if (theme && ['auto', 'light', 'dark'].includes(theme)) setCookie(c, 'theme', theme, options);
    return c.redirect(withoutLanguage(localPath(back) ?? '/'), 303);
  });
}

/** The texts of a form, the first of each name; none when the body is no form. */
async function fieldsOf(c: Context): Promise<Record<string, string | undefined>> {
  const form = await c.req.formData().catch(() => new FormData());
  const fields: Record<string, string> = {};
  for (const [name, value] of form) if (typeof value === 'string') fields[name] ??= value;
  return fields;
}

/** An address that names a language would win over the one just chosen. */
function withoutLanguage(path: string): string {
  const url = new URL(path, 'http://here.invalid');
  url.searchParams.delete('lang');
  return url.pathname + url.search;
}
