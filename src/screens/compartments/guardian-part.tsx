// Inside a compartment: who stands for her, whether that person may sign for her today and what may be said to them.
// Nobody but its members reads it, and no message goes to a guardian: a human calls, or does not.
import { dayOf } from '#base/dates.ts';
import { newId } from '#base/ids.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import { FACETS } from '#modules/compartments/facets.ts';
import { currentOf, mayBeToldTo, whyNoSignature } from '#modules/compartments/guardian-rules.ts';
import { CAPACITIES, PROOFS, RELATIONS, STANDINGS } from '#modules/compartments/guardian-schema.ts';
import type { Written } from '#modules/compartments/protocol-rules.ts';
import { formsOf } from '#modules/compartments/sealed-form.ts';
import { type Reach, whyNever } from '#modules/people/contact-rules.ts';
import { Button } from '#platform/ui/button.tsx';
import { CheckboxList, RadioList } from '#platform/ui/choice.tsx';
import { DateField } from '#platform/ui/date-field.tsx';
import { type Fact, FactList } from '#platform/ui/fact-list.tsx';
import { TextField } from '#platform/ui/field.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { Select } from '#platform/ui/select.tsx';
import { StateWord } from '#platform/ui/state-word.tsx';
import { formatDate, formatList, formatMoment } from '#platform/words/format.ts';
import { type PageRequest, typedIn } from '../page.ts';
import { errorOf } from '../referrals/referral-words.tsx';
import type { ProtocolProps } from './protocol-words.tsx';
import { TakeBack } from './take-back.tsx';

/** `reach`: what she says of numbers; a guardian's that is among those never used stays unshown. */
interface Props extends ProtocolProps {
  readonly reach: Reach;
}

export function GuardianPart({ page, line, leaves, reach }: Props) {
  const { w } = page;
  const records = formsOf(leaves, 'guardian');
  const current = currentOf(records);
  const before = records.filter((one) => !current.includes(one));
  return (
    <section class="stack-tight" id="guardians">
      <SectionHeading title={w('guardian.title')} ruled />
      <p class="hint">{w('guardian.hint')}</p>
      {current.map((one) => (
        <OneGuardian page={page} line={line} leaves={leaves} reach={reach} one={one} />
      ))}
      <GuardianForm page={page} line={line} one={undefined} />
      {before.length > 0 ? (
        <details>
          <summary>{w('guardian.before', { count: before.length })}</summary>
          {before.map((one) => (
            <div class="called stack-tight">
              <b>
                <bdi>{one.name}</bdi>
              </b>
              <FactList facts={factsOf(page, one)} />
              <Noted page={page} one={one} />
            </div>
          ))}
        </details>
      ) : null}
    </section>
  );
}

function OneGuardian({ page, line, leaves, reach, one }: Props & { one: Written<'guardian'> }) {
  const { w, now } = page;
  const today = dayOf(now, NETWORK_ZONE);
  const why = whyNoSignature(one, today);
  const may = mayBeToldTo(one, today);
  const leaf = leaves.find(({ id }) => id === one.leafId);
  return (
    <div class="called stack-tight" id={`guardian-${one.leafId}`}>
      <p>
        <b>
          <bdi>{one.name}</bdi>
        </b>{' '}
        <StateWord state={why ? 'attention' : 'done'} icon={why ? 'triangle-alert' : 'check'}>
          {why ? w(`guardian.no-signature.${why}`) : w('guardian.signs')}
        </StateWord>
      </p>
      <p>
        {may.length > 0
          ? w('guardian.may-know', {
              what: formatList(
                w.language,
                may.map((facet) => w(`protocol.facet.${facet}`)),
              ),
            })
          : w('guardian.may-know-nothing')}
      </p>
      <FactList facts={[...factsOf(page, one), ...contactOf(page, one, reach)]} />
      <Noted page={page} one={one} />
      <GuardianForm page={page} line={line} one={one} />
      {leaf ? <TakeBack page={page} line={line} leaf={leaf} /> : null}
    </div>
  );
}

function factsOf({ w }: PageRequest, one: Written<'guardian'>): Fact[] {
  const day = (text: string) => formatDate(w.language, Temporal.PlainDate.from(text), 'medium');
  return [
    {
      label: w('guardian.relation'),
      value: `${w(`guardian.relation.${one.relation}`)} · ${w(`guardian.capacity.${one.capacity}`)}`,
    },
    {
      label: w('guardian.time'),
      value: one.until
        ? w('guardian.from-until', { from: day(one.from), until: day(one.until) })
        : w('guardian.since', { from: day(one.from) }),
    },
    { label: w('guardian.proof'), value: w(`guardian.proof.${one.proof}`) },
  ];
}

