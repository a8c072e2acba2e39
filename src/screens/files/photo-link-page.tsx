// The code by which her phone hands photographs in, on the screen of the desk that serves her:
// /photo-links/:linkId. Below it stands what came in, as it comes. The code is not drawn once it was used, its
// time is over, or the desk serves her no more.
import { isId, newId } from '#base/ids.ts';
import { timeOf } from '#base/dates.ts';
import { uiLanguageFor } from '#base/languages.ts';
import { problem } from '#base/problem.ts';
import { DESK, isFenced, mayAct } from '#modules/access/decide.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import { findLink, findStopServed, type ShownLink } from '#modules/files/link-queries.ts';
import { listFilesOfLink, type ShownFile } from '#modules/files/queries.ts';
import { isOpen, stateOfLink } from '#modules/files/rules.ts';
import { findMyDesk } from '#modules/visits/queries.ts';
import { BilingualRow } from '#platform/ui/bilingual-row.tsx';
import { Button, ButtonLink } from '#platform/ui/button.tsx';
import { Document } from '#platform/ui/document.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { LiveRegion } from '#platform/ui/live-region.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { Qr } from '#platform/ui/qr.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { formatTime } from '#platform/words/format.ts';
import { words } from '#platform/words/words.ts';
import { FormOutcome } from '../form-outcome.tsx';
import type { Page, PageRequest } from '../page.ts';
import { staffBar, staffDocument } from '../staff-bar.tsx';
import { FileState, titleOf, whyWaiting } from './file-words.tsx';
import { type FileParts, PhoneForm } from './files-page.tsx';

interface Shown {
  readonly link: ShownLink;
  readonly state: 'open' | 'used' | 'over';
  readonly files: readonly ShownFile[];
  /** What the code says; undefined when it takes nothing any more. */
  readonly address: string | undefined;
}

export function photoLinkPage(parts: FileParts): Page {
  return { screen: 'files', render: (page) => renderLink(page, parts) };
}

/** The code and what came in, for the open page. */
export function photoLinkPart(parts: FileParts): Page {
  return {
    screen: 'files',
    async render(page) {
      const shown = await loadLink(page, parts);
      return shown ? <Coming page={page} shown={shown} parts={parts} /> : problem('not-found');
    },
  };
}

async function loadLink(page: PageRequest, { vault }: FileParts): Promise<Shown | undefined> {
  const { tx, actor, params, now } = page;
  const linkId = params['linkId'] ?? '';
  const may = isId(linkId) && !isFenced(actor) && mayAct(actor, { roles: DESK });
  const link = may ? await findLink(tx, linkId) : undefined;
  if (!link) return undefined;
  await page.reads([link.personId], 'serve');
  const state = stateOfLink(link, now);
  return {
    link,
    state,
    files: await listFilesOfLink(tx, vault, linkId),
    address: state === 'open' ? await page.photoLink(linkId) : undefined,
  };
}

async function renderLink(page: PageRequest, parts: FileParts) {
  const { tx, actor, w, directory } = page;
  const shown = await loadLink(page, parts);
  if (!shown) return problem('not-found');
  const { link, state } = shown;
  const [stopId, desk] = await Promise.all([
    findStopServed(tx, link.personId, actor.accountId),
    findMyDesk(tx, actor.accountId),
  ]);
  const centre = directory.centres.get(link.centreId);
  return (
    <Document {...staffDocument(page, w('files.phone'))}>
      <Frame
        skip={w('app.skip-to-content')}
        bar={staffBar(page, { title: w('files.phone'), live: true, centre })}
        sheetLabel={w('files.phone')}
        sheet={
          <div class="stack">
            <h2>{w('files.phone.how')}</h2>
            <ol class="files-steps">
              <li>{w('files.phone.step.1')}</li>
              <li>{w('files.phone.step.2')}</li>
              <li>{w('files.phone.step.3')}</li>
            </ol>
            <p class="hint">{w('files.phone.power')}</p>
            {state === 'open' ? (
              <form method="post" action={`/photo-links/${link.id}/end`}>
                <input type="hidden" name="commandId" value={newId()} />
                <Button icon="x">{w('files.phone.end')}</Button>
              </form>
            ) : stopId ? (
              <PhoneForm page={page} personId={link.personId} stopId={stopId} />
            ) : null}
          </div>
        }
        sheetFoot={
          <div class="stack-tight">
            {desk ? (
              <ButtonLink kind="primary" size="large" wide href={`/desk/${desk.deskId}`}>
                {w('casefile.back-to-desk')}
              </ButtonLink>
            ) : null}
            <ButtonLink kind="quiet" wide href={`/people/${link.personId}/files`}>
              {w('files.to-files')}
            </ButtonLink>
          </div>
        }
      >
        <div class="stack-loose">
          <FormOutcome page={page} />
          <Coming page={page} shown={shown} parts={parts} />
        </div>
      </Frame>
    </Document>
  );
}

function Coming({ page, shown, parts }: { page: PageRequest; shown: Shown; parts: FileParts }) {
  const { w } = page;
  const { link, state, files } = shown;
  return (
    <LiveRegion
      id="photos"
      topic={`file:${link.personId}`}
      src={`/photo-links/${link.id}/coming`}
      class="stack-loose"
    >
      {shown.address ? (
        <Code page={page} link={link} address={shown.address} />
      ) : (
        <Notice tone={state === 'used' ? 'done' : 'plain'}>
          {w(state === 'used' ? 'files.phone.used' : 'files.phone.over')}
        </Notice>
      )}
      <div class="stack">
        <SectionHeading title={w('files.came-in')} />
        {files.length === 0 ? (
          <EmptyState icon="paperclip" title={w('files.came-in.none')} />
        ) : (
          <ul class="files-photos">
            {files.map((file) => (
              <li>
                {isOpen(file) ? (
                  <a href={`/files/${file.id}`}>
                    <img src={`/files/${file.id}/content`} alt={titleOf(page, file)} />
                    <span>{file.documentId === null ? w('files.look') : titleOf(page, file)}</span>
                  </a>
                ) : (
                  <p class="files-waiting">
                    {file.checked === 'harmful'
                      ? w('files.harmful')
                      : whyWaiting(page, file, parts.checking)}
                  </p>
                )}
                <FileState page={page} file={file} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </LiveRegion>
  );
}

function Code({ page, link, address }: { page: PageRequest; link: ShownLink; address: string }) {
  const { w } = page;
  const hers = words(uiLanguageFor(link.language));
  const until = formatTime(
    w.language,
    timeOf(link.endsAt, page.directory.centres.get(link.centreId)?.zone ?? NETWORK_ZONE),
  );
  return (
    <div class="files-code">
      <Qr text={address} label={w('files.phone.code')} size={232} />
      <div class="stack-tight">
        <BilingualRow
          first={{ text: hers('files.phone.point'), lang: hers.tag, dir: hers.direction }}
          second={{ text: w('files.phone.point'), lang: w.tag, dir: w.direction }}
        />
        <p class="hint">{w('files.phone.until', { time: until })}</p>
      </div>
    </div>
  );
}
