// The register of minors, of one person: /people/:personId/minors. What stands there of her, and the form that makes
// an entry. For whoever keeps no register, or does not see her, there is no such page.
import { dayOf } from '#base/dates.ts';
import { isId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import {
  findAdultDay,
  listEntriesOf,
  listRegisterOffices,
  seesChild,
} from '#modules/minors/queries.ts';
import { keepsRegister, refuseEntry } from '#modules/minors/rules.ts';
import { ASKED_BY } from '#modules/minors/schema.ts';
import { findPerson } from '#modules/people/queries.ts';
import { Button, ButtonLink } from '#platform/ui/button.tsx';
import { RadioList } from '#platform/ui/choice.tsx';
import { Document } from '#platform/ui/document.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { problemText } from '#platform/words/problem-text.ts';
import { type Page, typedIn } from '../page.ts';
import { errorOf } from '../referrals/referral-words.tsx';
import { staffBar, staffDocument } from '../staff-bar.tsx';
import { OfficeField, PurposesField } from './entry-fields.tsx';
import { EntryLine } from './entry-line.tsx';

export const personMinorsPage: Page = {
  screen: 'minors',
  async render(page) {
    const { tx, actor, params, w, attempt, language, commandId, now } = page;
    const personId = params['personId'] ?? '';
    if (!isId(personId)) return problem('not-found');
    const [offices, sees, person] = await Promise.all([
      listRegisterOffices(tx),
      seesChild(tx, personId),
      findPerson(tx, personId),
    ]);
    const [first] = offices;
    if (!keepsRegister(actor, offices) || !first || !sees || !person) return problem('not-found');
    const [entries, adult] = await Promise.all([
      listEntriesOf(tx, personId),
      findAdultDay(tx, personId),
    ]);
    // That somebody looked is on no list of hers, whether she stands here or not.
    await page.reads([personId], 'protect');
    const today = dayOf(now, NETWORK_ZONE);
    const why = refuseEntry(first, { offices, adultOn: adult, entries }, today);
    const error = errorOf(page);
    return (
      <Document {...staffDocument(page, w('minors.title'))}>
        <Frame
          skip={w('app.skip-to-content')}
          bar={staffBar(page, { title: w('minors.title') })}
          sheetLabel={w('minors.make')}
          sheet={
            <div class="stack">
              <h2>{w('minors.make')}</h2>
              <p class="hint">{w('minors.make.hint')}</p>
              {attempt ? (
                <Notice tone="error">{problemText(language, attempt.problem)}</Notice>
              ) : why ? (
                <Notice>{problemText(language, why)}</Notice>
              ) : null}
              {why ? null : (
                <form
                  id="make"
                  class="form stack"
                  method="post"
                  action={`/people/${personId}/minors`}
                >
                  <input type="hidden" name="commandId" value={commandId} />
                  <PurposesField
                    page={page}
                    values={attempt?.values['purposes'] ?? []}
                    error={error('purposes')}
                  />
                  <RadioList
                    name="askedBy"
                    legend={w('minors.asked-by')}
                    value={typedIn(attempt, 'askedBy')}
                    error={error('askedBy')}
                    choices={ASKED_BY.map((value) => ({
                      value,
                      label: w(`minors.asked-by.${value}`),
                    }))}
                    required
                  />
                  <OfficeField
                    page={page}
                    offices={offices}
                    value={typedIn(attempt, 'officeId')}
                    error={error('officeId')}
                  />
                </form>
              )}
            </div>
          }
          sheetFoot={
            <div class="stack-tight">
              {why ? null : (
                <Button kind="primary" size="large" wide form="make" shortcut="mod+enter">
                  {w('minors.make.do')}
                </Button>
              )}
              <ButtonLink kind="quiet" wide href={`/people/${personId}`}>
                {w('minors.to-file')}
              </ButtonLink>
            </div>
          }
        >
          <div class="stack-loose">
            <div class="stack-tight">
              <h2 class="file-name">
                <bdi>{person.name ?? w('minors.no-name')}</bdi>
              </h2>
              <p class="hint">{w('minors.hint')}</p>
              <p>
                <a class="link-alone" href="/minors">
                  {w('minors.list')}
                </a>
              </p>
            </div>
            {entries.length === 0 ? (
              <EmptyState icon="school" title={w('minors.none-of-person')} />
            ) : (
              <ul class="task-list">
                {entries.map((entry) => (
                  <EntryLine page={page} entry={entry} today={today} />
                ))}
              </ul>
            )}
          </div>
        </Frame>
      </Document>
    );
  },
};