/** Nothing to dial: whoever is the danger, or whose number she said is never used, is not to be called. */
function contactOf({ w }: PageRequest, one: Written<'guardian'>, reach: Reach): Fact[] {
  if (!one.contact) return [];
  const never = one.standing === 'danger' || whyNever(reach, 'call', one.contact) === 'avoided';
  return [
    {
      label: w('guardian.contact'),
      value: never ? (
        <StateWord state="attention" icon="triangle-alert">
          {w('guardian.never-contact')}
        </StateWord>
      ) : (
        <bdi>{one.contact}</bdi>
      ),
    },
  ];
}

function Noted({ page: { w }, one }: { page: PageRequest; one: Written<'guardian'> }) {
  return (
    <small class="muted">
      {w('protocol.noted', {
        name: one.author,
        date: formatMoment(w.language, one.writtenAt, NETWORK_ZONE, 'date-time'),
      })}
    </small>
  );
}

/** Empty for somebody new; with what is known where a record is put right or carried on. */
function GuardianForm({
  page,
  line,
  one,
}: Omit<ProtocolProps, 'leaves'> & { one: Written<'guardian'> | undefined }) {
  const { w, attempt, now } = page;
  const own =
    typedIn(attempt, 'relation') !== undefined &&
    (typedIn(attempt, 'replacesId') ?? '') === (one?.leafId ?? '');
  const error = (field: string) => (own ? errorOf(page)(field) : undefined);
  const value = (
    field: 'name' | 'relation' | 'capacity' | 'contact' | 'from' | 'until' | 'proof' | 'standing',
  ) => (own ? typedIn(attempt, field) : one?.[field]);
  const id = (field: string) => `${field}-${one?.leafId ?? 'guardian'}`;
  const today = dayOf(now, NETWORK_ZONE).toString();
  return (
    <details open={own}>
      <summary>{w(one ? 'guardian.change' : 'guardian.add')}</summary>
      <form
        class="form stack"
        method="post"
        action={`/compartments/${line.id}/guardian`}
        autocomplete="off"
      >
        <input type="hidden" name="commandId" value={newId()} />
        {one ? <input type="hidden" name="replacesId" value={one.leafId} /> : null}
        <TextField
          name="name"
          id={id('name')}
          label={w('guardian.name')}
          value={value('name')}
          error={error('name')}
          maxlength={120}
          dir="auto"
          required
        />
        <Select
          name="relation"
          id={id('relation')}
          label={w('guardian.relation')}
          blank={w('guardian.choose')}
          value={value('relation')}
          error={error('relation')}
          options={RELATIONS.map((each) => ({
            value: each,
            label: w(`guardian.relation.${each}`),
          }))}
          required
        />
        <RadioList
          name="capacity"
          id={id('capacity')}
          legend={w('guardian.capacity')}
          value={value('capacity')}
          error={error('capacity')}
          choices={CAPACITIES.map((each) => ({
            value: each,
            label: w(`guardian.capacity.${each}`),
          }))}
          required
        />
        <DateField
          name="from"
          id={id('from')}
          label={w('guardian.from')}
          max={today}
          value={value('from')}
          error={error('from')}
          required
        />
        <DateField
          name="until"
          id={id('until')}
          label={w('guardian.until')}
          hint={w('guardian.until.hint')}
          value={value('until')}
          error={error('until')}
        />
        <Select
          name="proof"
          id={id('proof')}
          label={w('guardian.proof')}
          hint={w('guardian.proof.hint')}
          blank={w('guardian.choose')}
          value={value('proof')}
          error={error('proof')}
          options={PROOFS.map((each) => ({ value: each, label: w(`guardian.proof.${each}`) }))}
          required
        />
        <RadioList
          name="standing"
          id={id('standing')}
          legend={w('guardian.standing')}
          value={value('standing')}
          error={error('standing')}
          choices={STANDINGS.map((each) => ({
            value: each,
            label: w(`guardian.standing.${each}`),
          }))}
          required
        />
        <CheckboxList
          name="withheld"
          id={id('withheld')}
          legend={w('guardian.withheld')}
          hint={w('guardian.withheld.hint')}
          error={error('withheld')}
          values={own ? (attempt?.values['withheld'] ?? []) : (one?.withheld ?? [])}
          choices={FACETS.map((each) => ({ value: each, label: w(`protocol.facet.${each}`) }))}
          inline
        />
        <TextField
          name="contact"
          id={id('contact')}
          label={w('guardian.contact')}
          hint={w('guardian.contact.hint')}
          value={value('contact')}
          error={error('contact')}
          maxlength={160}
          dir="auto"
        />
        <Button>{w('guardian.do')}</Button>
      </form>
    </details>
  );
}
