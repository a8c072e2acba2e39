// The roster as a file: the week to download, and a file that is looked through before it counts.
import type { Context, Hono } from 'hono';
import { problem } from '#base/problem.ts';
import { importRoster } from '#modules/rosters/commands/import-roster.ts';
import { textOfFile } from '#platform/http/file-text.ts';
import { formOf, valuesOfForm } from '#platform/http/form-input.ts';
import { asActor } from '#platform/session/enter.ts';
import { rosterFile } from '#screens/coordination/roster-file.ts';
import { rosterImportPage } from '#screens/coordination/roster-import-page.tsx';
import { loadWeek } from '#screens/coordination/roster-week.ts';
import { mayOversee } from '#screens/portal/places.ts';
import type { Services } from './services.ts';
import type { Site } from './site.tsx';

export function rosterFileRoutes(site: Site, services: Services, app: Hono): void {
  const { database, runner, cookie } = services;
  site.page('/coordination/:centreId/roster/import', rosterImportPage());
  app.post('/coordination/:centreId/roster/import', async (c) => {
    const form = await formOf(c.req);
    const text = await textOf(form);
    const attempt = {
      values: { ...valuesOfForm(form), text: [text] },
      problem: problem('invalid'),
    };
    if (form.get('confirmed') !== 'yes') return site.show(c, rosterImportPage(attempt.values));
    const token = cookie.tokenOf(c);
    const officeId = String(form.get('officeId') ?? '');
    const commandId = String(form.get('commandId') ?? '');
    const answer = token
      ? await runner.run(importRoster, { token, commandId, input: { officeId, text } })
      : 'unauthenticated';
    if (answer === 'unauthenticated') return c.redirect('/sign-in', 303);
    if (!answer.ok)
      return site.show(c, rosterImportPage(), { ...attempt, problem: answer.problem });
    const { changeId, week } = answer.result;
    const query = new URLSearchParams({
      changed: String(changeId),
      office: officeId,
      week: String(week),
    });
    const centreId = encodeURIComponent(c.req.param('centreId'));
    return c.redirect(`/coordination/${centreId}/roster?${query}`, 303);
  });
  app.get('/coordination/:centreId/roster.csv', (c) => download(c));

  /** The week of an office as the very file that can be brought back. */
  async function download(c: Context): Promise<Response> {
    const base = site.base(c);
    const found = await asActor(database, cookie.tokenOf(c), async (tx, actor) => {
      const centre = base.directory.centres.get(c.req.param('centreId') ?? '');
      if (!centre || !mayOversee(actor, centre.id) || centre.offices.length === 0)
        return problem('not-found');
      return loadWeek({ ...base, tx }, centre);
    });
    if (found === 'unauthenticated') return c.redirect('/sign-in', 303);
    if ('problem' in found) return site.problem(c, found);
    return c.body(rosterFile(base.w, found), 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${found.office.id}-${found.monday}.csv"`,
    });
  }
}

/** What was chosen as a file, or else the lines that were pasted or put right. */
async function textOf(form: FormData): Promise<string> {
  const file = form.get('file');
  if (file instanceof File && file.size > 0)
    return textOfFile(new Uint8Array(await file.arrayBuffer()));
  return String(form.get('text') ?? '');
}
