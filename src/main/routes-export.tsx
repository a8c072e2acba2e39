// Addresses of taking a file out: asked for with a reason, made by a job, fetched once.
import type { Context, Hono } from 'hono';
import { setTimeout as sleep } from 'node:timers/promises';
import { isId } from '#base/ids.ts';
import { type Problem, problem } from '#base/problem.ts';
import { askExport } from '#modules/casefiles/commands/ask-export.ts';
import { fetchExport } from '#modules/casefiles/commands/fetch-export.ts';
import { formTexts } from '#platform/http/form-texts.ts';
import { exportPage } from '#screens/casefile/export-page.tsx';
import type { ExportJob } from './exports.ts';
import type { Services } from './services.ts';
import type { Site } from './site.tsx';

/** So long a form waits for what is made; a longer queue is looked at again. */
const PATIENCE_MS = 2500;
const TYPES = { pdf: 'application/pdf', csv: 'text/csv; charset=utf-8' } as const;

/** Mounts the page, its form and the way to what was made. */
export function exportRoutes(site: Site, services: Services, app: Hono): void {
  const { cookie, exports, runner } = services;
  const pathOf = (c: Context) =>
    `/people/${encodeURIComponent(c.req.param('personId') ?? '')}/export`;
  const refused = (c: Context, found: Problem) =>
    site.show(c, exportPage(), { values: {}, problem: found });

  app.get('/people/:personId/export', async (c) => {
    const token = cookie.tokenOf(c);
    const waiting: ExportJob[] = [];
    const show = () =>
      site.show(
        c,
        exportPage((exportId, language) => token && waiting.push({ exportId, token, language })),
      );
    const answer = await show();
    if (waiting.length === 0) return answer;
    // What was asked for is a row; whoever asked looks after it, and waits for a moment.
    const made = Promise.all(waiting.map((job) => exports.run(job))).then(() => true);
    const soon = await Promise.race([made, sleep(PATIENCE_MS, false, { ref: false })]);
    return soon ? show() : answer;
  });
  site.form('/people/:personId/export', askExport, {
    page: exportPage(),
    input: (fields, { personId }) => ({ ...fields, personId }),
    after: ({ personId }) => `/people/${String(personId)}/export`,
  });
  // A refused form stands at its own address: a reload leads back to the page.
  app.get('/people/:personId/export/:exportId', (c) => c.redirect(pathOf(c), 303));
  app.post('/people/:personId/export/:exportId', async (c) => {
    const token = cookie.tokenOf(c);
    const exportId = c.req.param('exportId');
    const { commandId = '' } = await formTexts(c);
    if (!isId(exportId)) return refused(c, problem('not-found'));
    const opened = token ? await exports.open(token, exportId) : undefined;
    const answer = token
      ? await runner.run(fetchExport, { token, commandId, input: { exportId } })
      : 'unauthenticated';
    if (answer === 'unauthenticated') return site.toSignIn(c);
    if (!answer.ok) return refused(c, answer.problem);
    // Asked twice, the second finds it handed over.
    if (!opened) return refused(c, problem('conflict', 'export-fetched'));
    // No name in it: what is saved on a shared computer tells nothing.
    c.header('Content-Disposition', `attachment; filename="oneroof.${opened.format}"`);
    c.header('Content-Type', TYPES[opened.format]);
    return c.body(opened.bytes);
  });
}
