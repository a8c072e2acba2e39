// Addresses of what authorities ordered us to give, and of how often, for everybody.
import type { Hono } from 'hono';
import { dayOf } from '#base/dates.ts';
import { isId } from '#base/ids.ts';
import { isUiLanguage } from '#base/languages.ts';
import { problem } from '#base/problem.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import { approveDisclosure } from '#modules/disclosures/commands/approve-disclosure.ts';
import { closeDisclosure } from '#modules/disclosures/commands/close-disclosure.ts';
import { giveDisclosure } from '#modules/disclosures/commands/give-disclosure.ts';
import { registerDisclosure } from '#modules/disclosures/commands/register-disclosure.ts';
import { reviewDisclosure } from '#modules/disclosures/commands/review-disclosure.ts';
import { tellDisclosure } from '#modules/disclosures/commands/tell-disclosure.ts';
import { listPublished, takeExtract } from '#modules/disclosures/queries.ts';
import { seesDisclosures } from '#modules/disclosures/rules.ts';
import { formTexts } from '#platform/http/form-texts.ts';
import type { AnyCommand } from '#platform/run-command/command.ts';
import { asActor } from '#platform/session/enter.ts';
import { isFresh } from '#platform/session/own-keys.ts';
import { words } from '#platform/words/words.ts';
import { disclosuresPage } from '#screens/disclosures/disclosures-page.tsx';
import { writeExtract } from '#screens/disclosures/extract-sheet.ts';
import { PublishedPage } from '#screens/disclosures/published-page.tsx';
import type { Page } from '#screens/page.ts';
import { withNext } from '#screens/portal/next-path.tsx';
import type { Services } from './services.ts';
import type { Site } from './site.tsx';

/** A refused form stands at its own address: a reload leads back, for whom there is a register at all. */
const backPage: Page = {
  screen: 'disclosures',
  render: ({ actor }) =>
    Promise.resolve(seesDisclosures(actor) ? { redirect: '/disclosures' } : problem('not-found')),
};

/** Mounts the register, its forms, the way to an extract, and the page of counts. */
export function disclosureRoutes(site: Site, services: Services, app: Hono): void {
  const { cookie, database, clock } = services;
  const after = ({ disclosureId }: Readonly<Record<string, unknown>>) =>
    `/disclosures?done=1#${String(disclosureId)}`;
  site.page('/disclosures', disclosuresPage);
  site.form('/disclosures', registerDisclosure, {
    page: disclosuresPage,
    home: '/disclosures',
    after,
  });
  const acts: readonly (readonly [string, AnyCommand])[] = [
    ['review', reviewDisclosure as AnyCommand],
    ['approve', approveDisclosure as AnyCommand],
    ['close', closeDisclosure as AnyCommand],
    ['give', giveDisclosure as AnyCommand],
    ['tell', tellDisclosure as AnyCommand],
  ];
  for (const [act, command] of acts)
    site.form(`/disclosures/${act}`, command, {
      page: disclosuresPage,
      home: '/disclosures',
      after,
    });

  // Taken, written into her read log and made in one transaction: what could not be made is not taken.
  app.post('/disclosures/extract', async (c) => {
    const { disclosureId = '', language } = await formTexts(c);
    const base = site.base(c);
    const chosen = language && isUiLanguage(language) ? language : base.language;
    const now = clock.now();
    const answer = await asActor(database, cookie.tokenOf(c), async (tx, actor) => {
      if (!seesDisclosures(actor) || !isId(disclosureId)) return problem('not-found');
      if (!(await isFresh(tx))) return 'prove-again';
      const taken = await takeExtract(tx, disclosureId, now);
      if (!taken) return problem('not-found');
      return writeExtract({ ...base, now, language: chosen, w: words(chosen) }, taken);
    });
    if (answer === 'unauthenticated') return site.toSignIn(c);
    if (answer === 'prove-again') return c.redirect(withNext('/step-up', '/disclosures'), 303);
    if (!Buffer.isBuffer(answer)) return site.problem(c, answer);
    // No name in it: what is saved on a shared computer tells nothing.
    c.header('Content-Disposition', 'attachment; filename="oneroof.pdf"');
    c.header('Content-Type', 'application/pdf');
    return c.body(new Uint8Array(answer));
  });
  site.page('/disclosures/:act', backPage);

  site.open('/authority-requests', async (page) => {
    const today = dayOf(page.now, NETWORK_ZONE);
    const years = await database.transaction((tx) => listPublished(tx, today));
    return <PublishedPage page={page} years={years} />;
  });
}
