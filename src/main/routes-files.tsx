// Addresses of files: what is there of a person, one of them, its bytes; the code for a telephone.
import type { Context, Hono } from 'hono';
import { isId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import { isFenced, reachesPeople } from '#modules/access/decide.ts';
import { noteReading } from '#modules/access/note-reading.ts';
import { addFile } from '#modules/files/commands/add-file.ts';
import { discardFile } from '#modules/files/commands/discard-file.ts';
import { endPhotoLink } from '#modules/files/commands/end-photo-link.ts';
import { nameFile } from '#modules/files/commands/name-file.ts';
import { openPhotoLink } from '#modules/files/commands/open-photo-link.ts';
import { findContent, openContent } from '#modules/files/queries.ts';
import { findPerson } from '#modules/people/queries.ts';
import { inputOfForm, valuesOfForm } from '#platform/http/form-input.ts';
import { strictFile } from '#platform/http/headers.ts';
import { asActor } from '#platform/session/enter.ts';
import { fileViewPage } from '#screens/files/file-view-page.tsx';
import { filesPage, filesPart } from '#screens/files/files-page.tsx';
import { photoLinkPage, photoLinkPart } from '#screens/files/photo-link-page.tsx';
import { receiveFiles, statusOfFiles } from './receive-files.ts';
import type { Services } from './services.ts';
import type { Site } from './site.tsx';

/** What is saved under: our own name, the same for everybody. */
const NAMES = { 'image/jpeg': 'oneroof.jpg', 'application/pdf': 'oneroof.pdf' } as const;

export function fileRoutes(site: Site, services: Services, app: Hono): void {
  const { cookie, database, runner, secure, vault } = services;
  const files = filesPage(services);
  const view = fileViewPage(services);
  const link = photoLinkPage(services);
  const answerFile = strictFile(secure);

  site.page('/people/:personId/files', files);
  site.page('/people/:personId/files/list', filesPart(services));
  app.post('/people/:personId/files', async (c) => {
    const token = cookie.tokenOf(c);
    const personId = c.req.param('personId');
    // Before anything is read of what may be twelve million bytes.
    const accountId = await asActor(database, token, async (tx, actor) =>
      isId(personId) && !isFenced(actor) && reachesPeople(actor) && (await findPerson(tx, personId))
        ? actor.accountId
        : problem('not-found'),
    );
    if (accountId === 'unauthenticated') return site.toSignIn(c);
    if (typeof accountId !== 'string') return site.problem(c, accountId);
    const asked = {
      accountId,
      line: 'desks' as const,
      field: 'file',
      most: 1,
      media: ['image/jpeg', 'application/pdf'] as const,
    };
    return receiveFiles(c, services, asked, async (received) => {
      const { fields, refused } = received;
      const values = valuesOfForm(fields);
      if (refused) return site.show(c, files, { values, problem: refused }, statusOfFiles(refused));
      const [file] = received.files;
      const answer = await runner.run(addFile, {
        token: token ?? '',
        commandId: String(fields.get('commandId') ?? ''),
        input: {
          ...inputOfForm(addFile.input, fields),
          personId,
          digest: file?.digest,
          name: file?.name || undefined,
        },
      });
      if (answer === 'unauthenticated') return site.toSignIn(c);
      if (!answer.ok) return site.show(c, files, { values, problem: answer.problem });
      return c.redirect(`/people/${encodeURIComponent(personId)}/files?done=added`, 303);
    });
  });

  site.page('/files/:fileId', view);
  app.get('/files/:fileId/content', (c) => content(c));
  const acts = [
    ['name', nameFile, 'named'],
    ['discard', discardFile, 'discarded'],
  ] as const;
  for (const [act, command, done] of acts) {
    site.form(`/files/:fileId/${act}`, command as typeof nameFile, {
      page: view,
      input: (fields, { fileId }) => ({ ...fields, fileId }),
      after: (_result, { fileId = '' }) => `/files/${encodeURIComponent(fileId)}?done=${done}`,
    });
  }
  // A refused form stands at its own address: a reload leads back to the page.
  app.get('/files/:fileId/:act', (c) =>
    c.redirect(`/files/${encodeURIComponent(c.req.param('fileId'))}`, 303),
  );

  site.form('/people/:personId/photo-links', openPhotoLink, {
    page: files,
    after: ({ linkId }) => `/photo-links/${String(linkId)}`,
  });
  app.get('/people/:personId/photo-links', (c) =>
    c.redirect(`/people/${encodeURIComponent(c.req.param('personId'))}/files`, 303),
  );
  site.page('/photo-links/:linkId', link);
  site.page('/photo-links/:linkId/coming', photoLinkPart(services));
  site.form('/photo-links/:linkId/end', endPhotoLink, {
    page: link,
    input: (fields, { linkId }) => ({ ...fields, linkId }),
    after: (_result, { linkId = '' }) => `/photo-links/${encodeURIComponent(linkId)}`,
  });
  app.get('/photo-links/:linkId/end', (c) =>
    c.redirect(`/photo-links/${encodeURIComponent(c.req.param('linkId'))}`, 303),
  );

  /** The bytes of a file: under the rule of its page, and noted before one leaves. */
  async function content(c: Context): Promise<Response> {
    const fileId = c.req.param('fileId') ?? '';
    const found = await asActor(database, cookie.tokenOf(c), async (tx, actor) => {
      const may = isId(fileId) && !isFenced(actor) && reachesPeople(actor);
      const sealed = may ? await findContent(tx, fileId) : undefined;
      if (!sealed) return problem('not-found');
      await noteReading(tx, [sealed.personId], 'file', `file-content:${fileId}`);
      return sealed;
    });
    if (found === 'unauthenticated') return site.toSignIn(c);
    if ('problem' in found) return site.problem(c, found);
    const bytes = await openContent(found, vault);
    if (bytes === 'locked') return site.problem(c, problem('too-late', 'file-key-away'));
    if (bytes === 'damaged') return site.problem(c, problem('conflict', 'file-damaged'));
    return answerFile(new Uint8Array(bytes), found.media, NAMES[found.media]);
  }
}
