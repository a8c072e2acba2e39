// Addresses of a telephone that hands photographs in. The link behind the code is swapped for a cookie at once,
// so that it stands in no address that is kept; that cookie is the session of the link (db/migrations/0380).
import type { Context, Hono } from 'hono';
import { isUiLanguage, uiLanguageFor } from '#base/languages.ts';
import type { Problem } from '#base/problem.ts';
import { handInPhotos } from '#modules/files/commands/hand-in-photos.ts';
import { findLinkOfPhone, findUsedIn } from '#modules/files/link-queries.ts';
import { PHOTOS_MAX } from '#modules/files/schema.ts';
import { statusOf } from '#platform/http/problem-json.ts';
import { asActor } from '#platform/session/enter.ts';
import { words } from '#platform/words/words.ts';
import { HandInOverPage, HandInPage } from '#screens/phone/hand-in-page.tsx';
import { receiveFiles, statusOfFiles } from './receive-files.ts';
import type { Services } from './services.ts';
import type { Site } from './site.tsx';

const HOME = '/hand-in';
const LINK = /^[\w-]{22}$/;

export function handInRoutes(site: Site, services: Services, app: Hono): void {
  const { database, photoCookie, runner } = services;

  app.get('/h/:link', (c) => {
    const link = c.req.param('link');
    if (LINK.test(link)) photoCookie.set(c, link);
    return c.redirect(HOME, 303);
  });

  /** The link that asks and who that is for a command; or in which language it was used already. */
  const linkOf = async (c: Context) => {
    const token = photoCookie.read(c);
    const found = await asActor(database, token, async (tx, { accountId }) => {
      const link = await findLinkOfPhone(tx);
      return { link, accountId, usedIn: link ? undefined : await findUsedIn(tx) };
    });
    return token && found !== 'unauthenticated' ? { ...found, token } : undefined;
  };
  const askedFor = (c: Context) => {
    const asked = c.req.query('lang');
    return asked !== undefined && isUiLanguage(asked) ? asked : undefined;
  };

  async function show(c: Context, refused?: Problem): Promise<Response> {
    const { link, usedIn } = (await linkOf(c)) ?? {};
    // The answer was lost, or she looks again: they are at the desk.
    if (usedIn && !refused) return done(c, usedIn);
    const base = site.base(c);
    const centre = link && base.directory.centres.get(link.centreId);
    if (!centre) return over(c, false);
    // In her language, unless another is asked for in the address.
    const chosen = askedFor(c);
    const language = chosen ?? uiLanguageFor(link.language);
    const attempt = refused && { values: {}, problem: refused };
    const page = { ...base, language, w: words(language), attempt };
    const here = chosen ? `${HOME}?lang=${language}` : HOME;
    return site.answer(
      c,
      <HandInPage page={page} link={link} centre={centre} here={here} />,
      refused ? (statusOfFiles(refused) ?? statusOf(refused)) : 200,
    );
  }

  const over = (c: Context, isDone: boolean) =>
    site.answer(c, <HandInOverPage page={site.base(c)} done={isDone} />, isDone ? 200 : 404);
  const done = (c: Context, language: string) =>
    c.redirect(`${HOME}/done?lang=${askedFor(c) ?? uiLanguageFor(language)}`, 303);

  app.get(HOME, (c) => show(c));
  app.get(`${HOME}/done`, (c) => over(c, true));
  app.post(HOME, async (c) => {
    const found = await linkOf(c);
    // Before anything is read of what comes.
    const language = found?.link?.language ?? found?.usedIn;
    if (!found || !language) return over(c, false);
    const { accountId, token } = found;
    const asked = {
      accountId,
      line: 'phones' as const,
      field: 'photo',
      most: PHOTOS_MAX,
      media: ['image/jpeg'] as const,
    };
    return receiveFiles(c, services, asked, async ({ fields, files, refused }) => {
      if (refused) return show(c, refused);
      // Sent again because the answer was lost: the same command, answered as before.
      const answer = await runner.run(handInPhotos, {
        token,
        commandId: String(fields.get('commandId') ?? ''),
        input: { digests: [...new Set(files.map(({ digest }) => digest))] },
      });
      if (answer === 'unauthenticated') return over(c, false);
      if (!answer.ok && answer.problem.problem === 'not-found') return over(c, false);
      if (!answer.ok) return show(c, answer.problem);
      return done(c, language);
    });
  });
}
