// Who she is, if she wishes to say: found again while her name is typed, or new with as much as she
// likes to add. Nothing is asked that nobody needs today.
import { dayOf } from '#base/dates.ts';
import type { Centre } from '#modules/directory/schema.ts';
import { CONTACT_RULES } from '#modules/people/schema.ts';
import { findKnown, findKnownById } from '#modules/visits/known-queries.ts';
import { Button } from '#platform/ui/button.tsx';
import { Combobox } from '#platform/ui/combobox.tsx';
import { TextField } from '#platform/ui/field.tsx';
import { Icon } from '#platform/ui/icon.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { Select } from '#platform/ui/select.tsx';
import { formatList, inLanguage } from '#platform/words/format.ts';
import { type PageRequest, typedIn } from '../page.ts';
import { countryChoices } from './countries.ts';
import { fieldLabel } from './person-words.ts';
import { Candidate, factsOf, shownName } from './known-list.tsx';
import type { TwoVoices } from './reception-words.ts';

interface WhoView {
  readonly page: PageRequest;
  readonly centre: Centre;
  readonly voices: TwoVoices;
  readonly errorOf: (field: string) => string | undefined;
  /** Somebody who was chosen already. */
  readonly personId: string | undefined;
}

export async function WhoPart(view: WhoView) {
  const { page, centre, voices, errorOf, personId } = view;
  const { first: w, second, turned } = voices;
  const known = await KnownPart({ page, centre, w, personId: turned ? undefined : personId });
  return (
    <section class="stack-tight who" aria-labelledby="who-title">
      <SectionHeading
        id="who-title"
        title={w('reception.who')}
        aside={
          <>
            {w('reception.if-wished')}
            {second ? (
              <>
                {' · '}
                <bdi lang={second.tag}>{second('reception.if-wished')}</bdi>
              </>
            ) : null}
          </>
        }
      />
      {turned ? (
        // Nobody is looked for while she looks on; whom it found before stays in the form.
        <>
          <TextField
            name="name"
            label={w('reception.name')}
            labelHidden
            icon="user-round"
            big
            value={typedIn(page.attempt, 'name')}
            error={errorOf('name')}
            shortcut="n"
            placeholder={w('reception.continue-without-name')}
          />
          <input type="text" hidden name="personId" value={personId} />
        </>
      ) : (
        <Combobox
          name="name"
          label={w('reception.name')}
          labelHidden
          source={`/reception/${centre.id}/known`}
          valueName="personId"
          value={personId}
          big
          text={typedIn(page.attempt, 'name') ?? page.query.get('name') ?? undefined}
          error={errorOf('name')}
          shortcut="n"
          placeholder={w('reception.continue-without-name')}
        />
      )}
      <p class="hint">
        {w('reception.name.hint')}
        {second ? (
          <span class="name-hint-second" lang={second.tag} dir={second.direction}>
            {second('reception.name.hint')}
          </span>
        ) : null}
      </p>
      <div class="stack-tight" hidden={turned}>
        <span class="only-plain">
          <Button formmethod="get">{w('app.search.label')}</Button>
        </span>
        {known}
        <MoreOfHer {...view} />
      </div>
    </section>
  );
}

/** The part with the id `known`: whom the search found, so that nobody is asked twice. */
export async function KnownPart({
  page,
  centre,
  w,
  personId,
}: {
  page: PageRequest;
  centre: Centre;
  w: TwoVoices['first'];
  personId: string | undefined;
}) {
  const person = personId ? await findKnownById(page.tx, personId) : undefined;
  if (person) await page.reads([person.personId], 'receive');
  const today = dayOf(page.now, centre.zone);
  // Without script a search is a page: those who may be meant, to choose from.
  const typed = person ? '' : (page.query.get('name') ?? '');
  const meant = typed ? await findKnown(page.tx, typed, { centreId: centre.id, day: today }) : [];
  await page.reads(
    meant.map((one) => one.personId),
    'receive',
  );
  const openNeeds = (person?.openSubjects ?? []).flatMap((id) => {
    const subject = page.directory.subjects.get(id);
    return subject ? [inLanguage(subject.name, w.language)] : [];
  });
  return (
    <div id="known" data-follows="reception" aria-live="polite">
      {meant.map((one) => (
        <label class="choice only-plain">
          <input type="radio" name="personId" value={one.personId} />
          <span class="choice-text">
            <Candidate page={{ ...page, w }} person={one} among={meant} />
          </span>
        </label>
      ))}
      {person ? (
        <p class="known-person">
          <Icon name="check" size={16} />
          <span>
            <b>
              <bdi>{shownName(person) ?? w('reception.without-name')}</bdi>
            </b>
            <br />
            <span class="hint">{factsOf({ ...page, w }, person).join(' · ')}</span>
            {openNeeds.length > 0 ? (
              <>
                <br />
                <span class="hint">
                  {w('door.left-over', { needs: formatList(w.language, openNeeds) })}
                </span>
              </>
            ) : null}
            {person.hereVisitId ? (
              <>
                <br />
                <a href={`/visits/${person.hereVisitId}`}>{w('reception.see-trip')}</a>
              </>
            ) : null}
          </span>
        </p>
      ) : null}
    </div>
  );
}

/** What may be added for somebody new, in the order in which it is asked; shut unless it is needed. */
function MoreOfHer({ page, voices, errorOf }: WhoView) {
  const { first: w, second } = voices;
  const field = (name: 'fullName' | 'originalName' | 'born' | 'phone') => ({
    name,
    label: fieldLabel(w, name),
    aside: second ? <bdi lang={second.tag}>{fieldLabel(second, name)}</bdi> : undefined,
    value: typedIn(page.attempt, name),
    error: errorOf(name),
  });
  const wrong = ['fullName', 'originalName', 'born', 'nationality', 'phone', 'rule'].some(errorOf);
  return (
    <details class="more-of-her" open={wrong}>
      <summary data-key="m">{w('door.more')}</summary>
      <p class="hint">{w('door.more.hint')}</p>
      <div class="more-fields">
        <TextField {...field('fullName')} />
        <TextField {...field('originalName')} />
        <TextField {...field('born')} hint={w('door.field.born.hint')} />
        <Select
          name="nationality"
          label={fieldLabel(w, 'nationality')}
          value={typedIn(page.attempt, 'nationality') ?? ''}
          options={[{ value: '', label: w('door.not-asked') }, ...countryChoices(w.language)]}
        />
        <Select
          name="rule"
          label={fieldLabel(w, 'rule')}
          value={typedIn(page.attempt, 'rule') ?? 'discreet'}
          options={CONTACT_RULES.map((rule) => ({ value: rule, label: w(`door.rule.${rule}`) }))}
        />
        <TextField {...field('phone')} type="tel" />
      </div>
    </details>
  );
}
