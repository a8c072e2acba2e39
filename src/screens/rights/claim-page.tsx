// What a person asks about her data, written down by whoever receives for her home unit: /people/:personId/rights.
import { dayOf } from '#base/dates.ts';
import { isId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import { isFenced, mayAct, reachesPeople, WELCOME } from '#modules/access/decide.ts';
import { listRestrictions } from '#modules/access/restriction.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import { findPerson, findPersonUnit } from '#modules/people/queries.ts';
import { listClaims } from '#modules/rights/queries.ts';
import { CLAIM_CHANNELS, CLAIM_KINDS } from '#modules/rights/schema.ts';
import { ButtonLink, ButtonRow } from '#platform/ui/button.tsx';
import { RadioList } from '#platform/ui/choice.tsx';
import { DateField } from '#platform/ui/date-field.tsx';
import { Document } from '#platform/ui/document.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { TextArea } from '#platform/ui/field.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Select } from '#platform/ui/select.tsx';
import { formatDate } from '#platform/words/format.ts';
import { FormOutcome } from '../form-outcome.tsx';
import { type Page, type PageRequest, typedIn } from '../page.ts';
import { RestrictedBanner } from '../casefile/restricted-banner.tsx';
import { errorOf } from '../referrals/referral-words.tsx';
import { SheetFoot } from '../sheet-foot.tsx';
import { staffBar, staffDocument } from '../staff-bar.tsx';

export const claimPage: Page = {
  screen: 'claim',
  forWork: true,
  async render(page) {
    const { tx, actor, params, w, query } = page;
    const personId = params['personId'] ?? '';
    if (!isId(personId) || isFenced(actor) || !reachesPeople(actor)) return problem('not-found');
    const [person, unitId] = await Promise.all([
      findPerson(tx, personId),
      findPersonUnit(tx, personId),
    ]);
    if (!person || !unitId || !mayAct(actor, { roles: WELCOME, units: [unitId] }))
      return problem('not-found');
    const claims = (await listClaims(tx)).filter((one) => one.personId === personId);
    const restrictions = await listRestrictions(tx, personId);
    await page.reads([personId], 'account');
    return (
      <Document {...staffDocument(page, w('rights.link'))}>
        <Frame
          skip={w('app.skip-to-content')}
          bar={staffBar(page, { title: w('rights.link') })}
          sheetLabel={w('rights.record')}
          sheet={<RecordForm page={page} personId={personId} />}
          sheetFoot={
            <SheetFoot
              form="claim"
              act={w('rights.record.do')}
              to={`/people/${personId}`}
              back={w('rights.to-file')}
            />
          }
        >
          <div class="stack-loose">
            <FormOutcome page={page} done={query.has('done') ? w('rights.recorded') : undefined} />
            <h2 class="file-name">
              <bdi>{person.name ?? w('casefile.no-name')}</bdi>
            </h2>
            <RestrictedBanner page={page} restrictions={restrictions} />
            <p class="hint">{w('rights.record.hint')}</p>
            {claims.length === 0 ? <EmptyState icon="check" title={w('rights.none')} /> : null}
            <ul class="stack-tight">
              {claims.map((claim) => (
                <li>
                  {w(`rights.kind.${claim.kind}`)} · {w(`rights.state.${claim.state}`)} ·{' '}
                  {w('rights.due', { date: formatDate(w.language, claim.dueOn, 'medium') })}
                </li>
              ))}
            </ul>
            {claims.length > 0 ? (
              <ButtonRow>
                <ButtonLink kind="secondary" href="/rights">
                  {w('rights.to-list')}
                </ButtonLink>
              </ButtonRow>
            ) : null}
          </div>
        </Frame>
      </Document>
    );
  },
};

function RecordForm({ page, personId }: { page: PageRequest; personId: string }) {
  const { w, attempt, commandId, now } = page;
  const error = errorOf(page);
  const today = dayOf(now, NETWORK_ZONE).toString();
  return (
    <form id="claim" class="form stack" method="post" action={`/people/${personId}/rights`}>
      <input type="hidden" name="commandId" value={commandId} />
      <RadioList
        name="kind"
        legend={w('rights.record.what')}
        value={typedIn(attempt, 'kind')}
        choices={CLAIM_KINDS.map((value) => ({ value, label: w(`rights.kind.${value}`) }))}
        required
      />
      <Select
        name="channel"
        label={w('rights.channel')}
        options={CLAIM_CHANNELS.map((value) => ({ value, label: w(`rights.channel.${value}`) }))}
        value={typedIn(attempt, 'channel')}
        required
      />
      <DateField
        name="askedOn"
        label={w('rights.record.on')}
        max={today}
        value={typedIn(attempt, 'askedOn') ?? today}
        error={error('askedOn')}
        required
      />
      <TextArea
        name="words"
        label={w('rights.record.words')}
        rows={3}
        value={typedIn(attempt, 'words')}
        error={error('words')}
      />
    </form>
  );
}
