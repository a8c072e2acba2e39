// All addresses of Oneroof in one place.
import type { Hono } from 'hono';
import { api } from '#platform/http/api.ts';
import { liveStream } from '#platform/http/live-stream.ts';
import { asActor } from '#platform/session/enter.ts';
import { COMMANDS } from './commands.ts';
import { listAllowedTopics } from './live-topics.ts';
import { health } from './health.ts';
import { QUERIES } from './queries.ts';
import { compartmentRoutes } from './routes-compartments.tsx';
import { conferenceRoutes } from './routes-conferences.tsx';
import { boardRoutes } from './routes-board.tsx';
import { exportRoutes } from './routes-export.tsx';
import { disclosureRoutes } from './routes-disclosures.tsx';
import { minorRoutes } from './routes-minors.tsx';
import { rightsRoutes } from './routes-rights.tsx';
import { glassRoutes } from './routes-glass.tsx';
import { casefileRoutes } from './routes-casefile.tsx';
import { correctionRoutes } from './routes-corrections.tsx';
import { fileRoutes } from './routes-files.tsx';
import { handInRoutes } from './routes-hand-in.tsx';
import { exitRoutes } from './routes-exit.tsx';
import { deviceRoutes } from './routes-devices.tsx';
import { deskRoutes } from './routes-desk.tsx';
import { designRoutes } from './routes-design.tsx';
import { coordinationRoutes } from './routes-coordination.tsx';
import { figuresRoutes } from './routes-figures.tsx';
import { helpRoutes } from './routes-help.tsx';
import { houseRoutes } from './routes-houses.tsx';
import { invitationRoutes } from './routes-invitation.tsx';
import { localRoutes } from './routes-local.tsx';
import { kioskRoutes } from './routes-kiosk.tsx';
import { lockRoutes } from './routes-lock.tsx';
import { passkeyRoutes } from './routes-passkeys.tsx';
import { phoneRoutes } from './routes-phone.tsx';
import { portalRoutes } from './routes-portal.tsx';
import { packageRoutes } from './routes-packages.tsx';
import { partnerRoutes } from './routes-partners.tsx';
import { caseRoutes } from './routes-cases.tsx';
import { referralRoutes } from './routes-referrals.tsx';
import { promiseRoutes } from './routes-promises.tsx';
import { printRoutes } from './routes-print.ts';
import { householdRoutes } from './routes-household.tsx';
import { receptionRoutes } from './routes-reception.tsx';
import { settingsRoutes } from './routes-settings.tsx';
import { recoveryRoutes } from './routes-recovery.tsx';
import { signInRoutes } from './routes-sign-in.tsx';
import { signOnRoutes } from './routes-sign-on.tsx';
import { accountRoutes } from './routes-account.tsx';
import { draftRoutes } from './routes-drafts.ts';
import type { Services } from './services.ts';
import type { Site } from './site.tsx';

/** Mounts every page, form, query and command. */
export function routes(app: Hono, site: Site, services: Services): void {
  const { database, runner, hub, cookie, clock, directory } = services;

  health(app, database, services.ledger);
  portalRoutes(site, services, app);
  signInRoutes(site, services, app);
  invitationRoutes(site, services, app);
  passkeyRoutes(site, services, app);
  recoveryRoutes(site, services, app);
  signOnRoutes(site, services, app);
  lockRoutes(site, services, app);
  accountRoutes(site, services, app);
  draftRoutes(services, app);
  settingsRoutes(site, services, app);
  houseRoutes(site, services, app);
  localRoutes(site, services, app);
  receptionRoutes(site);
  householdRoutes(site, services, app);
  printRoutes(site, app);
  exitRoutes(site, services, app);
  correctionRoutes(site, app);
  phoneRoutes(site, services, app);
  boardRoutes(site, services, app);
  deviceRoutes(site, services, app);
  kioskRoutes(site, services, app);
  coordinationRoutes(site, services, app);
  figuresRoutes(site, services, app);
  deskRoutes(site, services, app);
  helpRoutes(site, app);
  casefileRoutes(site, services, app);
  glassRoutes(site);
  rightsRoutes(site, app);
  disclosureRoutes(site, services, app);
  minorRoutes(site, services, app);
  exportRoutes(site, services, app);
  promiseRoutes(site, services, app);
  referralRoutes(site, app);
  caseRoutes(site, services, app);
  packageRoutes(site, services, app);
  partnerRoutes(site, app);
  conferenceRoutes(site, app);
  compartmentRoutes(site, services, app);
  fileRoutes(site, services, app);
  handInRoutes(site, services, app);
  designRoutes(site, services);
  app.route(
    '/api',
    api({
      database,
      runner,
      cookie,
      commands: COMMANDS,
      queries: QUERIES,
      now: () => clock.now(),
      secure: services.secure,
    }),
  );
  app.get(
    '/live',
    liveStream({
      hub,
      now: () => clock.now(),
      fragile: (topic) => topic.startsWith('file:'),
      async allowed(c, topics) {
        const heard = await asActor(database, cookie.tokenOf(c), (tx, actor) =>
          listAllowedTopics({ tx, actor }, topics, directory.get()),
        );
        if (heard !== 'unauthenticated') return heard;
        const forAll = await listAllowedTopics(undefined, topics, directory.get());
        return forAll.length > 0 ? forAll : undefined;
      },
      who: (c) =>
        asActor(database, cookie.tokenOf(c), async (_tx, { accountId, name, kind }) =>
          kind === 'person' ? { accountId, name } : undefined,
        ).then((found) => (found === 'unauthenticated' ? undefined : found)),
      watch(c, over) {
        const token = cookie.tokenOf(c);
        return token ? services.watch.watch(token, over) : () => {};
      },
    }),
  );
}
