// Files that were opened in an emergency, for those who were told: /break-glass/reviews. Who, why, when and
// which screens; never whose file it was. One of them says whether it was right, within 72 hours.
import { newId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import { isFenced, mayAct } from '#modules/access/decide.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import { type Glass, listGlasses, REVIEWS_GLASS } from '#modules/casefiles/glass-queries.ts';
import { VERDICTS } from '#modules/casefiles/glass-rules.ts';
import { Button, ButtonRow } from '#platform/ui/button.tsx';
import { Document } from '#platform/ui/document.tsx';
import { TextArea } from '#platform/ui/field.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Quote } from '#platform/ui/note.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { formatMoment } from '#platform/words/format.ts';
import { FormOutcome } from '../form-outcome.tsx';
import { type Page, type PageRequest, typedIn } from '../page.ts';
import { errorOf, unitName } from '../referrals/referral-words.tsx';
import { staffBar, staffDocument } from '../staff-bar.tsx';

export const glassesPage: Page = {
  screen: 'glasses',
  async render(page) {
    const { tx, actor, w, query } = page;
    if (isFenced(actor) || !mayAct(actor, { roles: REVIEWS_GLASS })) return problem('not-found');
    const glasses = await listGlasses(tx);
    return (
      <Document {...staffDocument(page, w('glass.reviews'))}>
        <Frame skip={w('app.skip-to-content')} bar={staffBar(page, { title: w('glass.reviews') })}>
          <div class="stack-loose">
            <FormOutcome page={page} done={query.get('done') ? w('glass.reviewed') : undefined} />
            {glasses.length === 0 ? <EmptyState icon="check" title={w('glass.none')} /> : null}
            {glasses.map((glass) => (
              <Opening page={page} glass={glass} />
            ))}
          </div>
        </Frame>
      </Document>
    );
  },
};

function Opening({ page, glass }: { page: PageRequest; glass: Glass }) {
  const { w, attempt } = page;
  // What was typed for this one stays when it is refused.
  const refused = attempt?.values['glassId']?.[0] === glass.id;
  const error = errorOf(page);
  const moment = (at: Temporal.Instant) => formatMoment(w.language, at, NETWORK_ZONE);
  const waits = !glass.reviewedAt && !glass.suspendedAt;
  return (
    <section class="stack-tight" id={glass.id}>
      <SectionHeading
        title={
          <bdi>
            {glass.name} · {unitName(page, glass.unitId)}
          </bdi>
        }
      />
      <p>
        {w(`glass.reason.${glass.reason}`)} ·{' '}
        {w('glass.when', { from: moment(glass.openedAt), to: moment(glass.endsAt) })}
      </p>
      <Quote>{glass.words}</Quote>
      <p class="muted">{w('glass.screens', { count: glass.screens.length })}</p>
      {glass.suspendedAt ? <p>{w('glass.suspended', { at: moment(glass.suspendedAt) })}</p> : null}
      {glass.reviewedAt && glass.verdict ? (
        <Quote source={`${glass.reviewedBy} · ${moment(glass.reviewedAt)}`}>
          {`${w(`glass.verdict.${glass.verdict}`)} · ${glass.reviewWords ?? ''}`}
        </Quote>
      ) : null}
      {waits && !glass.mine ? (
        <form class="form stack-tight" method="post" action="/break-glass/reviews">
          <input type="hidden" name="commandId" value={newId()} />
          <input type="hidden" name="glassId" value={glass.id} />
          <p>{w('glass.due', { at: moment(glass.reviewDueAt) })}</p>
          <TextArea
            name="words"
            id={`words-${glass.id}`}
            label={w('glass.review-words')}
            rows={2}
            value={refused ? typedIn(attempt, 'words') : undefined}
            error={refused ? error('words') : undefined}
            required
          />
          <ButtonRow>
            {VERDICTS.map((verdict) => (
              <Button name="verdict" value={verdict}>
                {w(`glass.verdict.${verdict}`)}
              </Button>
            ))}
          </ButtonRow>
        </form>
      ) : null}
    </section>
  );
}
