// An office that sees a person in part asks the one that keeps her file for more of it:
// /people/:personId/request. Nothing opens before that office, or she, says yes.
import { dayOf } from '#base/dates.ts';
import { isId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import { reachesPeople } from '#modules/access/decide.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import { CHOSEN_SECTIONS, SHARE_PURPOSES } from '#modules/casefiles/consent-schema.ts';
import { findPerson } from '#modules/people/queries.ts';
import { findStanding } from '#modules/referrals/queries.ts';
import { referringUnits } from '#modules/referrals/who-may.ts';
import { CheckboxList } from '#platform/ui/choice.tsx';
import { DateField } from '#platform/ui/date-field.tsx';
import { TextArea } from '#platform/ui/field.tsx';
import { Select } from '#platform/ui/select.tsx';
import { type Page, typedIn } from '../page.ts';
import { HandoverForm } from './handover-form.tsx';
import { errorOf } from './referral-words.tsx';
import { SubjectField } from './subject-field.tsx';

export const requestPage: Page = {
  screen: 'sharing',
  forWork: true,
  async render(page) {
    const { tx, actor, params, w, attempt, now } = page;
    const personId = params['personId'] ?? '';
    const units = referringUnits(actor);
    const may = isId(personId) && units.length > 0 && reachesPeople(actor);
    const person = may ? await findPerson(tx, personId) : undefined;
    if (!person || (await findStanding(tx, personId, units)).home) return problem('not-found');
    await page.reads([personId], 'refer');
    const error = errorOf(page);
    const today = dayOf(now, NETWORK_ZONE);
    return (
      <HandoverForm page={page} act="request" person={{ id: personId, name: person.name }}>
        <CheckboxList
          name="sections"
          legend={w('sharing.request.what')}
          values={attempt?.values['sections'] ?? []}
          error={error('sections')}
          choices={CHOSEN_SECTIONS.map((value) => ({
            value,
            label: w(`sharing.section.${value}`),
          }))}
        />
        <Select
          name="purpose"
          label={w('sharing.for')}
          value={typedIn(attempt, 'purpose') ?? 'social'}
          options={SHARE_PURPOSES.map((value) => ({
            value,
            label: w(`sharing.purpose.${value}`),
          }))}
        />
        <SubjectField page={page} />
        <TextArea
          name="body"
          label={w('sharing.request.body')}
          hint={w('sharing.request.body.hint')}
          rows={4}
          value={typedIn(attempt, 'body')}
          error={error('body')}
        />
        <DateField
          name="until"
          label={w('sharing.until')}
          value={typedIn(attempt, 'until') ?? today.add({ months: 3 }).toString()}
          error={error('until')}
          required
        />
      </HandoverForm>
    );
  },
};
