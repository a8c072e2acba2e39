// The web application: what every request passes, then the routes. `app.request()` runs it without
// a port.
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { type Problem, problem } from '#base/problem.ts';
import { DatabaseUnavailable, sqlState } from '#platform/db/database.ts';
import type { Refusal } from '#platform/http/defences.ts';
import { limitBody } from '#platform/http/limit-body.ts';
import { strictHeaders } from '#platform/http/headers.ts';
import { problemJson } from '#platform/http/problem-json.ts';
import { sameSiteOnly } from '#platform/http/same-site.ts';
import { receivesFiles } from './receive-files.ts';
import { routes } from './routes.tsx';
import type { Services } from './services.ts';
import { Site } from './site.tsx';

/** Longest body of a request, in bytes; no form of ours needs more. */
const BODY_MAX = 64 * 1024;

/** What is said to those who are refused unread. */
const REFUSALS: Readonly<Record<Refusal, { found: Problem; status: 503 | 429 }>> = {
  overloaded: { found: problem('too-late', 'server-busy'), status: 503 },
  'too-many': { found: problem('too-late', 'server-busy'), status: 429 },
  'too-many-sign-ins': { found: problem('too-late', 'sign-in-slow-down'), status: 429 },
};

/** Builds the application. `log` is told of failures that are nobody's input: no personal data. */
export function webApp(services: Services, log: (line: string) => void = console.error): Hono {
  const app = new Hono();
  const site = new Site(app, services);

  const wantsJson = (path: string) => path.startsWith('/api/') || path === '/live';

  app.use(strictHeaders(services.secure));
  app.use(
    '/assets/*',
    serveStatic({
      root: 'dist/public',
      onFound: (_path, c) => c.header('Cache-Control', 'public, max-age=31536000, immutable'),
    }),
  );
  app.use(
    services.defences.guard({
      tokenOf: (c) => services.cookie.tokenOf(c),
      accountOf: (token) => services.presence.accountOf(token),
      refused: (why, network) => services.refusals.note(why, undefined, network),
      refuse(c, why, seconds) {
        const { found, status } = REFUSALS[why];
        c.header('Retry-After', String(seconds));
        if (!wantsJson(c.req.path)) return site.problem(c, found, status);
        return problemJson(found, status, { 'Retry-After': String(seconds) });
      },
    }),
  );
  const limit = limitBody(BODY_MAX, () => problemJson(problem('invalid', 'too-large'), 413));
  // Where files are sent, the limit is that of files, and nothing is read before it is known who sends.
  app.use((c, next) => (receivesFiles(c.req.method, c.req.path) ? next() : limit(c, next)));
  app.use(sameSiteOnly);
  // No address of ours holds a control character; one that does could break the header of a redirect.
  app.use(async (c, next) => {
    const { url } = c.req;
    if (url.includes('%') && /%(?:[01][0-9a-f]|7f)/i.test(new URL(url).pathname))
      return c.notFound();
    await next();
  });
  // A body that is no form is nobody's form: it is said here, once for all that read one.
  app.use(async (c, next) => {
    const { method, path } = c.req;
    if (method !== 'POST' || path.startsWith('/api/') || receivesFiles(method, path)) return next();
    const form = await c.req.formData().catch(() => undefined);
    return form ? next() : site.problem(c, problem('invalid'), 400);
  });
  // What a page fetches by itself (live regions, streams) is no sign that somebody is there.
  app.use(async (c, next) => {
    await next();
    const token = services.cookie.tokenOf(c);
    const byItself = c.req.path === '/live' || c.req.header('turbo-frame') !== undefined;
    if (!token) return;
    if (byItself && c.req.method === 'GET') void services.presence.meet(token);
    else void services.presence.note(token);
  });
  routes(app, site, services);

  app.notFound((c) =>
    wantsJson(c.req.path)
      ? problemJson(problem('not-found'))
      : site.problem(c, problem('not-found')),
  );
  app.onError((error, c) => {
    // A character that no text of ours can hold (NUL): whoever sent it is told, wherever it came in.
    if (UNHEARD_OF.has(sqlState(error) ?? '')) {
      const found = problem('invalid');
      return wantsJson(c.req.path) ? problemJson(found, 400) : site.problem(c, found, 400);
    }
    const away = error instanceof DatabaseUnavailable;
    const cause = away ? (error.cause as { code?: string } | undefined) : undefined;
    const code = !away ? 'server-error' : cause?.code === '53100' ? 'disk-full' : 'database-down';
    // The message of a database error may quote values; its code and the route say enough.
    log(
      `${c.req.method} ${c.req.routePath} ${code} ${away ? (cause?.code ?? '') : error.name} ${away ? '' : trace(error)}`,
    );
    const found = problem('conflict', code);
    if (wantsJson(c.req.path))
      return problemJson(found, away ? 503 : 500, away ? { 'Retry-After': '2' } : {});
    if (away) c.header('Retry-After', '2');
    return site.problem(c, found, away ? 503 : 500);
  });
  return app;
}

/** character_not_in_repertoire, untranslatable_character */
const UNHEARD_OF: ReadonlySet<string> = new Set(['22021', '22P05']);

/** Where it failed, without the message. */
function trace(error: Error): string {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 4)
    .join(' ');
}
