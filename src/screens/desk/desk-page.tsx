// The screen of a desk: who waits, who is served, what was done, what comes next. One page for each
// state of the desk (closed, free, somebody called, somebody served), in one frame.
import { dayOf } from '#base/dates.ts';
import { isProblem } from '#base/problem.ts';
import { newId } from '#base/ids.ts';
import { nameIn } from '#modules/directory/rules/names.ts';
import { findHandover, type InHand, listPapers } from '#modules/visits/desk-queries.ts';
import { findPersonOfSummary } from '#modules/visits/link-queries.ts';
import { listBoard } from '#modules/visits/queries.ts';
import { Document } from '#platform/ui/document.tsx';
import { TextField } from '#platform/ui/field.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import type { Page, PageRequest } from '../page.ts';
import { staffBar, staffDocument } from '../staff-bar.tsx';
import { ActSheet } from './act-sheet.tsx';
import { breakParts } from './break-state.tsx';
import { bridgeTo } from './bridges.ts';
import { chosenLine, chosenParts } from './chosen-state.tsx';
import { CalledActions, IdleActions, OpenActions, ServingActions } from './desk-actions.tsx';
import { DeskProblems, DoneNotices, sheetValues } from './desk-problems.tsx';
import { directoryNames } from './desk-words.tsx';
import { Enter } from './enter.tsx';
import { countWaiting, listOnward, listTargets } from './forward-targets.ts';
import { type DeskFacts, loadDesk } from './load-desk.ts';
import { HandoverNote } from './handover-note.tsx';
import { type KnownPerson, loadPerson } from '../casefile/load-person.ts';
import { loadMediator, MediatorRegion } from './mediator-part.tsx';
import { OpenDeskWork } from './open-desk-work.tsx';
import { QueueRail } from './queue-rail.tsx';
import { BroughtPapers } from './brought-papers.tsx';
import { ServingWork } from './serving-work.tsx';
import { StillServing } from './still-serving.tsx';
import { stateOf, StillSo } from './still-so.tsx';
import { CalledRegion, IdleRegion } from './waiting-work.tsx';

export const deskPage: Page = {
  screen: 'desk',
  async render(page) {
    const facts = await loadDesk(page);
    if (isProblem(facts)) return facts;
    // A summary that was scanned leads to her file, for those who may open it.
    const shown = await findPersonOfSummary(page.tx, page.query.get('q') ?? '');
    if (shown) return { redirect: `/people/${shown}` };
    const { hand } = facts;
    const chosen = facts.mine && !hand ? chosenLine(page, facts) : undefined;
    const parts = !facts.mine
      ? closedParts(page, facts)
      : !hand
        ? facts.breakSince
          ? breakParts(page, facts)
          : chosen
            ? chosenParts(page, facts, chosen)
            : idleParts(page, facts)
        : hand.state === 'called'
          ? await calledParts(page, facts, hand)
          : await servingParts(page, facts, hand);
    const { w, language, commandId } = page;
    const { draft, fields, ...frame } = parts;
    const office = nameIn(facts.office.name, language);
    return (
      <Document {...staffDocument(page, `${office} ${facts.desk.label}`)}>
        <Frame
          skip={w('app.skip-to-content')}
          bar={staffBar(page, {
            title: office,
            centre: facts.centre,
            desk: facts.desk.label,
            deskSpoken: `${w('app.desk')} ${facts.desk.label}`,
            live: true,
            ...(facts.mine && {
              search: {
                action: `/desk/${facts.desk.id}`,
                label: w('sitting.find-ticket'),
                value: page.query.get('q') ?? undefined,
              },
            }),
          })}
          railLabel={w('desk.waiting-list')}
          rail={<QueueRail page={page} facts={facts} />}
          actionsLabel={w('desk.title')}
          form={{
            id: 'act',
            action: `/desk/${facts.desk.id}`,
            draft,
            fields: (
              <>
                <input type="hidden" name="commandId" value={commandId} />
                <input type="hidden" name="nextCommandId" value={newId()} />
                {fields}
              </>
            ),
          }}
          {...frame}
        />
      </Document>
    );
  },
};

/** A desk that is not open, or not ours. */
function closedParts(page: PageRequest, facts: DeskFacts) {
  const state = stateOf(facts);
  const was = state === 'elsewhere' || state === 'held' ? state : 'closed';
  return {
    draft: undefined,
    fields: (
      <>
        <Enter to={was === 'closed' ? `/desk/${facts.desk.id}/open` : undefined} />
        {facts.holderId ? <input type="hidden" name="from" value={facts.holderId} /> : null}
      </>
    ),
    actions: <OpenActions page={page} facts={facts} />,
    children: (
      <div class="stack">
        <DeskProblems page={page} />
        <StillSo page={page} facts={facts} was={was} />
        {was === 'closed' ? <OpenDeskWork page={page} facts={facts} /> : null}
      </div>
    ),
  };
}

