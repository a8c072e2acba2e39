// Addresses of recovery by two: the two who confirm, and the one who comes back.
import type { Context, Hono } from 'hono';
import { isId } from '#base/ids.ts';
import { type Problem, problem } from '#base/problem.ts';
import { formTexts } from '#platform/http/form-texts.ts';
import { statusOf } from '#platform/http/problem-json.ts';
import type { Transaction } from '#platform/db/transaction.ts';
import { asActor } from '#platform/session/enter.ts';
import { isFresh } from '#platform/session/own-keys.ts';
import {
  askRecovery,
  beginByRecovery,
  confirmRecovery,
  dropRecovery,
} from '#platform/session/recovery.ts';
import { lock } from '#platform/session/sign-in.ts';
import { freshPage } from '#screens/account/fresh-page.ts';
import { recoveriesPage, type Shown } from '#screens/account/recoveries-page.tsx';
import { withNext } from '#screens/portal/next-path.tsx';
import { RecoverPage } from '#screens/portal/recover-page.tsx';
import { ownOrigin } from './own-origin.ts';
import type { Services } from './services.ts';
import type { Site } from './site.tsx';

const HERE = '/account/recoveries';
const NOT_YOURS: Problem = problem('not-allowed', 'recovery-refused');
const WRONG: Problem = problem('not-allowed', 'recovery-code-refused');

export function recoveryRoutes(site: Site, services: Services, app: Hono): void {
  const { database, cookie, halfCookie, refusals, defences } = services;

  site.page(HERE, freshPage(recoveriesPage()));

  /** An act of one of the two, which makes something to be shown once. */
  async function act(
    c: Context,
    work: (tx: Transaction) => Promise<Shown | undefined>,
  ): Promise<Response> {
    const done = await asActor(database, cookie.tokenOf(c), async (tx, { kind }) => {
      if (kind !== 'person') return NOT_YOURS;
      return (await isFresh(tx)) ? ((await work(tx)) ?? NOT_YOURS) : 'stale';
    });
    if (done === 'unauthenticated') return c.redirect(withNext('/sign-in', HERE), 303);
    if (done === 'stale') return c.redirect(withNext('/step-up', HERE), 303);
    if ('problem' in done) return site.show(c, recoveriesPage(), { values: {}, problem: done });
    return site.show(c, recoveriesPage(done));
  }

  app.post(HERE, async (c) => {
    const { login = '' } = await formTexts(c);
    return act(c, async (tx) => {
      const code = await askRecovery(tx, login.trim().slice(0, 120));
      return code === undefined ? undefined : { code };
    });
  });

  app.post(`${HERE}/confirm`, async (c) => {
    const { recovery = '', drop = '' } = await formTexts(c);
    const origin = ownOrigin(services, c);
    return act(c, async (tx) => {
      if (isId(drop)) {
        await dropRecovery(tx, drop);
        return {};
      }
      const link = isId(recovery) ? await confirmRecovery(tx, recovery) : undefined;
      return link === undefined ? undefined : { link: `${origin}/recover/${link}` };
    });
  });

  app.get('/recover/:link', (c) =>
    site.answer(c, <RecoverPage page={site.base(c)} link={c.req.param('link')} />),
  );

  // One answer for a wrong code, a used link and one that never was.
  app.post('/recover', async (c) => {
    const { link = '', code = '' } = await formTexts(c);
    const half = await beginByRecovery(database, link.slice(0, 128), code.slice(0, 40));
    if (!half) {
      refusals.note('recovery-refused', undefined, defences.networkOf(c));
      const page = <RecoverPage page={site.base(c)} link={link.slice(0, 128)} problem={WRONG} />;
      return site.answer(c, page, statusOf(WRONG));
    }
    const before = cookie.tokenOf(c);
    if (before) await lock(database, before);
    cookie.clear(c);
    halfCookie.set(c, half);
    return c.redirect('/sign-in/password', 303);
  });
}
