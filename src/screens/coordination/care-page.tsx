// Looking after the house: what was left open, each with the one act that mends it, and the end of the
// day. A page of forms, so that nothing on it moves under a hand; the floor is live, beside it.
import { newId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import { oversees } from '#modules/access/decide.ts';
import { Button, ButtonLink } from '#platform/ui/button.tsx';
import { Document } from '#platform/ui/document.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { formatMoment } from '#platform/words/format.ts';
import { problemText } from '#platform/words/problem-text.ts';
import type { Page, PageRequest } from '../page.ts';
import { staffBar, staffDocument } from '../staff-bar.tsx';
import { type CareView, type LeftOpen, loadCare } from './care.ts';

export const carePage: Page = {
  screen: 'coordination',
  async render(page) {
    const centre = page.directory.centres.get(page.params['centreId'] ?? '');
    if (!centre || !oversees(page.actor, centre.id)) return problem('not-found');
    const view = await loadCare(page, centre);
    const { w, attempt } = page;
    return (
      <Document {...staffDocument(page, `${w('care.title')} · ${centre.name}`)}>
        <Frame
          skip={w('app.skip-to-content')}
          bar={staffBar(page, { title: w('care.title'), centre })}
          sheetLabel={w('care.day-end')}
          sheet={
            <div class="stack">
              <h2>{w('care.day-end')}</h2>
              <p class="day-end-count">{w('care.day-end.here', { count: view.here })}</p>
              <p>{w('care.day-end.hint')}</p>
              <form id="day-end" method="post" action={`/coordination/${centre.id}/care/day-end`}>
                <input type="hidden" name="commandId" value={newId()} />
              </form>
            </div>
          }
          sheetFoot={
            <Button kind="primary" size="large" wide form="day-end" icon="check">
              {w('care.day-end.do')}
            </Button>
          }
        >
          <div class="stack-loose settings">
            <h1 class="aside-voice">{w('care.title')}</h1>
            {attempt ? (
              <Notice tone="error">{problemText(w.language, attempt.problem)}</Notice>
            ) : (
              <Done page={page} />
            )}
            <section class="stack-tight" aria-labelledby="left-open">
              <SectionHeading id="left-open" title={w('care.left-open')} />
              {view.left.length === 0 ? (
                <EmptyState icon="circle-check" title={w('care.nothing-left')} />
              ) : (
                <ul class="care-list">
                  {view.left.map((left) => (
                    <Left page={page} view={view} left={left} />
                  ))}
                </ul>
              )}
            </section>
            <p>
              <ButtonLink href={`/coordination/${centre.id}`} kind="quiet" icon="arrow-left">
                {w('care.back')}
              </ButtonLink>
            </p>
          </div>
        </Frame>
      </Document>
    );
  },
};

function Done({ page: { w, query } }: { page: PageRequest }) {
  const count = (name: string) => Number(query.get(name) ?? 0) || 0;
  const done = query.get('done');
  if (!done) return null;
  return (
    <Notice tone="done">
      {done === 'day'
        ? w('care.day-end.done', { visits: count('visits'), calls: count('calls') })
        : w('care.mended')}
    </Notice>
  );
}

function Left({ page, view, left }: { page: PageRequest; view: CareView; left: LeftOpen }) {
  const { w, now, directory } = page;
  const { kind, deskId } = left;
  const { centre } = view;
  const desk = directory.desks.get(deskId ?? '')?.label ?? '–';
  const number = left.number ?? 0;
  const minutes = Math.floor(now.since(left.since).total('minutes'));
  const text =
    kind === 'visit'
      ? w('care.left.visit', { number, day: formatMoment(w.language, left.since, centre.zone) })
      : kind === 'desk'
        ? w('care.left.desk', { desk })
        : kind === 'parked'
          ? w('care.left.parked', { number, minutes })
          : w(`care.left.${kind}`, { number, desk, minutes });
  return (
    <li id={`left-${kind}-${number || deskId}`}>
      <span>{text}</span>
      <form method="post" action={`/coordination/${centre.id}/care/mend`}>
        <input type="hidden" name="commandId" value={newId()} />
        <input type="hidden" name="kind" value={kind} />
        {kind === 'desk' ? (
          <input type="hidden" name="deskId" value={deskId ?? ''} />
        ) : (
          <input type="hidden" name="visitId" value={left.visitId} />
        )}
        <Button kind="secondary" size="small">
          {w(`care.mend.${kind}`)}
        </Button>
      </form>
    </li>
  );
}
