// Addresses of the households of a person: who joins, leaves, parts; and what is done at the door for all of
// them in one press, each by a command of its own.
import type { Context, Hono } from 'hono';
import { type Problem, problem } from '#base/problem.ts';
import { addHouseholdMember } from '#modules/casefiles/commands/add-household-member.ts';
import { HOUSEHOLD_MAX } from '#modules/people/household-rules.ts';
import { changeHouseholdRole } from '#modules/people/commands/change-household-role.ts';
import { leaveHousehold } from '#modules/people/commands/leave-household.ts';
import { splitHousehold } from '#modules/people/commands/split-household.ts';
import { startHousehold } from '#modules/people/commands/start-household.ts';
import { takeBackLeaving } from '#modules/people/commands/take-back-leaving.ts';
import { handOutSummary } from '#modules/visits/commands/hand-out-summary.ts';
import { leaveVisit } from '#modules/visits/commands/leave-visit.ts';
import { formOf, valuesOfForm } from '#platform/http/form-input.ts';
import type { AnyCommand } from '#platform/run-command/command.ts';
import { hashOf } from '#platform/session/token.ts';
import { summarySheets } from '#screens/exit/exit-papers.ts';
import { householdNowPage } from '#screens/reception/household-now.tsx';
import { householdPage } from '#screens/reception/household-page.tsx';
import { partingOf } from '#screens/reception/household-parts.tsx';
import { findSummary } from '#screens/reception/summary-of.ts';
import { ownOrigin } from './own-origin.ts';
import { pdf } from './paper-answers.ts';
import type { Services } from './services.ts';
import { actIdOf } from './several-acts.ts';
import type { Site } from './site.tsx';

const LINK = /^[\w-]{22}$/;

/** Mounts the page of a person's households, and its forms. */
export function householdRoutes(site: Site, services: Services, app: Hono): void {
  const back = (done: string) => (_result: unknown, params: Record<string, string>) =>
    `/people/${params['personId']}/household?done=${done}`;
  site.page('/people/:personId/household', householdPage);
  site.page('/people/:personId/household/now', householdNowPage);
  site.form('/people/:personId/household/start', startHousehold, {
    page: householdPage,
    after: back('joined'),
  });
  site.form('/people/:personId/household/add', addHouseholdMember, {
    page: householdPage,
    after: back('joined'),
  });
  site.form('/people/:personId/household/role', changeHouseholdRole, {
    page: householdPage,
    after: back('role'),
  });
  site.form('/people/:personId/household/leave', leaveHousehold, {
    page: householdPage,
    // Told to whoever recorded it, and shown by nothing else.
    after: (result, params) => `${back('left')(result, params)}&leaving=${result['leavingId']}`,
  });
  site.form('/people/:personId/household/take-back', takeBackLeaving, {
    page: householdPage,
    after: back('taken-back'),
  });
  site.form('/people/:personId/household/split', splitHousehold, {
    page: householdPage,
    input: (fields, _params, form) => ({ ...fields, ...partingOf(form) }),
    after: back('split'),
  });
  app.post('/people/:personId/household/leave-together', async (c) => {
    const { fields, refused } = await runEach(c, leaveVisit, (visitId) => ({ visitId }));
    if (refused) return refused;
    return c.redirect(back('gone')(fields, c.req.param()), 303);
  });
  app.post('/people/:personId/household/summaries', async (c) => {
    const linkOf = (visitId: string, fields: FormData) => {
      const link = String(fields.get(`link.${visitId}`) ?? '');
      return LINK.test(link) ? link : undefined;
    };
    const { fields, visitIds, refused } = await runEach(c, handOutSummary, (visitId, form) => {
      const link = linkOf(visitId, form);
      return link && { visitId, linkHash: hashOf(link).toString('hex') };
    });
    if (refused) return refused;
    return pdf(site, c, 'summary', async (page) => {
      const sheets: Parameters<typeof summarySheets>[0][number][] = [];
      for (const visitId of visitIds) {
        const found = await findSummary({ ...page, params: { visitId } });
        if (!found) return undefined;
        const link = `${ownOrigin(services, c)}/s/${linkOf(visitId, fields)}`;
        sheets.push({ said: found.said, link });
      }
      return () => summarySheets(sheets);
    });
  });

  /** Runs a command for each visit that is ticked; an answer only where one was refused. */
  async function runEach(
    c: Context,
    command: AnyCommand,
    inputOf: (visitId: string, fields: FormData) => unknown,
  ) {
    const token = services.cookie.tokenOf(c);
    const fields = await formOf(c.req);
    const values = valuesOfForm(fields);
    const visitIds = [...new Set(values['visitId'] ?? [])];
    const told = async (found: Problem) => ({
      fields,
      visitIds,
      refused: await site.show(c, householdPage, { values, problem: found }),
    });
    if (!token) return { fields, visitIds, refused: site.toSignIn(c) };
    if (visitIds.length === 0 || visitIds.length > HOUSEHOLD_MAX)
      return told(
        problem('invalid', 'invalid', {
          fields: { visitId: visitIds.length === 0 ? 'required' : 'too-many' },
        }),
      );
    let why: Problem | undefined;
    for (const visitId of visitIds) {
      const input = inputOf(visitId, fields);
      if (input === undefined) return told(problem('invalid', 'page-expired'));
      const commandId = actIdOf(
        String(fields.get('commandId') ?? ''),
        `${command.name} ${visitId}`,
      );
      const answer = await services.runner.run(command, { token, commandId, input });
      if (answer === 'unauthenticated') return { fields, visitIds, refused: site.toSignIn(c) };
      // Who has left already has left: that holds up nobody.
      if (!answer.ok && answer.problem.code !== 'visit-closed') why ??= answer.problem;
    }
    return why ? told(why) : { fields, visitIds, refused: undefined };
  }
}
