// Several cases handed over by one press: each is a command of its own, with an id of its own that follows
// from the id of the form. So one that is refused holds up no other, and the same press again is the same acts.
import type { Hono } from 'hono';
import { type Problem, problem } from '#base/problem.ts';
import { CASES_AT_ONCE } from '#modules/referrals/cases.ts';
import { assignFile } from '#modules/referrals/commands/assign-file.ts';
import { transferFile } from '#modules/referrals/commands/transfer-file.ts';
import { formOf, inputOfForm, valuesOfForm } from '#platform/http/form-input.ts';
import type { AnyCommand } from '#platform/run-command/command.ts';
import { casesPage } from '#screens/referrals/cases-page.tsx';
import type { Services } from './services.ts';
import { actIdOf } from './several-acts.ts';
import type { Site } from './site.tsx';

/** Mounts the page of several cases, and its form. */
export function caseRoutes(site: Site, services: Services, app: Hono): void {
  site.page('/cases', casesPage());
  app.post('/cases', async (c) => {
    const token = services.cookie.tokenOf(c);
    if (!token) return site.toSignIn(c);
    const fields = await formOf(c.req);
    const values = valuesOfForm(fields);
    const personIds = [...new Set(values['personId'] ?? [])];
    const unfit = refuseTicks(personIds.length);
    if (unfit) return site.show(c, casesPage(), { values, problem: unfit });
    const command: AnyCommand = fields.get('toUnitId') ? transferFile : assignFile;
    const own = inputOfForm(command.input, fields);
    const report = new Map<string, Problem | undefined>();
    for (const personId of personIds) {
      const consentId = fields.get(`consent.${personId}`);
      if (command === transferFile && !consentId) {
        report.set(personId, problem('conflict', 'not-agreed'));
        continue;
      }
      const answer = await services.runner.run(command, {
        token,
        commandId: actIdOf(
          String(fields.get('commandId') ?? ''),
          aboutOf(command.name, own['toUnitId'], personId),
        ),
        input: { ...own, personId, ...(consentId && { consentId }) },
      });
      if (answer === 'unauthenticated') return site.toSignIn(c);
      report.set(personId, answer.ok ? undefined : answer.problem);
    }
    const refused = [...report.values()].filter((one) => one !== undefined);
    const [why] = refused;
    if (why) {
      const partly = refused.length < report.size;
      const said = partly ? problem('conflict', 'some-not-handed-over') : why;
      return site.show(c, casesPage(report), { values, problem: said });
    }
    const back = new URLSearchParams({ handed: String(report.size) });
    for (const name of ['unitId', 'of', 'toUnitId']) {
      const [value] = values[name] ?? [];
      if (value) back.set(name, value);
    }
    return c.redirect(`/cases?${back}`, 303);
  });
}

/**
 * What one act is: which command, where to, of whom. So the same form, sent once to a colleague and once to an
 * office, is two acts; the same one with other words is no second one, and is told so.
 */
function aboutOf(command: string, toUnitId: unknown, personId: string): string {
  return [command, typeof toUnitId === 'string' ? toUnitId : '', personId].join('/');
}

function refuseTicks(count: number): Problem | undefined {
  const code = count === 0 ? 'required' : count > CASES_AT_ONCE ? 'too-many' : undefined;
  return code ? problem('invalid', 'invalid', { fields: { personId: code } }) : undefined;
}
