// Addresses of packages for partners without accounts. The link of a letter is swapped for a cookie at once, so
// that it stands in no address that is kept; to ask for an address uses nothing up, however many programs that
// look through mail do it. Link and code together become a session of half an hour (db/migrations/0400).
import type { Context, Hono } from 'hono';
import { getCookie } from 'hono/cookie';
import { newId } from '#base/ids.ts';
import { isUiLanguage, uiLanguageFor } from '#base/languages.ts';
import { type Problem, problem } from '#base/problem.ts';
import { acknowledgePackage } from '#modules/partners/commands/acknowledge-package.ts';
import { answerPackage } from '#modules/partners/commands/answer-package.ts';
import { openPackageOnce } from '#modules/partners/commands/open-package.ts';
import {
  comeIn,
  findDoor,
  findOwnKey,
  findOwnPackage,
  readOwnPackage,
  takeOver,
} from '#modules/partners/queries.ts';
import type { PackageContent } from '#modules/partners/schema.ts';
import { digestOf, keyAbout, openPackage } from '#modules/partners/sealing.ts';
import { inputOfForm, formOf } from '#platform/http/form-input.ts';
import { formTexts } from '#platform/http/form-texts.ts';
import { statusOf } from '#platform/http/problem-json.ts';
import type { AnyCommand } from '#platform/run-command/command.ts';
import { asActor } from '#platform/session/enter.ts';
import { hashOf, newToken } from '#platform/session/token.ts';
import { payloadOf, verifyText } from '#platform/vault/signer.ts';
import { words } from '#platform/words/words.ts';
import type { PageBase } from '#screens/page.ts';
import { packetPaper } from '#screens/partners/packet-paper.ts';
import { DoorPage, NoPacketPage, PacketPage, SaidPage } from '#screens/partners/packet-page.tsx';
import { type Proved, VerifyPage } from '#screens/partners/verify-page.tsx';
import { codeHashes } from './package-link.ts';
import { ownOrigin } from './own-origin.ts';
import { send } from './paper-answers.ts';
import type { Services } from './services.ts';
import type { Site } from './site.tsx';

const HOME = '/package';
const LINK = /^[\w-]{22}$/;
const WRONG_CODE: Problem = problem('invalid', 'package-code-refused');
const KEY_AWAY: Problem = problem('too-late', 'package-key-away');
type Screen = Parameters<typeof readOwnPackage>[1];

