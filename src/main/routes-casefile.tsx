// Addresses of a person's file: the file, its note, tasks and papers, who else reads it, going on today.
import type { Hono } from 'hono';
import { answerPair } from '#modules/casefiles/commands/answer-pair.ts';
import { mergePerson } from '#modules/casefiles/commands/merge-person.ts';
import { noteDocument } from '#modules/casefiles/commands/note-document.ts';
import { unmergePerson } from '#modules/casefiles/commands/unmerge-person.ts';
import { addTask } from '#modules/followups/commands/add-task.ts';
import { completeTask } from '#modules/followups/commands/complete-task.ts';
import { continueVisit } from '#modules/visits/commands/continue-visit.ts';
import { writeNoteCommand } from '#modules/visits/commands/write-note.ts';
import { keepAway } from '#modules/visits/commands/keep-away.ts';
import { letBack } from '#modules/visits/commands/let-back.ts';
import { addPage } from '#screens/casefile/add-page.tsx';
import { apartPage } from '#screens/casefile/apart-page.tsx';
import { comparePage } from '#screens/casefile/compare-page.tsx';
import { filePage } from '#screens/casefile/file-page.tsx';
import { herePage } from '#screens/casefile/here-page.tsx';
import { pairsPage } from '#screens/casefile/pairs-page.tsx';
import { readingsPage } from '#screens/casefile/readings-page.tsx';
import { samePage } from '#screens/casefile/same-page.tsx';
import type { Services } from './services.ts';
import type { Site } from './site.tsx';

/** Mounts the file and what is done from it. */
export function casefileRoutes(site: Site, { hub }: Services, app: Hono): void {
  const who = (topic: string) => hub.whoWatches(topic);
  const file = filePage(who);
  const back = (_result: unknown, { personId = '' }: Record<string, string>) =>
    `/people/${encodeURIComponent(personId)}`;
  const ofPerson = (fields: Record<string, unknown>, { personId }: Record<string, string>) => ({
    ...fields,
    personId,
  });
  site.page('/people/:personId', file);
  site.page('/people/:personId/here', herePage(who));
  site.page('/people/:personId/readings', readingsPage);
  site.page('/people/:personId/add', addPage);
  site.page('/people/:personId/apart', apartPage);
  // Whoever kept herself away does not find her any more.
  site.form('/people/:personId/apart', keepAway, {
    page: apartPage,
    input: ofPerson,
    after: ({ own }, params) => (own ? '/' : `${back({}, params)}/apart?done=kept`),
  });
  site.form('/people/:personId/apart/back', letBack, {
    page: apartPage,
    after: (_result, params) => `${back({}, params)}/apart?done=back`,
  });
  app.get('/people/:personId/apart/back', (c) =>
    c.redirect(`${back({}, c.req.param())}/apart`, 303),
  );
  site.form('/people/:personId/note', writeNoteCommand, { page: file, after: back });
  site.form('/people/:personId/task', addTask, { page: addPage, input: ofPerson, after: back });
  site.form('/people/:personId/document', noteDocument, {
    page: addPage,
    input: ofPerson,
    after: back,
  });
  site.form('/people/:personId/settle/:taskId', completeTask, {
    page: file,
    input: (fields, { taskId }) => ({ ...fields, taskId }),
    after: back,
  });
  site.form('/people/:personId/continue', continueVisit, {
    page: file,
    input: ofPerson,
    after: ({ visitId }, _params, { centreId }) => `/reception/${centreId}/ticket/${visitId}`,
  });
  site.page('/people/:personId/same', samePage);
  site.form('/people/:personId/same/part', unmergePerson, {
    page: samePage,
    after: (_result, { personId = '' }) =>
      `/people/${encodeURIComponent(personId)}/same?done=parted`,
  });
  site.page('/people/:personId/same/:otherId', comparePage);
  site.form('/people/:personId/same/:otherId', mergePerson, {
    page: comparePage,
    input: (_fields, { personId, otherId }) => ({ personId, otherId }),
    after: ({ review }, { personId = '' }) =>
      `/people/${encodeURIComponent(personId)}/same?done=${review === true ? 'review' : 'joined'}`,
  });
  site.page('/pairs', pairsPage);
  site.form('/people/:personId/same/:otherId/answer', answerPair, {
    page: comparePage,
    input: (fields, { personId, otherId }) => ({ ...fields, personId, otherId }),
    after: () => '/pairs?done=answered',
  });
  app.get('/people/:personId/same/:otherId/answer', (c) =>
    c.redirect(
      `/people/${encodeURIComponent(c.req.param('personId'))}/same/${encodeURIComponent(c.req.param('otherId'))}`,
      303,
    ),
  );
  // A refused form stands at its own address: a reload leads back to the file.
  for (const act of ['note', 'task', 'document', 'continue']) {
    app.get(`/people/:personId/${act}`, (c) =>
      c.redirect(`/people/${encodeURIComponent(c.req.param('personId'))}`, 303),
    );
  }
  app.get('/people/:personId/settle/:taskId', (c) =>
    c.redirect(`/people/${encodeURIComponent(c.req.param('personId'))}`, 303),
  );
}
