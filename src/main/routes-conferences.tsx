// Addresses of case conferences.
import type { Hono } from 'hono';
import { callConference } from '#modules/conferences/commands/call-conference.ts';
import { callOffConference } from '#modules/conferences/commands/call-off-conference.ts';
import { endConference } from '#modules/conferences/commands/end-conference.ts';
import type { AnyCommand } from '#platform/run-command/command.ts';
import { callConferencePage } from '#screens/conferences/call-page.tsx';
import { conferencePage } from '#screens/conferences/conference-page.tsx';
import { conferencesPage } from '#screens/conferences/conferences-page.tsx';
import type { Site } from './site.tsx';

/** Mounts the pages of conferences and their forms. */
export function conferenceRoutes(site: Site, app: Hono): void {
  site.page('/people/:personId/confer', callConferencePage);
  site.form('/people/:personId/confer', callConference, {
    page: callConferencePage,
    input: (fields, { personId }) => ({ ...fields, personId }),
    after: ({ conferenceId }) => `/conferences/${String(conferenceId)}?done=called`,
  });
  site.page('/conferences', conferencesPage);
  site.page('/conferences/:conferenceId', conferencePage);
  const acts: readonly (readonly [string, AnyCommand])[] = [
    ['end', endConference as AnyCommand],
    ['call-off', callOffConference as AnyCommand],
  ];
  for (const [act, command] of acts) {
    site.form(`/conferences/:conferenceId/${act}`, command, {
      page: conferencePage,
      input: (fields, { conferenceId }) => ({ ...fields, conferenceId }),
      after: ({ conferenceId }) => `/conferences/${String(conferenceId)}`,
    });
  }
  // A refused form stands at its own address: a reload leads back to the page.
  app.get('/conferences/:conferenceId/:act', (c) =>
    c.redirect(`/conferences/${encodeURIComponent(c.req.param('conferenceId'))}`, 303),
  );
}