export function packageRoutes(site: Site, services: Services, app: Hono): void {
  const { database, packageCookie, packageVisitCookie, runner, keyring, vault } = services;

  app.get('/p/:link', (c) => {
    const link = c.req.param('link');
    // Another link is another visit.
    if (LINK.test(link) && link !== packageCookie.read(c)) packageVisitCookie.clear(c);
    if (LINK.test(link)) packageCookie.set(c, link);
    return c.redirect(HOME, 303);
  });

  const gone = (c: Context) => site.answer(c, <NoPacketPage page={site.base(c)} />, 404);

  /** What the session that asks may see, read and noted in one transaction. */
  async function look(c: Context, screen: Screen) {
    const found = await asActor(database, packageVisitCookie.read(c), async (tx) => {
      const stand = await findOwnPackage(tx);
      return { stand, sealed: stand?.shows ? await readOwnPackage(tx, screen) : undefined };
    });
    if (found === 'unauthenticated' || !found.stand?.openedAt) return undefined;
    const opened = found.sealed && (await openPackage(found.sealed, vault));
    return { stand: found.stand, opened, away: found.sealed !== undefined && !opened };
  }

  async function show(c: Context, refused?: Problem): Promise<Response> {
    const found = await look(c, 'package');
    if (!found) return door(c);
    const { stand, opened, away } = found;
    const page = inLanguageOf(c, site.base(c), stand.language);
    return site.answer(
      c,
      <PacketPage
        page={page}
        stand={stand}
        content={opened?.content}
        away={away}
        problem={refused}
      />,
      refused ? statusOf(refused) : 200,
    );
  }

  async function door(c: Context, refused?: Problem): Promise<Response> {
    const link = packageCookie.read(c);
    const found = link && (await database.transaction((tx) => findDoor(tx, hashOf(link))));
    if (!found) return gone(c);
    const page = inLanguageOf(c, site.base(c), found.language);
    const status = refused ? statusOf(refused) : 200;
    return site.answer(c, <DoorPage page={page} parties={found} problem={refused} />, status);
  }

  app.get(HOME, (c) => show(c));
  app.post(HOME, async (c) => {
    const link = packageCookie.read(c);
    const { code = '' } = await formTexts(c);
    if (!link) return gone(c);
    const token = newToken();
    const codes = codeHashes(keyring, link, code);
    const came = await database.transaction((tx) => comeIn(tx, hashOf(link), codes, hashOf(token)));
    if (!came) return gone(c);
    if (came === 'wrong') {
      services.refusals.note('package-refused', link, services.defences.networkOf(c));
      return door(c, WRONG_CODE);
    }
    // While the key is away, the one opening is not used up for nothing.
    const key = await asActor(database, token, findOwnKey);
    if (
      key &&
      key !== 'unauthenticated' &&
      typeof (await vault.unwrap(key, keyAbout(key))) === 'string'
    )
      return door(c, KEY_AWAY);
    packageVisitCookie.set(c, token);
    // Opened before: then its link takes answers, and shows what the session that opened it never read.
    const opened = await runner.run(openPackageOnce, { token, commandId: newId(), input: {} });
    if (opened !== 'unauthenticated' && !opened.ok) await asActor(database, token, takeOver);
    return c.redirect(HOME, 303);
  });

  /** The partner's own word; its page again with what is wrong. */
  const act = (path: string, command: AnyCommand, after: (input: unknown) => string) =>
    app.post(path, async (c) => {
      const fields = await formOf(c.req);
      const token = packageVisitCookie.read(c);
      const commandId = String(fields.get('commandId') ?? '');
      const input = inputOfForm(command.input, fields);
      const answer = token && (await runner.run(command, { token, commandId, input }));
      if (!answer || answer === 'unauthenticated') return gone(c);
      if (answer.ok) return c.redirect(after(answer.result), 303);
      return answer.problem.problem === 'not-found' ? gone(c) : show(c, answer.problem);
    });
  act(`${HOME}/received`, acknowledgePackage as AnyCommand, () => HOME);
  act(`${HOME}/answer`, answerPackage as AnyCommand, (result) =>
    (result as { answer?: string }).answer === 'accepted' ? HOME : `${HOME}/said`,
  );
  for (const path of [`${HOME}/received`, `${HOME}/answer`, `${HOME}/close`])
    app.get(path, (c) => c.redirect(HOME, 303));
  app.get(`${HOME}/said`, (c) => {
    const closed = c.req.query('closed') !== undefined;
    return site.answer(c, <SaidPage page={site.base(c)} closed={closed} />);
  });
  app.post(`${HOME}/close`, (c) => {
    packageVisitCookie.clear(c);
    packageCookie.clear(c);
    return c.redirect(`${HOME}/said?closed`, 303);
  });

  app.get(`${HOME}/paper.pdf`, async (c) => {
    const { opened } = (await look(c, 'package-paper')) ?? {};
    if (!opened) return gone(c);
    const { content, text } = opened;
    return send(
      c,
      packetPaper(content, {
        w: words(uiLanguageFor(content.language)),
        digest: digestOf(payloadOf(text)).toString('hex'),
        check: `${ownOrigin(services, c)}/verify`,
      }),
    );
  });
  app.get(`${HOME}/signed`, async (c) => {
    const { opened } = (await look(c, 'package-signed')) ?? {};
    if (!opened) return gone(c);
    // No name in it: what is saved on a shared computer tells nothing.
    c.header('Content-Disposition', 'attachment; filename="oneroof.jws"');
    c.header('Content-Type', 'application/jose');
    return c.body(opened.text);
  });
  proofRoutes(site, services, app);
}

/** The keys for everybody, and the page that proves a signed file. */
function proofRoutes(site: Site, { signer }: Services, app: Hono): void {
  app.get('/.well-known/oneroof-keys.json', (c) =>
    c.json({ keys: signer.publicKeys().map((key) => ({ ...key, use: 'sig', alg: 'EdDSA' })) }),
  );
  const page = (c: Context, answer?: Proved | 'not-ours', missing = false) =>
    site.answer(
      c,
      <VerifyPage
        page={site.base(c)}
        keys={signer.publicKeys()}
        answer={answer}
        missing={missing}
      />,
      missing ? 422 : 200,
    );
  app.get('/verify', (c) => page(c));
  app.post('/verify', async (c) => {
    const { signed = '' } = await formTexts(c);
    if (signed.trim() === '') return page(c, undefined, true);
    const found = verifyText(signed, signer.publicKeys());
    return page(c, found ? provedOf(found) : 'not-ours');
  });
}

function provedOf({
  payload,
  kid,
}: {
  readonly payload: string;
  readonly kid: string;
}): Proved | 'not-ours' {
  // Signed by us, so it is what we write; whatever else our key may sign one day is no package.
  const said = JSON.parse(payload) as PackageContent;
  if (said.format !== 'oneroof-package-1') return 'not-ours';
  return {
    from: said.from,
    to: said.to,
    madeAt: Temporal.Instant.from(said.madeAt),
    digest: digestOf(payload).toString('hex'),
    kid,
  };
}

/** In the partner's language, unless somebody chose another by hand. */
function inLanguageOf(c: Context, base: PageBase, tag: string): PageBase {
  const chosen = c.req.query('lang') ?? getCookie(c, 'lang');
  if (chosen && isUiLanguage(chosen)) return base;
  const language = uiLanguageFor(tag);
  return { ...base, language, w: words(language) };
}
