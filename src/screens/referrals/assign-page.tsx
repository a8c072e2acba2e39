// A colleague of one's own office is asked to carry a case: /people/:personId/assign. Nothing opens by it.
import { dayOf } from '#base/dates.ts';
import { isId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import { reachesPeople } from '#modules/access/decide.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import { findPerson } from '#modules/people/queries.ts';
import { findHolding } from '#modules/referrals/load-facts.ts';
import { listAddressees } from '#modules/referrals/queries.ts';
import { ASSIGNED_MONTHS } from '#modules/referrals/rules.ts';
import { referringUnits } from '#modules/referrals/who-may.ts';
import { Button } from '#platform/ui/button.tsx';
import { DateField } from '#platform/ui/date-field.tsx';
import { Document } from '#platform/ui/document.tsx';
import { TextArea } from '#platform/ui/field.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { Select } from '#platform/ui/select.tsx';
import { problemText } from '#platform/words/problem-text.ts';
import { type Page, typedIn } from '../page.ts';
import { staffBar, staffDocument } from '../staff-bar.tsx';
import { errorOf, unitName } from './referral-words.tsx';

export const assignPage: Page = {
  screen: 'sharing',
  async render(page) {
    const { tx, actor, params, w, language, attempt, commandId, now } = page;
    const personId = params['personId'] ?? '';
    const may = isId(personId) && reachesPeople(actor);
    const person = may ? await findPerson(tx, personId) : undefined;
    const holding = person && (await findHolding(tx, personId, referringUnits(actor)));
    if (!person || !holding) return problem('not-found');
    await page.reads([personId], 'refer');
    const { unitId, endsOn } = holding;
    const error = errorOf(page);
    const colleagues = (await listAddressees(tx, unitId)).map(({ accountId, name }) => ({
      value: accountId,
      label: name,
    }));
    const until = endsOn ?? dayOf(now, NETWORK_ZONE).add({ months: ASSIGNED_MONTHS });
    return (
      <Document {...staffDocument(page, w('sharing.assign.title'))}>
        <Frame
          skip={w('app.skip-to-content')}
          bar={staffBar(page, { title: w('sharing.assign.title') })}
          sheetLabel={w('sharing.assign')}
          sheet={<p>{w('sharing.assign.hint')}</p>}
          sheetFoot={
            <Button kind="primary" size="large" wide form="assign" shortcut="mod+enter">
              {w('sharing.assign.send')}
            </Button>
          }
        >
          <div class="stack-loose">
            {attempt ? (
              <Notice tone="error">{problemText(language, attempt.problem)}</Notice>
            ) : null}
            <SectionHeading
              title={<bdi>{person.name ?? w('sharing.no-name')}</bdi>}
              end={<a href={`/people/${personId}`}>{w('sharing.open-file')}</a>}
            />
            <p class="hint">{unitName(page, unitId)}</p>
            <form
              id="assign"
              class="form stack"
              method="post"
              action={`/people/${personId}/assign`}
              data-draft={`assign:${personId}`}
            >
              <input type="hidden" name="commandId" value={commandId} />
              <input type="hidden" name="unitId" value={unitId} />
              <Select
                name="toAccountId"
                label={w('sharing.assign.who')}
                value={typedIn(attempt, 'toAccountId')}
                options={colleagues}
                error={error('toAccountId')}
              />
              <Select
                name="standInId"
                label={w('sharing.refer.stand-in')}
                value={typedIn(attempt, 'standInId')}
                blank={w('sharing.refer.nobody')}
                options={colleagues}
                error={error('standInId')}
              />
              <TextArea
                name="body"
                label={w('sharing.assign.body')}
                rows={4}
                value={typedIn(attempt, 'body')}
                error={error('body')}
              />
              <DateField
                name="until"
                label={w('sharing.until')}
                value={typedIn(attempt, 'until') ?? until.toString()}
                error={error('until')}
              />
            </form>
          </div>
        </Frame>
      </Document>
    );
  },
};
