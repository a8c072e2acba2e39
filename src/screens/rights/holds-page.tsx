// Files that must be kept, whatever is asked: /rights/holds, for officers, by the number of the file.
import { dayOf } from '#base/dates.ts';
import { newId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import { type HoldLine, listHolds } from '#modules/rights/queries.ts';
import { isOfficer } from '#modules/rights/rules.ts';
import { HOLD_REASONS } from '#modules/rights/schema.ts';
import { Button } from '#platform/ui/button.tsx';
import { RadioList } from '#platform/ui/choice.tsx';
import { DateField } from '#platform/ui/date-field.tsx';
import { Document } from '#platform/ui/document.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { TextArea, TextField } from '#platform/ui/field.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Quote } from '#platform/ui/note.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { formatDate } from '#platform/words/format.ts';
import { FormOutcome } from '../form-outcome.tsx';
import { type Page, type PageRequest, typedIn } from '../page.ts';
import { errorOf, unitName } from '../referrals/referral-words.tsx';
import { SheetFoot } from '../sheet-foot.tsx';
import { staffBar, staffDocument } from '../staff-bar.tsx';

export const holdsPage: Page = {
  screen: 'holds',
  async render(page) {
    const { tx, actor, w, query } = page;
    if (!isOfficer(actor)) return problem('not-found');
    const holds = await listHolds(tx);
    return (
      <Document {...staffDocument(page, w('rights.held-list'))}>
        <Frame
          skip={w('app.skip-to-content')}
          bar={staffBar(page, { title: w('rights.held-list') })}
          sheetLabel={w('rights.holds.place')}
          sheet={<PlaceForm page={page} />}
          sheetFoot={
            <SheetFoot
              form="hold"
              act={w('rights.holds.place')}
              to="/rights"
              back={w('rights.to-list')}
            />
          }
        >
          <div class="stack-loose">
            <FormOutcome page={page} done={query.has('done') ? w('rights.saved') : undefined} />
            <p class="hint">{w('rights.holds.hint')}</p>
            {holds.length === 0 ? <EmptyState icon="check" title={w('rights.holds.none')} /> : null}
            {holds.map((hold) => (
              <HoldPart page={page} hold={hold} />
            ))}
          </div>
        </Frame>
      </Document>
    );
  },
};

function PlaceForm({ page }: { page: PageRequest }) {
  const { w, attempt, now } = page;
  const error = errorOf(page);
  const today = dayOf(now, NETWORK_ZONE);
  return (
    <form id="hold" class="form stack" method="post" action="/rights/holds">
      <input type="hidden" name="commandId" value={newId()} />
      <TextField
        name="fileNumber"
        label={w('rights.holds.number')}
        value={typedIn(attempt, 'fileNumber')}
        error={error('fileNumber')}
        required
      />
      <RadioList
        name="reason"
        legend={w('rights.holds.reason')}
        value={typedIn(attempt, 'reason')}
        choices={HOLD_REASONS.map((value) => ({ value, label: w(`rights.holds.reason.${value}`) }))}
        required
      />
      <TextArea
        name="words"
        label={w('rights.holds.words')}
        rows={2}
        value={typedIn(attempt, 'words')}
        error={error('words')}
        required
      />
      <DateField
        name="reviewOn"
        label={w('rights.holds.review-on')}
        min={today.add({ days: 1 }).toString()}
        max={today.add({ years: 1 }).toString()}
        value={typedIn(attempt, 'reviewOn')}
        error={error('reviewOn')}
        required
      />
    </form>
  );
}

function HoldPart({ page, hold }: { page: PageRequest; hold: HoldLine }) {
  const { w } = page;
  return (
    <section class="stack-tight" id={hold.id}>
      <SectionHeading
        title={
          <bdi>
            {hold.number
              ? w('rights.of-file', { number: hold.number })
              : unitName(page, hold.unitId)}
          </bdi>
        }
      />
      <p>
        {unitName(page, hold.unitId)} · {w(`rights.holds.reason.${hold.reason}`)}
      </p>
      <Quote>{hold.words}</Quote>
      <p class="muted">
        {w('rights.holds.by', {
          name: hold.name,
          date: formatDate(w.language, hold.reviewOn, 'medium'),
        })}
      </p>
      <form method="post" action="/rights/holds/lift">
        <input type="hidden" name="commandId" value={newId()} />
        <input type="hidden" name="holdId" value={hold.id} />
        <Button kind="secondary" size="small">
          {w('rights.holds.lift')}
        </Button>
      </form>
    </section>
  );
}
