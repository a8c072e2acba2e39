// Addresses of a person's file.
import type { Hono } from 'hono';
import { writeNoteCommand } from '#modules/visits/commands/write-note.ts';
import { filePage } from '#screens/casefile/file-page.tsx';
import type { Services } from './services.ts';
import type { Site } from './site.tsx';

/** Mounts the file and its note. */
export function casefileRoutes(site: Site, _services: Services, app: Hono): void {
  site.page('/people/:personId', filePage);
  app.get('/people/:personId/note', (c) =>
    c.redirect(`/people/${encodeURIComponent(c.req.param('personId'))}`, 303),
  );
  site.form('/people/:personId/note', writeNoteCommand, {
    page: filePage,
    after: (_result, { personId = '' }) => `/people/${encodeURIComponent(personId)}`,
  });
}
