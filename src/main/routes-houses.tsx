// Addresses of the settings of houses and of the catalogue. A form first shows what it would change, by
// the very rule of its command; sent once more and confirmed, it is carried out.
import type { Context, Hono } from 'hono';
import { isProblem, problem } from '#base/problem.ts';
import { moveCentre } from '#modules/directory/commands/move-centre.ts';
import { renameCentre } from '#modules/directory/commands/rename-centre.ts';
import { removeClosure } from '#modules/directory/commands/remove-closure.ts';
import { setClosure } from '#modules/directory/commands/set-closure.ts';
import { setDesk } from '#modules/directory/commands/set-desk.ts';
import { removeDocument } from '#modules/directory/commands/remove-document.ts';
import { setDocument } from '#modules/directory/commands/set-document.ts';
import { removeHoliday } from '#modules/directory/commands/remove-holiday.ts';
import { setHoliday } from '#modules/directory/commands/set-holiday.ts';
import { setHours } from '#modules/directory/commands/set-hours.ts';
import { setOffice } from '#modules/directory/commands/set-office.ts';
import { removeOfficeService } from '#modules/directory/commands/remove-office-service.ts';
import { setOfficeService } from '#modules/directory/commands/set-office-service.ts';
import { setService } from '#modules/directory/commands/set-service.ts';
import { setSubject } from '#modules/directory/commands/set-subject.ts';
import { undoChange } from '#modules/directory/commands/undo-change.ts';
import type { PlannedChange } from '#modules/directory/directory-command.ts';
import { closeOffice } from '#modules/visits/commands/close-office.ts';
import { removeDesk } from '#modules/visits/commands/remove-desk.ts';
import { formOf, inputOfForm, valuesOfForm } from '#platform/http/form-input.ts';
import type { AnyCommand } from '#platform/run-command/command.ts';
import { invalidInput } from '#platform/run-command/invalid-input.ts';
import { asActor } from '#platform/session/enter.ts';
import { cataloguePage } from '#screens/houses/catalogue-page.tsx';
import { housePage } from '#screens/houses/house-page.tsx';
import { housesPage } from '#screens/houses/houses-page.tsx';
import { previewPage } from '#screens/houses/preview-page.tsx';
import type { Page } from '#screens/page.ts';
import type { Services } from './services.ts';
import type { Site } from './site.tsx';

const OF_HOUSES: readonly AnyCommand[] = [
  renameCentre,
  moveCentre,
  setHours,
  setClosure,
  removeClosure,
  setOffice,
  closeOffice,
  setDesk,
  removeDesk,
  setOfficeService,
  removeOfficeService,
  undoChange,
];
const OF_ALL: readonly AnyCommand[] = [
  setSubject,
  setService,
  setDocument,
  removeDocument,
  setHoliday,
  removeHoliday,
  undoChange,
];

export function houseRoutes(site: Site, services: Services, app: Hono): void {
  const { database, runner, cookie, clock, vault, signer, uploads } = services;
  site.page('/settings/houses', housesPage);
  site.page('/settings/houses/:centreId', housePage);
  site.page('/settings/catalogue', cataloguePage);
  app.get('/settings/houses/:centreId/change', (c) =>
    c.redirect(`/settings/houses/${encodeURIComponent(c.req.param('centreId'))}`, 303),
  );
  app.get('/settings/catalogue/change', (c) => c.redirect('/settings/catalogue', 303));
  app.post('/settings/houses/:centreId/change', (c) =>
    change(
      c,
      OF_HOUSES,
      housePage,
      `/settings/houses/${encodeURIComponent(c.req.param('centreId'))}`,
    ),
  );
  app.post('/settings/catalogue/change', (c) =>
    change(c, OF_ALL, cataloguePage, '/settings/catalogue'),
  );

  async function change(
    c: Context,
    commands: readonly AnyCommand[],
    page: Page,
    home: string,
  ): Promise<Response> {
    const form = await formOf(c.req);
    const values = valuesOfForm(form);
    const command = commands.find(({ name }) => name === form.get('command'));
    if (!command) return site.show(c, page, { values, problem: problem('invalid') });
    const input = withoutEmptyLines(inputOfForm(command.input, form));
    const token = cookie.tokenOf(c);
    if (form.get('confirmed') !== 'yes') {
      const planned = await plan(command, input, token);
      if (planned === 'unauthenticated') return c.redirect('/sign-in', 303);
      return isProblem(planned)
        ? site.show(c, page, { values, problem: planned })
        : site.show(c, previewPage({ ...planned, values }));
    }
    const answer = token
      ? await runner.run(command, { token, commandId: String(form.get('commandId') ?? ''), input })
      : 'unauthenticated';
    if (answer === 'unauthenticated') return c.redirect('/sign-in', 303);
    if (!answer.ok) return site.show(c, page, { values, problem: answer.problem });
    return c.redirect(`${home}?done=now#changes`, 303);
  }

  /** What a command would change: everything up to its rule, and nothing written. */
  async function plan(command: AnyCommand, input: unknown, token: string | undefined) {
    const parsed = command.input.safeParse(input);
    if (!parsed.success) return invalidInput(parsed.error);
    return asActor(database, token, async (tx, actor) => {
      const now = clock.now();
      const facts = await command.load(tx, parsed.data, actor, now, undefined, {
        vault,
        signer,
        uploads,
      });
      if (isProblem(facts)) return facts;
      if (!command.may(actor, facts, parsed.data)) return problem('not-allowed');
      const decided = command.decide(facts, parsed.data, actor, now);
      return isProblem(decided) ? decided : (decided.change as PlannedChange);
    });
  }
}

/** The form of a week has empty lines to add to: a line without times is none. */
function withoutEmptyLines(input: Record<string, unknown>): Record<string, unknown> {
  const { lines } = input;
  if (!Array.isArray(lines)) return input;
  return { ...input, lines: lines.filter((line: object) => 'opens' in line || 'closes' in line) };
}
