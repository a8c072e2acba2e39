// Addresses of one's own keys, and of proving oneself again.
import type { Context, Hono } from 'hono';
import { isId } from '#base/ids.ts';
import { type Problem, problem } from '#base/problem.ts';
import { formTexts } from '#platform/http/form-texts.ts';
import { localPath } from '#platform/http/local-path.ts';
import type { Transaction } from '#platform/db/transaction.ts';
import type { Actor } from '#platform/session/actor.ts';
import { asActor } from '#platform/session/enter.ts';
import { weaknessOf } from '#platform/session/new-password.ts';
import {
  dropOwnPin,
  endOtherSessions,
  endOwnSession,
  isFresh,
  makeRecoveryCodes,
  readOwnKeys,
  setOwnPassword,
  setOwnPin,
  stepUp,
} from '#platform/session/own-keys.ts';
import {
  addOwnPasskey,
  askForPasskey,
  dropOwnPasskey,
  listOwnPasskeys,
  offerPasskey,
  stepUpByPasskey,
} from '#platform/session/passkeys.ts';
import { isGoodPin } from '#platform/session/station.ts';
import { securityPage } from '#screens/account/security-page.tsx';
import { CodesPage } from '#screens/portal/codes-page.tsx';
import { withNext } from '#screens/portal/next-path.tsx';
import { StepUpPage } from '#screens/portal/step-up-page.tsx';
import type { Page } from '#screens/page.ts';
import { passkeyParts } from './passkey-parts.ts';
import type { Services } from './services.ts';
import type { Site } from './site.tsx';

const HOME = '/account/security';
const REFUSED: Problem = problem('not-allowed', 'code-refused');
const wrong = (field: string, code: string) =>
  problem('invalid', 'invalid', { fields: { [field]: code } });

/** What became of a change to one's own keys. */
type Done = { readonly done: string } | Problem | 'stale';

export function accountRoutes(site: Site, services: Services, app: Hono): void {
  const { database, cookie, keyring, clock } = services;

  /** The page of keys, with what a new passkey needs. */
  function keysPage(c: Context): Page {
    const parts = passkeyParts(c, services);
    const token = cookie.tokenOf(c);
    const signOn = services.signOn !== undefined;
    if (!parts || !token) return securityPage(undefined, signOn);
    return securityPage(
      ({ accountId, name }, known) =>
        offerPasskey(parts, token, clock.now(), { accountId, name, login: name, known }),
      signOn,
    );
  }

  app.get(HOME, (c) => site.show(c, keysPage(c)));

  /** A change by whoever is signed in; a stale proof is renewed first. `work` answers what was done. */
  async function change(
    c: Context,
    work: (tx: Transaction, actor: Actor) => Promise<Done>,
  ): Promise<Response> {
    const done = await asActor(database, cookie.tokenOf(c), (tx, actor) =>
      actor.kind === 'person' ? work(tx, actor) : Promise.resolve(problem('not-found')),
    );
    if (done === 'unauthenticated') return c.redirect(withNext('/sign-in', HOME), 303);
    if (done === 'stale') return c.redirect(withNext('/step-up', HOME), 303);
    if ('done' in done) return c.redirect(`${HOME}?done=${done.done}`, 303);
    return site.show(c, keysPage(c), { values: {}, problem: done });
  }

  app.post('/account/sessions', async (c) => {
    const { session = '' } = await formTexts(c);
    return change(c, async (tx) => {
      if (session === 'others') await endOtherSessions(tx);
      else if (isId(session)) await endOwnSession(tx, session);
      return { done: 'sessions' };
    });
  });

  app.post('/account/pin', async (c) => {
    const { pin = '', drop } = await formTexts(c);
    return change(c, async (tx, { accountId }) => {
      if (drop) {
        await dropOwnPin(tx);
        return { done: 'pin-dropped' };
      }
      if (!isGoodPin(pin)) return wrong('pin', 'pin-weak');
      return (await setOwnPin(tx, keyring, accountId, pin)) ? { done: 'pin' } : 'stale';
    });
  });

  app.post('/account/password', async (c) => {
    const { password = '' } = await formTexts(c);
    const weakness = weaknessOf(password);
    return change(c, async (tx) => {
      if (weakness) return wrong('password', weakness);
      return (await setOwnPassword(tx, password)) ? { done: 'password' } : 'stale';
    });
  });

  app.post('/account/recovery-codes', async (c) => {
    const codes = await asActor(database, cookie.tokenOf(c), (tx, { accountId, kind }) =>
      kind === 'person' ? makeRecoveryCodes(tx, accountId) : Promise.resolve(undefined),
    );
    if (codes === 'unauthenticated') return c.redirect(withNext('/sign-in', HOME), 303);
    if (!codes) return c.redirect(withNext('/step-up', HOME), 303);
    return site.answer(c, <CodesPage page={site.base(c)} codes={codes} next={HOME} />);
  });

  app.post('/account/passkeys', async (c) => {
    const { response = '' } = await formTexts(c);
    const parts = passkeyParts(c, services);
    const token = cookie.tokenOf(c);
    const proof = { keyring, now: clock.now() };
    const added = parts && token && (await addOwnPasskey(parts, proof, token, response));
    return change(c, async (tx) => {
      if (added) return { done: 'passkey' };
      return (await isFresh(tx)) ? problem('not-allowed', 'passkey-refused') : 'stale';
    });
  });

  app.post('/account/passkeys/remove', async (c) => {
    const { passkey = '' } = await formTexts(c);
    return change(c, async (tx) => {
      if (!(await isFresh(tx))) return 'stale';
      return (await dropOwnPasskey(tx, passkey))
        ? { done: 'passkey-dropped' }
        : problem('conflict', 'last-second-factor');
    });
  });

  const stepUpPage = (c: Context, next: string, found?: Problem): Page => ({
    screen: 'step-up',
    async render(page) {
      const parts = passkeyParts(c, services);
      const token = cookie.tokenOf(c);
      const own = await listOwnPasskeys(page.tx);
      const passkey =
        parts && token && own.length > 0
          ? await askForPasskey(parts, token, clock.now())
          : undefined;
      const { password, authenticator } = await readOwnKeys(page.tx);
      const byClick = page.demo && !password && !authenticator && own.length === 0;
      return <StepUpPage page={page} stepUp={{ next, byClick, problem: found, passkey }} />;
    },
  });

  app.get('/step-up', (c) => site.show(c, stepUpPage(c, localPath(c.req.query('next')) ?? '/')));

  app.post('/step-up', async (c) => {
    const { code = '', response, next: wanted } = await formTexts(c);
    const next = localPath(wanted) ?? '/';
    const token = cookie.tokenOf(c);
    const proof = { keyring, now: clock.now() };
    const parts = passkeyParts(c, services);
    const renewed =
      token &&
      (response && parts
        ? await stepUpByPasskey(parts, proof, token, response)
        : await stepUp(database, proof, token, code));
    if (!renewed) return site.show(c, stepUpPage(c, next, REFUSED));
    cookie.set(c, renewed);
    return c.redirect(next, 303);
  });
}
