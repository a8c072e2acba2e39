// Opening one file in an emergency: /break-glass. Asked for only after a fresh proof; says beforehand who
// is told and what follows. Behind the fence there is no such page.
import { problem } from '#base/problem.ts';
import { isFenced, reachesPeople } from '#modules/access/decide.ts';
import { countMyGlasses } from '#modules/casefiles/glass-queries.ts';
import { GLASS_A_WEEK, GLASS_REASONS } from '#modules/casefiles/glass-rules.ts';
import { RadioList } from '#platform/ui/choice.tsx';
import { Document } from '#platform/ui/document.tsx';
import { TextArea, TextField } from '#platform/ui/field.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { freshPage } from '../account/fresh-page.ts';
import { FormOutcome } from '../form-outcome.tsx';
import { type Page, typedIn } from '../page.ts';
import { errorOf } from '../referrals/referral-words.tsx';
import { SheetFoot } from '../sheet-foot.tsx';
import { staffBar, staffDocument } from '../staff-bar.tsx';

const SAID = ['told', 'read', 'review', 'her'] as const;

const form: Page = {
  screen: 'glass',
  async render(page) {
    const { tx, w, attempt, commandId } = page;
    const left = GLASS_A_WEEK - (await countMyGlasses(tx));
    const error = errorOf(page);
    return (
      <Document {...staffDocument(page, w('glass.title'))}>
        <Frame
          skip={w('app.skip-to-content')}
          bar={staffBar(page, { title: w('glass.title') })}
          sheetLabel={w('glass.open')}
          sheet={
            <form id="glass" class="form stack" method="post" action="/break-glass">
              <input type="hidden" name="commandId" value={commandId} />
              <TextField
                name="fileNumber"
                label={w('glass.number')}
                hint={w('glass.number.hint')}
                value={typedIn(attempt, 'fileNumber')}
                error={error('fileNumber')}
                required
              />
              <RadioList
                name="reason"
                legend={w('glass.reason')}
                value={typedIn(attempt, 'reason')}
                error={error('reason')}
                choices={GLASS_REASONS.map((value) => ({
                  value,
                  label: w(`glass.reason.${value}`),
                }))}
              />
              <TextArea
                name="words"
                label={w('glass.words')}
                hint={w('glass.words.hint')}
                rows={4}
                value={typedIn(attempt, 'words')}
                error={error('words')}
                required
              />
            </form>
          }
          sheetFoot={<SheetFoot form="glass" act={w('glass.open')} to="/" back={w('app.cancel')} />}
        >
          <div class="stack-loose">
            <FormOutcome page={page} />
            <section class="stack-tight">
              <SectionHeading title={w('glass.what-follows')} />
              <ul class="rows">
                {SAID.map((said) => (
                  <li>{w(`glass.say.${said}`)}</li>
                ))}
              </ul>
              <p class="muted">{w('glass.left', { count: Math.max(0, left) })}</p>
            </section>
          </div>
        </Frame>
      </Document>
    );
  },
};
const fresh = freshPage(form);

export const glassPage: Page = {
  screen: 'glass',
  async render(page) {
    if (isFenced(page.actor) || !reachesPeople(page.actor)) return problem('not-found');
    return fresh.render(page);
  },
};