function idleParts(page: PageRequest, facts: DeskFacts) {
  return {
    draft: undefined,
    fields: <Enter to={`/desk/${facts.desk.id}/call`} />,
    actions: <IdleActions page={page} facts={facts} />,
    children: (
      <div class="stack">
        <DeskProblems page={page} />
        <DoneNotices page={page} facts={facts} />
        <IdleRegion page={page} facts={facts} />
      </div>
    ),
  };
}

async function calledParts(page: PageRequest, facts: DeskFacts, hand: InHand) {
  const { w } = page;
  const [mediator, handover] = await Promise.all([
    loadMediator(page, facts, hand),
    facts.fenced ? undefined : findHandover(page.tx, hand.stopId),
  ]);
  if (handover) await page.reads([hand.personId], 'serve');
  const values = sheetValues(page, {});
  return {
    draft: undefined,
    fields: (
      <>
        <Enter to={`/desk/${facts.desk.id}/serve`} />
        <HandFields hand={hand} />
      </>
    ),
    actions: <CalledActions page={page} facts={facts} />,
    children: (
      <div class="stack">
        <DeskProblems page={page} />
        <DoneNotices page={page} facts={facts} />
        <CalledRegion page={page} facts={facts} stopId={hand.stopId} />
        {handover ? <HandoverNote page={page} facts={facts} handover={handover} /> : null}
        {mediator ? (
          <MediatorRegion page={page} facts={facts} hand={hand} mediator={mediator} />
        ) : null}
        {facts.fenced && !hand.presented ? (
          <div class="paper-code">
            <TextField
              name="code"
              label={w('desk.presented-code')}
              hint={`${w('desk.presented-code.hint')} ${w('desk.only-presented')}`}
              value={values.value('code')}
              error={values.error('code')}
              inputmode="numeric"
              maxlength={4}
              pattern="[0-9]{4}"
              width="short"
              dir="ltr"
              big
              autofocus
            />
          </div>
        ) : null}
      </div>
    ),
  };
}

async function servingParts(page: PageRequest, facts: DeskFacts, hand: InHand) {
  const { w, tx, directory, now } = page;
  const { office, centre, fenced } = facts;
  const [known, board, mediator, papers, handover] = await Promise.all([
    loadPerson(tx, hand.personId, { unitIds: [office.unitId], fenced }, directory),
    listBoard(tx, centre.id),
    loadMediator(page, facts, hand),
    listPapers(tx, hand.visitId),
    fenced ? undefined : findHandover(tx, hand.stopId),
  ]);
  await page.reads([hand.personId], 'serve');
  const waiting = countWaiting(board);
  const values = sheetValues(page, {
    serviceId: hand.serviceId,
    interpreter: mediator?.request?.joinedAt ? 'mediator' : interpreterFor(hand.language, facts),
  });
  return {
    draft: `stop:${hand.stopId}`,
    fields: (
      <>
        <Enter />
        <HandFields hand={hand} />
      </>
    ),
    actions: (
      <ServingActions
        page={page}
        facts={facts}
        after={fenced ? undefined : afterHere(page, hand, known, waiting)}
      />
    ),
    sheetLabel: w('desk.mode'),
    sheet: (
      <ActSheet
        w={w}
        directory={directory}
        office={office}
        values={values}
        targets={[
          ...listTargets(centre, office.id, waiting, w),
          ...(fenced ? [] : listOnward(centre, directory, w)),
        ]}
        tells={!fenced}
        today={dayOf(now, centre.zone).toString()}
        servedAt={hand.servedAt ?? now}
        now={now}
      />
    ),
    children: (
      <div class="stack">
        <DeskProblems page={page} />
        <DoneNotices page={page} facts={facts} />
        <StillServing page={page} facts={facts} stopId={hand.stopId} />
        {handover ? <HandoverNote page={page} facts={facts} handover={handover} /> : null}
        <BroughtPapers page={page} serviceId={hand.serviceId} papers={papers} />
        <ServingWork
          page={page}
          facts={facts}
          hand={hand}
          known={known}
          values={values}
          mediator={mediator}
        />
      </div>
    ),
  };
}

function HandFields({ hand }: { hand: InHand }) {
  return (
    <>
      <input type="hidden" name="stopId" value={hand.stopId} />
      <input type="hidden" name="number" value={hand.number} />
    </>
  );
}

function interpreterFor(language: string, facts: DeskFacts): string {
  const { bridge } = bridgeTo(language, facts.speakers);
  return bridge === 'own' ? 'none' : bridge;
}

/** Where she goes from here: the next office in which she stands, with who waits there, or the way out. */
function afterHere(
  page: PageRequest,
  hand: InHand,
  known: KnownPerson,
  waiting: ReadonlyMap<string, number>,
): string {
  const { w, directory, language } = page;
  const next = known.stops
    .filter(
      ({ visitId, state }) =>
        visitId === hand.visitId && (state === 'waiting' || state === 'ahead'),
    )
    .toSorted((a, b) => a.rank - b.rank)[0];
  if (!next) return w('desk.after-here.exit');
  return w('desk.after-here.waiting', {
    office: directoryNames(directory, language).office(next.officeId),
    count: waiting.get(next.officeId) ?? 0,
  });
}
