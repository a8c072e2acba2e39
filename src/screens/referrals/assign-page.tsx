// A colleague of one's own office is asked to carry a case: /people/:personId/assign. Nothing opens by it.
import { dayOf } from '#base/dates.ts';
import { isId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import { reachesPeople } from '#modules/access/decide.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import { findPerson } from '#modules/people/queries.ts';
import { findHolding } from '#modules/referrals/load-facts.ts';
import { ASSIGNED_MONTHS } from '#modules/referrals/rules.ts';
import { referringUnits } from '#modules/referrals/who-may.ts';
import { DateField } from '#platform/ui/date-field.tsx';
import { TextArea } from '#platform/ui/field.tsx';
import { type Page, typedIn } from '../page.ts';
import { AddresseeFields } from './addressee-fields.tsx';
import { HandoverForm } from './handover-form.tsx';
import { errorOf, unitName } from './referral-words.tsx';

export const assignPage: Page = {
  screen: 'sharing',
  forWork: true,
  async render(page) {
    const { tx, actor, params, w, attempt, now } = page;
    const personId = params['personId'] ?? '';
    const may = isId(personId) && reachesPeople(actor);
    const person = may ? await findPerson(tx, personId) : undefined;
    const holding = person && (await findHolding(tx, personId, referringUnits(actor)));
    if (!person || !holding) return problem('not-found');
    await page.reads([personId], 'refer');
    const { unitId, endsOn } = holding;
    const error = errorOf(page);
    const until = endsOn ?? dayOf(now, NETWORK_ZONE).add({ months: ASSIGNED_MONTHS });
    return (
      <HandoverForm
        page={page}
        act="assign"
        person={{ id: personId, name: person.name }}
        above={<p class="hint">{unitName(page, unitId)}</p>}
      >
        <input type="hidden" name="unitId" value={unitId} />
        {await AddresseeFields({ page, unitId, within: true })}
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
      </HandoverForm>
    );
  },
};
