// Addresses of protected notes, and of the trainings that open them.
import type { Hono } from 'hono';
import { assessDanger } from '#modules/compartments/commands/assess-danger.ts';
import { callLine } from '#modules/compartments/commands/call-line.ts';
import { countCase } from '#modules/compartments/commands/count-case.ts';
import { doStep } from '#modules/compartments/commands/do-step.ts';
import { endMember } from '#modules/compartments/commands/end-member.ts';
import { endTraining } from '#modules/compartments/commands/end-training.ts';
import { giveTraining } from '#modules/compartments/commands/give-training.ts';
import { handOnCompartment } from '#modules/compartments/commands/hand-on-compartment.ts';
import { nameGuardian } from '#modules/compartments/commands/name-guardian.ts';
import { nameMember } from '#modules/compartments/commands/name-member.ts';
import { openCompartment } from '#modules/compartments/commands/open-compartment.ts';
import { takeBackLeaf } from '#modules/compartments/commands/take-back-leaf.ts';
import { writeLeaf } from '#modules/compartments/commands/write-leaf.ts';
import type { AnyCommand } from '#platform/run-command/command.ts';
import { compartmentPage } from '#screens/compartments/compartment-page.tsx';
import {
  compartmentsPage,
  personCompartmentsPage,
} from '#screens/compartments/compartments-page.tsx';
import { trainingsPage } from '#screens/compartments/trainings-page.tsx';
import type { Services } from './services.ts';
import type { Site } from './site.tsx';

/** Mounts the pages of compartments and trainings, and their forms. */
export function compartmentRoutes(site: Site, { vault }: Services, app: Hono): void {
  const page = compartmentPage(vault);
  site.page('/compartments', compartmentsPage(vault));
  site.page('/compartments/:compartmentId', page);
  site.page('/people/:personId/compartments', personCompartmentsPage);
  site.form('/people/:personId/compartments', openCompartment, {
    page: personCompartmentsPage,
    input: (fields, { personId }) => ({ ...fields, personId }),
    after: ({ compartmentId }) => `/compartments/${String(compartmentId)}?done=opened`,
  });
  const acts: readonly (readonly [string, AnyCommand])[] = [
    ['write', writeLeaf as AnyCommand],
    ['take-back', takeBackLeaf as AnyCommand],
    ['step', doStep as AnyCommand],
    ['danger', assessDanger as AnyCommand],
    ['call', callLine as AnyCommand],
    ['count', countCase as AnyCommand],
    ['guardian', nameGuardian as AnyCommand],
    ['name', nameMember as AnyCommand],
    ['end-member', endMember as AnyCommand],
    ['hand-on', handOnCompartment as AnyCommand],
  ];
  for (const [act, command] of acts) {
    site.form(`/compartments/:compartmentId/${act}`, command, {
      page,
      input: (fields, { compartmentId }) => ({ ...fields, compartmentId }),
      // Whoever went does not find it any more.
      after: ({ own }, { compartmentId = '' }) =>
        own === true
          ? '/compartments?done=left'
          : `/compartments/${encodeURIComponent(compartmentId)}?done=saved`,
    });
  }
  // A refused form stands at its own address: a reload leads back to the page.
  app.get('/compartments/:compartmentId/:act', (c) =>
    c.redirect(`/compartments/${encodeURIComponent(c.req.param('compartmentId'))}`, 303),
  );
  site.page('/trainings', trainingsPage);
  site.form('/trainings', giveTraining, { page: trainingsPage, after: () => '/trainings?done=1' });
  site.form('/trainings/end', endTraining, {
    page: trainingsPage,
    after: () => '/trainings?done=1',
  });
  app.get('/trainings/end', (c) => c.redirect('/trainings', 303));
}
