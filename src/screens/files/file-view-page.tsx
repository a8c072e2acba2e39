// One file: /files/:fileId. What can be seen of it, what it is, and how it is destroyed. Its bytes come from an
// address of their own, by the same rule: an attachment that runs nothing.
import { isId, newId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import { DESK, isFenced, mayAct, mayWorkWith, WELCOME } from '#modules/access/decide.ts';
import { findOpening } from '#modules/casefiles/glass-queries.ts';
import { nameIn } from '#modules/directory/rules/names.ts';
import { findFile, type ShownFile } from '#modules/files/queries.ts';
import { isOpen } from '#modules/files/rules.ts';
import { Button, ButtonLink } from '#platform/ui/button.tsx';
import { Document } from '#platform/ui/document.tsx';
import { FactList } from '#platform/ui/fact-list.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { Select } from '#platform/ui/select.tsx';
import { findWords } from '#platform/words/words.ts';
import { homeOf } from '../casefile/add-page.tsx';
import { OpenedToRead } from '../casefile/opened-to-read.tsx';
import { FormOutcome } from '../form-outcome.tsx';
import { type Page, type PageRequest, typedIn } from '../page.ts';
import { errorOf } from '../referrals/referral-words.tsx';
import { staffBar, staffDocument } from '../staff-bar.tsx';
import { FileState, kindsOfPaper, sizeOf, titleOf, whenAdded, whyWaiting } from './file-words.tsx';
import type { FileParts } from './files-page.tsx';

export function fileViewPage(parts: FileParts): Page {
  return { screen: 'files', render: (page) => renderFile(page, parts) };
}

async function renderFile(page: PageRequest, { vault, checking }: FileParts) {
  const { tx, actor, params, w, query } = page;
  const fileId = params['fileId'] ?? '';
  const may = !isFenced(actor) && mayAct(actor, { roles: [...DESK, ...WELCOME] });
  const file = isId(fileId) && may ? await findFile(tx, vault, fileId) : undefined;
  if (!file) return problem('not-found');
  await page.reads([file.personId], 'file');
  const opening = await findOpening(tx, file.personId);
  const own =
    mayWorkWith(actor, opening.reach) &&
    mayAct(actor, { roles: [...DESK, ...WELCOME], units: [file.unitId] });
  const done = findWords(w.language, `files.done.${query.get('done') ?? ''}`);
  const gone = file.discarded || file.checked === 'harmful';
  return (
    <Document {...staffDocument(page, w('files.title'))}>
      <Frame
        skip={w('app.skip-to-content')}
        bar={staffBar(page, { title: w('files.title') })}
        sheetLabel={w('files.what-is-it')}
        sheet={
          <div class="stack-loose">
            {own && isOpen(file) ? <NameForm page={page} file={file} /> : null}
            <Facts page={page} file={file} />
            {own && !gone ? <DiscardForm page={page} file={file} /> : null}
          </div>
        }
        sheetFoot={
          <div class="stack-tight">
            {own && isOpen(file) ? (
              <Button kind="primary" size="large" wide form="name-file" shortcut="mod+enter">
                {w('files.name.do')}
              </Button>
            ) : null}
            <ButtonLink kind="quiet" wide href={`/people/${file.personId}/files`}>
              {w('files.to-files')}
            </ButtonLink>
            {file.linkId && own ? (
              <ButtonLink kind="quiet" wide href={`/photo-links/${file.linkId}`}>
                {w('files.to-link')}
              </ButtonLink>
            ) : null}
          </div>
        }
      >
        <div class="stack">
          <FormOutcome page={page} done={done} besideFields />
          <OpenedToRead page={page} opening={opening} centre={homeOf(page)} />
          <SectionHeading
            title={titleOf(page, file)}
            end={gone ? undefined : <FileState page={page} file={file} />}
          />
          <Seen page={page} file={file} why={whyWaiting(page, file, checking)} />
        </div>
      </Frame>
    </Document>
  );
}

function Seen({ page, file, why }: { page: PageRequest; file: ShownFile; why: string }) {
  const { w } = page;
  const address = `/files/${file.id}/content`;
  if (file.checked === 'harmful') return <Notice tone="error">{w('files.harmful')}</Notice>;
  if (file.discarded) return <Notice tone="plain">{w('files.discarded')}</Notice>;
  if (!isOpen(file)) return <Notice>{why}</Notice>;
  return (
    <>
      {file.media === 'image/jpeg' ? (
        <img
          class="file-picture"
          src={address}
          alt={w('files.picture-of', { what: titleOf(page, file) })}
        />
      ) : (
        <Notice tone="plain">{w('files.pdf')}</Notice>
      )}
      <p>
        <ButtonLink icon="download" href={address} download>
          {w('files.download')}
        </ButtonLink>
      </p>
    </>
  );
}

function NameForm({ page, file }: { page: PageRequest; file: ShownFile }) {
  const { w, attempt } = page;
  return (
    <form id="name-file" class="form stack" method="post" action={`/files/${file.id}/name`}>
      <input type="hidden" name="commandId" value={newId()} />
      <h2>{w('files.what-is-it')}</h2>
      <Select
        name="documentId"
        label={w('files.kind')}
        value={typedIn(attempt, 'documentId') ?? file.documentId ?? undefined}
        error={errorOf(page)('documentId')}
        blank={w('files.kind.choose')}
        options={[...kindsOfPaper(page)].map(([value, label]) => ({ value, label }))}
        required
        autofocus
      />
    </form>
  );
}

function Facts({ page, file }: { page: PageRequest; file: ShownFile }) {
  const { w, directory, language } = page;
  const unit = directory.units.get(file.unitId);
  return (
    <FactList
      facts={[
        { label: w('files.added'), value: whenAdded(page, file) },
        {
          label: w('files.by'),
          value: (
            <>
              <bdi>{file.addedBy}</bdi> · {w(file.linkId ? 'files.by-phone' : 'files.by-desk')}
            </>
          ),
        },
        ...(unit ? [{ label: w('files.unit'), value: nameIn(unit.name, language) }] : []),
        ...(file.name ? [{ label: w('files.called'), value: <bdi>{file.name}</bdi> }] : []),
        { label: w('files.size'), value: sizeOf(page, file) },
      ]}
    />
  );
}

function DiscardForm({ page, file }: { page: PageRequest; file: ShownFile }) {
  const { w } = page;
  return (
    <details class="files-discard">
      <summary>{w('files.discard')}</summary>
      <form class="stack" method="post" action={`/files/${file.id}/discard`}>
        <input type="hidden" name="commandId" value={newId()} />
        <p>{w('files.discard.hint')}</p>
        <Button icon="trash-2">{w('files.discard.do')}</Button>
      </form>
    </details>
  );
}
