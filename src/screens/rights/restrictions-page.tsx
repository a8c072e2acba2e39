// Files that are kept and not worked with: /rights/restrictions, for officers, by the number of the file. Each is
// lifted here, in two acts: that she was told, and then that it ends.
import { dayOf } from '#base/dates.ts';
import { newId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import { listRestricted, type RestrictedLine } from '#modules/rights/restriction-queries.ts';
import { isOfficer } from '#modules/rights/rules.ts';
import { CLAIM_CHANNELS } from '#modules/rights/schema.ts';
import { Button, ButtonLink, ButtonRow } from '#platform/ui/button.tsx';
import { DateField } from '#platform/ui/date-field.tsx';
import { Document } from '#platform/ui/document.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { TextArea } from '#platform/ui/field.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { Select } from '#platform/ui/select.tsx';
import { formatDate } from '#platform/words/format.ts';
import { FormOutcome } from '../form-outcome.tsx';
import { type Page, type PageRequest, typedIn } from '../page.ts';
import { errorOf, unitName } from '../referrals/referral-words.tsx';
import { staffBar, staffDocument } from '../staff-bar.tsx';

export const restrictionsPage: Page = {
  screen: 'restrictions',
  async render(page) {
    const { tx, actor, w, query } = page;
    if (!isOfficer(actor)) return problem('not-found');
    const restricted = await listRestricted(tx);
    return (
      <Document {...staffDocument(page, w('restricted.list'))}>
        <Frame
          skip={w('app.skip-to-content')}
          bar={staffBar(page, { title: w('restricted.list') })}
        >
          <div class="stack-loose">
            <p class="hint">{w('restricted.list-hint')}</p>
            <ButtonRow>
              <ButtonLink kind="secondary" href="/rights">
                {w('rights.to-list')}
              </ButtonLink>
            </ButtonRow>
            <FormOutcome page={page} done={query.has('done') ? w('rights.saved') : undefined} />
            {restricted.length === 0 ? (
              <EmptyState icon="check" title={w('restricted.none')} />
            ) : null}
            {restricted.map((one) => (
              <RestrictedPart page={page} one={one} />
            ))}
          </div>
        </Frame>
      </Document>
    );
  },
};

function RestrictedPart({ page, one }: { page: PageRequest; one: RestrictedLine }) {
  const { w, now, attempt } = page;
  const since = dayOf(one.since, NETWORK_ZONE);
  // What was typed for this one stays when it is refused.
  const refused = attempt?.values['restrictionId']?.[0] === one.id;
  const typed = (field: string) => (refused ? typedIn(attempt, field) : undefined);
  const error = (field: string) => (refused ? errorOf(page)(field) : undefined);
  return (
    <section class="stack-tight" id={one.id}>
      <SectionHeading
        title={
          <bdi>
            {one.number ? w('rights.of-file', { number: one.number }) : unitName(page, one.unitId)}
          </bdi>
        }
      />
      <p>
        {unitName(page, one.unitId)} ·{' '}
        {w(`restricted.because.${one.ground}`, {
          date: formatDate(w.language, since, 'medium'),
        })}
      </p>
      <p class="muted">{w('restricted.granted-by', { name: one.name })}</p>
      {one.toldOn && one.toldBy ? (
        <>
          <p>
            {w('restricted.told', {
              date: formatDate(w.language, one.toldOn, 'medium'),
              how: w(`rights.channel.${one.toldBy}`),
            })}
          </p>
          <form class="form stack-tight" method="post" action="/rights/restrictions/lift">
            <input type="hidden" name="commandId" value={newId()} />
            <input type="hidden" name="restrictionId" value={one.id} />
            <TextArea
              name="words"
              id={`words-${one.id}`}
              label={w('restricted.why')}
              rows={2}
              value={typed('words')}
              error={error('words')}
              required
            />
            <ButtonRow>
              <Button kind="secondary">{w('restricted.lift')}</Button>
            </ButtonRow>
          </form>
        </>
      ) : (
        <form class="form stack-tight" method="post" action="/rights/restrictions/tell">
          <input type="hidden" name="commandId" value={newId()} />
          <input type="hidden" name="restrictionId" value={one.id} />
          <DateField
            name="toldOn"
            id={`toldOn-${one.id}`}
            label={w('restricted.told-on')}
            hint={w('restricted.told-hint')}
            min={since.toString()}
            max={dayOf(now, NETWORK_ZONE).toString()}
            value={typed('toldOn')}
            error={error('toldOn')}
            required
          />
          <Select
            name="toldBy"
            id={`toldBy-${one.id}`}
            label={w('restricted.told-by')}
            options={CLAIM_CHANNELS.map((value) => ({
              value,
              label: w(`rights.channel.${value}`),
            }))}
            blank={w('restricted.choose')}
            value={typed('toldBy')}
            error={error('toldBy')}
            required
          />
          <ButtonRow>
            <Button kind="secondary">{w('restricted.tell')}</Button>
          </ButtonRow>
        </form>
      )}
    </section>
  );
}
