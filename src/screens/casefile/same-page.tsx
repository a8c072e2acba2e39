// The files of one person, how they became one, and the way to another that may be hers: /people/:personId/same
import { isId, newId } from '#base/ids.ts';
import { dayOf } from '#base/dates.ts';
import { problem } from '#base/problem.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import { isFenced, mayAct, WELCOME } from '#modules/access/decide.ts';
import { listFilesOf, listMerges, type MergeLine } from '#modules/casefiles/merge-queries.ts';
import { findPersonUnit } from '#modules/people/queries.ts';
import { survivorOf } from '#modules/people/one-person.ts';
import { findKnown, type KnownPerson } from '#modules/visits/known-queries.ts';
import { Button, ButtonLink } from '#platform/ui/button.tsx';
import { Document } from '#platform/ui/document.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { TextField } from '#platform/ui/field.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { formatDate } from '#platform/words/format.ts';
import { FormOutcome } from '../form-outcome.tsx';
import type { Page, PageRequest } from '../page.ts';
import { Candidate } from '../reception/known-list.tsx';
import { staffBar, staffDocument } from '../staff-bar.tsx';
import { homeOf } from './add-page.tsx';

export const samePage: Page = {
  screen: 'casefile',
  async render(page) {
    const { tx, w, query } = page;
    const personId = await findOwnPerson(page, page.params['personId'] ?? '');
    if (!personId) return problem('not-found');
    const typed = (query.get('q') ?? '').slice(0, 120);
    const centre = homeOf(page);
    const [files, merges, found] = await Promise.all([
      listFilesOf(tx, personId),
      listMerges(tx, personId),
      typed.trim() === '' || !centre
        ? []
        : findKnown(tx, typed, { centreId: centre.id, day: dayOf(page.now, centre.zone) }),
    ]);
    const others = found.filter((one) => one.personId !== personId);
    await page.reads(
      [...files.map((file) => file.personId), ...others.map((one) => one.personId)],
      'merge',
    );
    const done = query.get('done');
    return (
      <Document {...staffDocument(page, w('same.title'))}>
        <Frame
          skip={w('app.skip-to-content')}
          bar={staffBar(page, { title: w('same.title'), centre })}
          sheetLabel={w('same.files')}
          sheet={
            <div class="stack-loose">
              <div>
                <SectionHeading title={w('same.files')} aside={String(files.length)} />
                <ul class="rows">
                  {files.map((file) => (
                    <li>
                      <span class="task-what">
                        <b>
                          <bdi>{file.number}</bdi>
                        </b>
                        <span class="hint">
                          <bdi>{file.name ?? w('casefile.no-name')}</bdi>
                          {file.openedAt
                            ? ` · ${formatDate(w.language, dayOf(file.openedAt, NETWORK_ZONE), 'medium')}`
                            : null}
                        </span>
                        {file.survives && files.length > 1 ? (
                          <span class="hint">{w('same.survives')}</span>
                        ) : null}
                      </span>
                    </li>
                  ))}
                </ul>
                {files.length > 1 ? <p class="hint">{w('same.survives.hint')}</p> : null}
              </div>
              {merges.length > 0 ? (
                <div>
                  <SectionHeading title={w('same.acts')} />
                  <ul class="task-list" data-two>
                    {merges.map((merge) => (
                      <Joined page={page} personId={personId} merge={merge} />
                    ))}
                  </ul>
                </div>
              ) : null}
            </div>
          }
          sheetFoot={
            <div class="stack-tight">
              <ButtonLink wide href="/pairs">
                {w('same.pairs')}
              </ButtonLink>
              <ButtonLink kind="quiet" wide href={`/people/${personId}`}>
                {w('app.back')}
              </ButtonLink>
            </div>
          }
        >
          <div class="stack-loose">
            <FormOutcome page={page} />
            {done === 'joined' || done === 'parted' ? (
              <Notice tone="done">{w(`same.done.${done}`)}</Notice>
            ) : null}
            {done === 'review' ? <Notice>{w('same.done.review')}</Notice> : null}
            <form class="stack" method="get" action={`/people/${personId}/same`} role="search">
              <h2>{w('same.find')}</h2>
              <p class="hint">{w('same.find.hint')}</p>
              <TextField
                type="search"
                name="q"
                label={w('same.find.label')}
                icon="search"
                value={typed}
                maxlength={120}
              />
              <Button kind="primary">{w('same.find.button')}</Button>
            </form>
            {typed.trim() === '' ? null : others.length === 0 ? (
              <EmptyState icon="search" title={w('same.find.none')} />
            ) : (
              <ul class="task-list" data-two>
                {others.map((person) => (
                  <Found page={page} personId={personId} person={person} />
                ))}
              </ul>
            )}
          </div>
        </Frame>
      </Document>
    );
  },
};

/** The person that is asked for, as her file that counts, when whoever asks receives her. */
export async function findOwnPerson(
  { tx, actor }: PageRequest,
  named: string,
): Promise<string | undefined> {
  if (!isId(named) || isFenced(actor)) return undefined;
  const personId = await survivorOf(tx, named);
  const unitId = await findPersonUnit(tx, personId);
  return unitId && mayAct(actor, { roles: WELCOME, units: [unitId] }) ? personId : undefined;
}

function Found({
  page,
  personId,
  person,
}: {
  page: PageRequest;
  personId: string;
  person: KnownPerson;
}) {
  return (
    <li>
      <div class="task-what">
        <span>
          <Candidate page={page} person={person} />
        </span>
      </div>
      <div class="task-acts">
        <ButtonLink
          size="small"
          icon="arrow-right"
          href={`/people/${personId}/same/${person.personId}`}
        >
          {page.w('same.compare')}
        </ButtonLink>
      </div>
    </li>
  );
}

function Joined({
  page,
  personId,
  merge,
}: {
  page: PageRequest;
  personId: string;
  merge: MergeLine;
}) {
  const { w } = page;
  return (
    <li>
      <div class="task-what">
        <span>
          {w('same.joined', { one: merge.oneNumber ?? '', other: merge.otherNumber ?? '' })}
        </span>
        <small class="muted">
          {w('same.joined-by', {
            name: merge.by,
            date: formatDate(w.language, dayOf(merge.at, NETWORK_ZONE), 'medium'),
          })}
        </small>
      </div>
      <div class="task-acts">
        <form method="post" action={`/people/${personId}/same/part`}>
          <input type="hidden" name="commandId" value={newId()} />
          <Button size="small" name="mergeId" value={merge.mergeId} icon="undo-2">
            {w('same.part')}
          </Button>
        </form>
      </div>
    </li>
  );
}
