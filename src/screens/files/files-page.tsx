// Pictures and PDFs of a person's papers: /people/:personId/files. What is there, the form to add one, and the
// code by which her phone hands photographs in while a desk serves her.
import { isId, newId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import { DESK, isFenced, mayAct, mayWorkWith, WELCOME } from '#modules/access/decide.ts';
import { findOpening } from '#modules/casefiles/glass-queries.ts';
import { findStopServed } from '#modules/files/link-queries.ts';
import { listFiles, type ShownFile } from '#modules/files/queries.ts';
import type { Checking } from '#modules/files/rules.ts';
import { nameIn } from '#modules/directory/rules/names.ts';
import { findPerson } from '#modules/people/queries.ts';
import { Button } from '#platform/ui/button.tsx';
import { Document } from '#platform/ui/document.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Icon } from '#platform/ui/icon.tsx';
import { LiveRegion } from '#platform/ui/live-region.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { Select } from '#platform/ui/select.tsx';
import { findWords } from '#platform/words/words.ts';
import type { Vault } from '#platform/vault/vault.ts';
import { homeOf } from '../casefile/add-page.tsx';
import { OpenedToRead } from '../casefile/opened-to-read.tsx';
import { FormOutcome } from '../form-outcome.tsx';
import { type Page, type PageRequest, typedIn } from '../page.ts';
import { errorOf } from '../referrals/referral-words.tsx';
import { SheetFoot } from '../sheet-foot.tsx';
import { staffBar, staffDocument } from '../staff-bar.tsx';
import { FileState, kindsOfPaper, sizeOf, titleOf, whenAdded } from './file-words.tsx';

export interface FileParts {
  readonly vault: Vault;
  readonly checking: Checking;
}

/** What a browser offers to choose; the server looks for itself. */
export const ACCEPTED = 'image/jpeg,image/png,image/webp,application/pdf';

/** Her, when the asking account may see her files. */
export async function findOwner(page: PageRequest, personId: string) {
  const may = !isFenced(page.actor) && mayAct(page.actor, { roles: [...DESK, ...WELCOME] });
  return isId(personId) && may ? findPerson(page.tx, personId) : undefined;
}

export function filesPage(parts: FileParts): Page {
  return { screen: 'files', render: (page) => renderFiles(page, parts) };
}

/** The list alone, for whoever has it open. */
export function filesPart({ vault }: FileParts): Page {
  return {
    screen: 'files',
    async render(page) {
      const personId = page.params['personId'] ?? '';
      if (!(await findOwner(page, personId))) return problem('not-found');
      await page.reads([personId], 'file');
      const files = await listFiles(page.tx, vault, personId);
      return <FileList page={page} personId={personId} files={files} />;
    },
  };
}

async function renderFiles(page: PageRequest, { vault, checking }: FileParts) {
  const { tx, actor, params, w, query } = page;
  const personId = params['personId'] ?? '';
  const person = await findOwner(page, personId);
  if (!person) return problem('not-found');
  await page.reads([personId], 'file');
  const [files, stopId, opening] = await Promise.all([
    listFiles(tx, vault, personId),
    findStopServed(tx, personId, actor.accountId),
    findOpening(tx, personId),
  ]);
  const works = mayWorkWith(actor, opening.reach);
  const done = findWords(w.language, `files.done.${query.get('done') ?? ''}`);
  return (
    <Document {...staffDocument(page, w('files.title'))}>
      <Frame
        skip={w('app.skip-to-content')}
        bar={staffBar(page, { title: w('files.title'), live: true })}
        sheetLabel={w(works ? 'files.add' : 'files.title')}
        sheet={works ? <AddForm page={page} personId={personId} checking={checking} /> : undefined}
        sheetFoot={
          <SheetFoot
            form={works ? 'add-file' : undefined}
            act={w('files.add.do')}
            to={`/people/${personId}`}
            back={w('files.to-file')}
          />
        }
      >
        <div class="stack-loose">
          <FormOutcome page={page} done={done} besideFields />
          <OpenedToRead page={page} opening={opening} centre={homeOf(page)} />
          <div class="stack-tight">
            <h2 class="file-name">
              <bdi>{person.name ?? w('casefile.no-name')}</bdi>
            </h2>
            <p class="hint">{w('files.hint')}</p>
          </div>
          {stopId ? <PhoneForm page={page} personId={personId} stopId={stopId} /> : null}
          <FileList page={page} personId={personId} files={files} />
        </div>
      </Frame>
    </Document>
  );
}

/** While a desk serves her: a code for her phone. */
export function PhoneForm({
  page,
  personId,
  stopId,
}: {
  page: PageRequest;
  personId: string;
  stopId: string;
}) {
  const { w } = page;
  return (
    <form class="files-phone" method="post" action={`/people/${personId}/photo-links`}>
      <input type="hidden" name="commandId" value={newId()} />
      <input type="hidden" name="stopId" value={stopId} />
      <div>
        <h3>{w('files.phone')}</h3>
        <p class="hint">{w('files.phone.hint')}</p>
      </div>
      <Button icon="qr-code" size="large">
        {w('files.phone.do')}
      </Button>
    </form>
  );
}

function AddForm({
  page,
  personId,
  checking,
}: {
  page: PageRequest;
  personId: string;
  checking: Checking;
}) {
  const { w, attempt, commandId } = page;
  const error = errorOf(page);
  const wrong = error('file');
  return (
    <form
      id="add-file"
      class="form stack"
      method="post"
      action={`/people/${personId}/files`}
      enctype="multipart/form-data"
    >
      <input type="hidden" name="commandId" value={commandId} />
      <h2>{w('files.add')}</h2>
      <Select
        name="documentId"
        label={w('files.kind')}
        value={typedIn(attempt, 'documentId')}
        error={error('documentId')}
        blank={w('files.kind.choose')}
        options={[...kindsOfPaper(page)].map(([value, label]) => ({ value, label }))}
        required
      />
      <div class="field" data-error={wrong ? '' : undefined}>
        <div class="field-label">
          <label for="file">{w('files.choose')}</label>
        </div>
        <input
          class="file-input"
          type="file"
          id="file"
          name="file"
          accept={ACCEPTED}
          required
          aria-describedby={wrong ? 'file-hint file-error' : 'file-hint'}
          aria-invalid={wrong ? 'true' : undefined}
        />
        <p class="hint" id="file-hint">
          {w('files.choose.hint')}
        </p>
        {wrong ? (
          <p class="field-error" id="file-error">
            {wrong}
          </p>
        ) : null}
      </div>
      <p class="hint">{w('files.what-happens')}</p>
      {checking === 'scanner' ? null : (
        <Notice tone="plain">
          {w(checking === 'hold' ? 'files.wait.no-scanner' : 'files.wait.no-scanner-pdf')}
        </Notice>
      )}
    </form>
  );
}

function FileList({
  page,
  personId,
  files,
}: {
  page: PageRequest;
  personId: string;
  files: readonly ShownFile[];
}) {
  const { w } = page;
  return (
    <LiveRegion id="files" topic={`file:${personId}`} src={`/people/${personId}/files/list`}>
      {files.length === 0 ? (
        <EmptyState icon="paperclip" title={w('files.none')} />
      ) : (
        <ul class="task-list">
          {files.map((file) => (
            <FileLine page={page} file={file} />
          ))}
        </ul>
      )}
    </LiveRegion>
  );
}

/** A file in a list: what it is, since when, how it stands. */
export function FileLine({ page, file }: { page: PageRequest; file: ShownFile }) {
  const { w, directory, language } = page;
  const unit = directory.units.get(file.unitId);
  return (
    <li>
      <Icon name={file.media === 'image/jpeg' ? 'id-card' : 'file-text'} />
      <div class="task-what">
        <b>
          <a href={`/files/${file.id}`}>{titleOf(page, file)}</a>
        </b>
        <small class="muted">
          <span>{whenAdded(page, file)}</span>
          <span>{w(file.linkId ? 'files.by-phone' : 'files.by-desk')}</span>
          {file.name ? <bdi>{file.name}</bdi> : null}
          <span>{sizeOf(page, file)}</span>
          {unit ? <span>{nameIn(unit.name, language)}</span> : null}
        </small>
      </div>
      <FileState page={page} file={file} />
    </li>
  );
}
