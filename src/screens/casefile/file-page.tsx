// A person's file, for those who may see her now: what she needs, her visits, what one's own office
// did and noted, who read it. Whoever has a direct enforcement link finds no person here, ever.
import { nameOfLanguage } from '#base/languages.ts';
import type { Child } from 'hono/jsx';
import { isId, newId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import { DESK, isFenced, mayAct, mayWorkWith, WELCOME } from '#modules/access/decide.ts';
import { listFilesOf } from '#modules/casefiles/merge-queries.ts';
import { findOpening } from '#modules/casefiles/glass-queries.ts';
import { findCaseFile, listReaders } from '#modules/casefiles/queries.ts';
import { listCompartmentsOf } from '#modules/compartments/queries.ts';
import { nameIn } from '#modules/directory/rules/names.ts';
import { listPastMemberships } from '#modules/people/household-queries.ts';
import { findInHand } from '#modules/visits/desk-queries.ts';
import { mayReceive } from '#modules/visits/host-unit.ts';
import { asOne, listGoingOn } from '#modules/visits/continue-rules.ts';
import { findMyDesk } from '#modules/visits/queries.ts';
import { Button, ButtonLink } from '#platform/ui/button.tsx';
import { Document } from '#platform/ui/document.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Icon } from '#platform/ui/icon.tsx';
import { formatList } from '#platform/words/format.ts';
import { FormOutcome } from '../form-outcome.tsx';
import type { Page, PageAnswer, PageRequest } from '../page.ts';
import { SeenByConference } from '../conferences/file-conferences.tsx';
import { SharedWithUs } from '../referrals/file-referrals.tsx';
import { staffBar, staffDocument } from '../staff-bar.tsx';
import { FileNeeds } from './file-needs.tsx';
import { FileSheet } from './file-sheet.tsx';
import { SettleForm } from './file-tasks.tsx';
import { FileTimeline } from './file-timeline.tsx';
import { AlsoHere, type WhoWatches } from './here-page.tsx';
import { loadFile } from './load-file.ts';
import { loadPerson } from './load-person.ts';
import { RestrictedBanner } from './restricted-banner.tsx';
import { OpenedToRead } from './opened-to-read.tsx';
import { findOwnPerson } from './same-page.tsx';

/** How far back the list of readers goes. */
const READERS_DAYS = 30;

/** The page of a file. `who` tells who else has it open. */
export function filePage(who: WhoWatches): Page {
  return { screen: 'casefile', render: (page) => renderFile(page, who) };
}

async function renderFile(page: PageRequest, who: WhoWatches): Promise<PageAnswer> {
  const { tx, actor, params, directory, now, w, language, commandId, attempt } = page;
  const personId = params['personId'] ?? '';
  const may = mayAct(actor, { roles: [...DESK, ...WELCOME] });
  if (!isId(personId) || isFenced(actor) || !may) return problem('not-found');
  const own = { unitIds: actor.memberships.map(({ unitId }) => unitId), fenced: false };
  const [known, file, myDesk] = await Promise.all([
    loadPerson(tx, personId, own, directory),
    findCaseFile(tx, personId),
    findMyDesk(tx, actor.accountId),
  ]);
  const { person } = known;
  if (!person) return problem('not-found');
  const files = await listFilesOf(tx, personId);
  // Each number of hers leads to the file that counts.
  const counts = files.find(({ survives }) => survives)?.personId ?? personId;
  if (counts !== personId && !attempt) return { redirect: `/people/${counts}` };
  await page.reads([personId], 'file');
  const [readers, hand, facts, opening, past] = await Promise.all([
    listReaders(tx, personId, now.subtract({ hours: 24 * READERS_DAYS })),
    myDesk && findInHand(tx, myDesk.deskId),
    loadFile(page, personId, known),
    findOpening(tx, personId),
    listPastMemberships(tx, personId),
  ]);
  const desk = myDesk && directory.desks.get(myDesk.deskId);
  const office = myDesk && directory.offices.get(myDesk.officeId);
  const centre = directory.centres.get(myDesk?.centreId ?? known.visits[0]?.centreId ?? '');
  // A note is written by the desk that serves her, while it does.
  const isHers = files.some((one) => one.personId === hand?.personId);
  const serving = isHers && hand?.state === 'serving' ? hand : undefined;
  // Nothing is offered here that would be refused.
  const works = mayWorkWith(actor, opening.reach);
  // An emergency closes no protected notes to their members (0118); of others it says nothing.
  const notes = works ? [] : await listCompartmentsOf(tx, personId);
  const name = person.name ?? w('casefile.no-name');
  const left = listGoingOn(asOne(known.needs));
  const receives = (await findOwnPerson(page, personId)) !== undefined;
  // She is back with what was left: for the welcome of the house, when she has no ticket.
  const goesOn =
    works &&
    centre !== undefined &&
    mayReceive(actor, centre) &&
    left.length > 0 &&
    !known.visits.some(({ state }) => state === 'open');
  return (
    <Document {...staffDocument(page, w('casefile.title'))}>
      <Frame
        skip={w('app.skip-to-content')}
        bar={staffBar(page, {
          live: true,
          title: office ? nameIn(office.name, language) : w('casefile.title'),
          centre,
          desk: desk?.label,
          deskSpoken: desk && `${w('app.desk')} ${desk.label}`,
        })}
        head={
          <FileHead
            page={page}
            name={name}
            known={known}
            readers={readers.length}
            number={file?.number}
            works={works}
            others={files.flatMap((one) => (one.survives ? [] : (one.number ?? [])))}
            here={<AlsoHere page={page} personId={personId} who={who} />}
          />
        }
        sheetLabel={w('casefile.next-steps')}
        sheet={
          <FileSheet
            page={page}
            personId={personId}
            known={known}
            facts={facts}
            works={works}
            past={past}
            readers={readers}
            centre={centre}
            unit={serving && office ? nameIn(office.name, language) : undefined}
          />
        }
        sheetFoot={
          <div class="stack-tight">
            <p class="file-links">
              {works ? <a href={`/people/${personId}/add`}>{w('file.add')}</a> : null}
              <a href={`/people/${personId}/files`}>{w('files.link')}</a>
              {works ? <a href={`/people/${personId}/export`}>{w('export.link')}</a> : null}
              {(facts.trained && works) || notes.length > 0 ? (
                <a href={`/people/${personId}/compartments`}>{w('compartments.title')}</a>
              ) : null}
              {facts.keepsMinors && works ? (
                <a href={`/people/${personId}/minors`}>{w('minors.title')}</a>
              ) : null}
              {receives ? (
                <a href={`/people/${personId}/household`}>{w('household.link')}</a>
              ) : null}
              {receives ? <a href={`/people/${personId}/same`}>{w('same.link')}</a> : null}
              {receives ? <a href={`/people/${personId}/rights`}>{w('rights.link')}</a> : null}
              {known.visits[0] ? (
                <a href={`/visits/${known.visits[0].id}/summary`}>{w('casefile.summary')}</a>
              ) : null}
            </p>
            {goesOn && centre ? (
              <Button form="continue" wide icon="arrow-right">
                {w('file.continue', { count: left.length })}
              </Button>
            ) : null}
            {serving ? (
              <div class="stack-tight">
                <Button kind="primary" size="large" wide shortcut="mod+enter">
                  {w('casefile.save-note')}
                </Button>
                <ButtonLink href={`/desk/${desk?.id}`} kind="quiet" wide>
                  {w('casefile.back-to-desk')}
                </ButtonLink>
              </div>
            ) : desk ? (
              <ButtonLink href={`/desk/${desk.id}`} kind="primary" size="large" wide>
                {w('casefile.back-to-desk')}
              </ButtonLink>
            ) : null}
          </div>
        }
        form={
          serving && {
            id: 'note',
            action: `/people/${personId}/note`,
            draft: `note:${serving.stopId}`,
            fields: (
              <>
                <input type="hidden" name="commandId" value={commandId} />
                <input type="hidden" name="stopId" value={serving.stopId} />
              </>
            ),
          }
        }
      >
        <div class="stack-loose">
          <FormOutcome page={page} besideFields />
          <OpenedToRead page={page} opening={opening} centre={centre} />
          <RestrictedBanner page={page} restrictions={known.restrictions} />
          <SeenByConference page={page} conferences={facts.conferences} />
          <SharedWithUs page={page} referrals={facts.referrals} />
          {facts.opens('needs') ? <FileNeeds page={page} known={known} centre={centre} /> : null}
          <FileTimeline page={page} known={known} facts={facts} works={works} />
        </div>
      </Frame>
      {works ? <SettleForm /> : null}
      {goesOn && centre ? (
        <form id="continue" method="post" action={`/people/${personId}/continue`} hidden>
          <input type="hidden" name="commandId" value={newId()} />
          <input type="hidden" name="centreId" value={centre.id} />
        </form>
      ) : null}
    </Document>
  );
}

function FileHead({
  page,
  name,
  known,
  number,
  others,
  works,
  readers,
  here,
}: {
  page: PageRequest;
  name: string;
  known: {
    readonly person:
      | { readonly id: string; readonly language: string; readonly name: string | null }
      | undefined;
  };
  number: string | undefined;
  /** Numbers of her other files. */
  others: readonly string[];
  /** Whether she may be booked from here. */
  works: boolean;
  readers: number;
  here: Child;
}) {
  const { w, language } = page;
  return (
    <div class="line-spread">
      <div>
        <h2 class="file-name">
          {known.person?.name ? <bdi>{name}</bdi> : <span class="muted">{name}</span>}
        </h2>
        <p class="file-facts muted">
          <span>
            {w('casefile.speaks', {
              languages: nameOfLanguage(known.person?.language ?? 'pt', language),
            })}
          </span>
          {number ? (
            <span>
              <bdi>{w('casefile.number', { number })}</bdi>
            </span>
          ) : null}
          {others.length > 0 ? (
            <span>
              {w('same.also', { count: others.length, numbers: formatList(w.language, others) })}
            </span>
          ) : null}
        </p>
      </div>
      <div class="file-eyes">
        {here}
        <span class="line">
          {known.person ? (
            <>
              {works ? <a href={`/people/${known.person.id}/book`}>{w('bookings.title')}</a> : null}
              <a href={`/people/${known.person.id}/tasks`}>{w('followups.of-person')}</a>
            </>
          ) : null}
          {readers > 0 ? (
            <span class="file-readers">
              <Icon name="eye" />
              <a href="#readers">{w('casefile.who-reads.count', { count: readers })}</a>
            </span>
          ) : null}
        </span>
      </div>
    </div>
  );
}
