// Addresses of signing in: as a persona, or by password and then the second factor, which a first
// sign-in enrols. Until the second step is done there is no session.
import type { Context, Hono } from 'hono';
import { cleanText } from '#base/fold.ts';
import { type Problem, problem } from '#base/problem.ts';
import { formTexts } from '#platform/http/form-texts.ts';
import { localPath } from '#platform/http/local-path.ts';
import { statusOf } from '#platform/http/problem-json.ts';
import {
  beginByPassword,
  finishByCode,
  finishEnrolment,
  type Half,
  offerAuthenticator,
  readHalf,
} from '#platform/session/half-session.ts';
import { askForPasskey, offerPasskey } from '#platform/session/passkeys.ts';
import { firstCodeOpen, listPersonas, signInAsPersona } from '#platform/session/sign-in.ts';
import { listStation } from '#platform/session/station.ts';
import { CodesPage } from '#screens/portal/codes-page.tsx';
import { EnrolPage } from '#screens/portal/enrol-page.tsx';
import { withNext } from '#screens/portal/next-path.tsx';
import { SecondPage } from '#screens/portal/second-page.tsx';
import { type SignIn, SignInPage } from '#screens/portal/sign-in-page.tsx';
import { Entrance } from './entrance.ts';
import { passkeyParts } from './passkey-parts.ts';
import type { Services } from './services.ts';
import type { Site } from './site.tsx';

const FAILED: Problem = problem('not-allowed', 'sign-in-failed');
const SLOWER: Problem = problem('too-late', 'sign-in-slow-down');
const REFUSED: Problem = problem('not-allowed', 'code-refused');
const OVER: Problem = problem('too-late', 'half-over');

/** Where each step that may be owed is taken. */
const STEPS: Readonly<Record<Half['needs'], string>> = {
  password: '/sign-in/password',
  enrolment: '/sign-in/enrol',
  'second-factor': '/sign-in/second',
};

export function signInRoutes(site: Site, services: Services, app: Hono): void {
  const { database, keyring, clock, halfCookie, stationCookie, failedTries } = services;
  const entrance = new Entrance(services);

  /** Options for a passkey, bound to this browser. */
  async function askHere(c: Context): Promise<string | undefined> {
    const parts = passkeyParts(c, services);
    return parts && askForPasskey(parts, entrance.opening(c).station, clock.now());
  }

  async function signInPage(c: Context, more: Omit<SignIn, 'personas'>): Promise<Response> {
    const station = stationCookie.read(c);
    const signIn = {
      ...more,
      personas: await listPersonas(database),
      passkey: await askHere(c),
      signOn: services.signOn !== undefined,
      knownHere: station !== undefined && (await listStation(database, station)).length > 0,
    };
    const page = <SignInPage page={site.base(c)} signIn={signIn} />;
    return site.answer(c, page, more.problem ? statusOf(more.problem) : 200);
  }

  /** Runs a step with the half session that owes it; otherwise to the step that is owed. */
  async function owing(
    c: Context,
    needs: Half['needs'],
    next: string | undefined,
    step: (token: string, half: Half) => Promise<Response>,
  ): Promise<Response> {
    const token = halfCookie.read(c);
    const half = token && (await readHalf(database, token));
    if (token && half && half.needs === needs) return step(token, half);
    if (half) return c.redirect(withNext(STEPS[half.needs], next), 303);
    if (token) halfCookie.clear(c);
    return signInPage(c, { next, problem: OVER });
  }

  app.get('/sign-in', async (c) => {
    if (await firstCodeOpen(database)) return c.redirect('/first', 303);
    return signInPage(c, {
      next: localPath(c.req.query('next')),
      signedOut: c.req.query('out') !== undefined,
    });
  });

  app.post('/sign-in/persona', async (c) => {
    const fields = await formTexts(c);
    const { station, limits } = entrance.opening(c);
    const token = await signInAsPersona(database, fields['accountId'] ?? '', { station, limits });
    if (token) return entrance.enter(c, token, fields['next']);
    return site.problem(c, problem('not-found'));
  });

  // One answer for an unknown name, a wrong password and a closed account: text, status and time.
  app.post('/sign-in', async (c) => {
    const fields = await formTexts(c);
    const next = localPath(fields['next']);
    const cleaned = cleanText(fields['login'] ?? '', { max: 120 });
    const login = cleaned.ok ? cleaned.value.toLowerCase() : '';
    const password = fields['password'] ?? '';
    const now = clock.now();
    const refuse = (found: Problem) =>
      signInPage(c, { next, problem: found, login: fields['login']?.slice(0, 120) });
    // Whether the name exists is not known yet: what is counted, and how long it takes, tell nothing.
    const tried = entrance.tryOf(c, login);
    if (failedTries.refuses(tried, now)) {
      entrance.refused(c, 'password-slowed-down', login);
      return refuse(SLOWER);
    }
    const token =
      password.length > 200 ? undefined : await beginByPassword(database, login, password);
    if (!token) {
      failedTries.failed(tried, now);
      entrance.refused(c, 'password-refused', login);
      return refuse(FAILED);
    }
    failedTries.worked(tried);
    halfCookie.set(c, token);
    return c.redirect(withNext('/sign-in/second', next), 303);
  });

  app.get('/sign-in/second', (c) => {
    const next = localPath(c.req.query('next'));
    return owing(c, 'second-factor', next, async (_token, { name }) =>
      site.answer(
        c,
        <SecondPage page={site.base(c)} step={{ name, next, passkey: await askHere(c) }} />,
      ),
    );
  });

  app.post('/sign-in/second', async (c) => {
    const fields = await formTexts(c);
    const next = localPath(fields['next']);
    return owing(c, 'second-factor', next, async (token, { name, login }) => {
      const typed = fields['code'] ?? '';
      const session = await finishByCode(database, entrance.opening(c), token, typed);
      if (session) {
        entrance.remember(c, login);
        return entrance.enter(c, session, next);
      }
      entrance.refused(c, 'code-refused', login);
      const step = { name, next, problem: REFUSED, passkey: await askHere(c) };
      return site.answer(c, <SecondPage page={site.base(c)} step={step} />, statusOf(REFUSED));
    });
  });

  async function enrolPage(c: Context, token: string, next?: string, found?: Problem) {
    const offer = await offerAuthenticator(database, keyring, token);
    if (!offer) return signInPage(c, { next, problem: OVER });
    const parts = passkeyParts(c, services);
    const half = await readHalf(database, token);
    const passkey = parts && half && (await offerPasskey(parts, token, clock.now(), half));
    const enrolment = { offer, next, problem: found, passkey };
    const page = <EnrolPage page={site.base(c)} enrolment={enrolment} />;
    return site.answer(c, page, found ? statusOf(found) : 200);
  }

  app.get('/sign-in/enrol', (c) => {
    const next = localPath(c.req.query('next'));
    return owing(c, 'enrolment', next, (token) => enrolPage(c, token, next));
  });

  app.post('/sign-in/enrol', async (c) => {
    const fields = await formTexts(c);
    const next = localPath(fields['next']);
    return owing(c, 'enrolment', next, async (token, { login }) => {
      const typed = fields['code'] ?? '';
      const done = await finishEnrolment(database, entrance.opening(c), token, typed);
      if (!done) {
        entrance.refused(c, 'code-refused', login);
        return enrolPage(c, token, next, REFUSED);
      }
      entrance.remember(c, login);
      await entrance.begin(c, done.session);
      return site.answer(
        c,
        <CodesPage page={site.base(c)} codes={done.codes} next={next ?? '/'} />,
      );
    });
  });
}
