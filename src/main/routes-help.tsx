// Addresses of those who come to a desk: mediators who were asked for, and whoever watches over the
// house when a desk asks for help.
import type { Hono } from 'hono';
import { acceptRequest } from '#modules/interpretation/commands/accept-request.ts';
import { endRequest } from '#modules/interpretation/commands/end-request.ts';
import { joinDesk } from '#modules/interpretation/commands/join-desk.ts';
import { acknowledgeAlarm } from '#modules/visits/commands/acknowledge-alarm.ts';
import { closeAlarm } from '#modules/visits/commands/close-alarm.ts';
import type { AnyCommand } from '#platform/run-command/command.ts';
import type { Page } from '#screens/page.ts';
import { mediationPage, mediationRegion } from '#screens/mediation/mediation-page.tsx';
import { securityPage, securityRegion } from '#screens/security/security-page.tsx';
import type { Site } from './site.tsx';

/** Mounts both screens. */
export function helpRoutes(site: Site, app: Hono): void {
  screen(site, app, 'mediation', mediationPage, {
    accept: acceptRequest,
    join: joinDesk,
    end: endRequest,
  });
  site.page('/mediation/:centreId/requests', mediationRegion);
  screen(site, app, 'security', securityPage, {
    acknowledge: acknowledgeAlarm,
    close: closeAlarm,
  });
  site.page('/security/:centreId/alarms', securityRegion);
}

function screen(
  site: Site,
  app: Hono,
  name: string,
  page: Page,
  acts: Readonly<Record<string, AnyCommand>>,
): void {
  const back = (centreId = '') => `/${name}/${encodeURIComponent(centreId)}`;
  site.page(`/${name}/:centreId`, page);
  for (const [act, command] of Object.entries(acts)) {
    site.form(`/${name}/:centreId/${act}`, command, {
      page,
      after: (_result, { centreId }) => back(centreId),
    });
    // A refused form stands at its own address: a reload leads back to the screen.
    app.get(`/${name}/:centreId/${act}`, (c) => c.redirect(back(c.req.param('centreId')), 303));
  }
}
