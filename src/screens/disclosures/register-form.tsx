// The form by which a data-protection officer writes down what an authority orders.
import { dayOf } from '#base/dates.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import { AUTHORITY_KINDS } from '#modules/disclosures/schema.ts';
import { RadioList } from '#platform/ui/choice.tsx';
import { DateField } from '#platform/ui/date-field.tsx';
import { TextArea, TextField } from '#platform/ui/field.tsx';
import { type PageRequest, typedIn } from '../page.ts';
import { errorOf } from '../referrals/referral-words.tsx';

/** Empty at first; what was typed stays when it is refused. */
export function RegisterForm({ page }: { page: PageRequest }) {
  const { w, now, commandId } = page;
  // A refused form of one order stands on the same page.
  const own = page.attempt?.values['disclosureId'] ? undefined : page.attempt;
  const error = errorOf({ ...page, attempt: own });
  const today = dayOf(now, NETWORK_ZONE).toString();
  const text = (name: 'authority' | 'legalBase' | 'reference' | 'fileNumber', label: string) => (
    <TextField name={name} label={label} value={typedIn(own, name)} error={error(name)} required />
  );
  return (
    <form id="order" class="form stack" method="post" action="/disclosures">
      <input type="hidden" name="commandId" value={commandId} />
      {text('authority', w('disclosures.authority'))}
      <RadioList
        name="kind"
        legend={w('disclosures.kind')}
        value={typedIn(own, 'kind')}
        error={error('kind')}
        choices={AUTHORITY_KINDS.map((value) => ({ value, label: w(`disclosures.kind.${value}`) }))}
        required
      />
      {text('legalBase', w('disclosures.legal-base'))}
      {text('reference', w('disclosures.reference'))}
      {text('fileNumber', w('rights.holds.number'))}
      <DateField
        name="receivedOn"
        label={w('disclosures.received-on')}
        max={today}
        value={typedIn(own, 'receivedOn') ?? today}
        error={error('receivedOn')}
        required
      />
      <DateField
        name="deadline"
        label={w('disclosures.deadline')}
        value={typedIn(own, 'deadline')}
        error={error('deadline')}
        required
      />
      <TextArea
        name="asked"
        label={w('disclosures.asked')}
        rows={3}
        value={typedIn(own, 'asked')}
        error={error('asked')}
        required
      />
    </form>
  );
}
