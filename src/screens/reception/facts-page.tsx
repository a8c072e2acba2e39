// What was written down of a person, to put right: /people/:personId/facts. For those who received her.
import { isId } from '#base/ids.ts';
import { LANGUAGES } from '#base/languages.ts';
import { problem } from '#base/problem.ts';
import { mayAct, WELCOME } from '#modules/access/decide.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import { survivorOf } from '#modules/people/one-person.ts';
import { listHouseholds } from '#modules/people/household-queries.ts';
import { findPersonFacts, findPersonUnit, listContacts } from '#modules/people/queries.ts';
import {
  CONTACT_RULES,
  PERSON_FIELDS,
  type PersonFacts,
  type PersonField,
} from '#modules/people/schema.ts';
import { Button, ButtonLink } from '#platform/ui/button.tsx';
import { RadioList } from '#platform/ui/choice.tsx';
import { Document } from '#platform/ui/document.tsx';
import { ErrorSummary } from '#platform/ui/error-summary.tsx';
import { TextField } from '#platform/ui/field.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { Select } from '#platform/ui/select.tsx';
import { fieldText, problemText } from '#platform/words/problem-text.ts';
import type { Page, PageRequest } from '../page.ts';
import { staffBar, staffDocument } from '../staff-bar.tsx';
import { fieldsToChoose, shownIn } from './correction-form.ts';
import { countryChoices } from './countries.ts';
import { HouseholdNow } from './household-now.tsx';
import { ReachLine } from '../reach-line.tsx';
import { fieldLabel, fieldWords } from './person-words.ts';
import { ReachFields } from './reach-fields.tsx';
import { languageName } from './reception-words.ts';

export const factsPage: Page = {
  screen: 'reception',
  forWork: true,
  async render(page) {
    const { w, tx, params, actor, attempt, query } = page;
    const named = params['personId'] ?? '';
    const personId = isId(named) ? await survivorOf(tx, named) : named;
    const unitId = isId(personId) ? await findPersonUnit(tx, personId) : undefined;
    if (!unitId || !mayAct(actor, { roles: WELCOME, units: [unitId] })) return problem('not-found');
    const facts = await findPersonFacts(tx, personId);
    if (!facts) return problem('not-found');
    const [households, contacts] = await Promise.all([
      listHouseholds(tx, personId),
      listContacts(tx, personId),
    ]);
    const others = households.flatMap((one) => one.others);
    await page.reads([personId, ...others.map((one) => one.personId)], 'receive');
    const fields = attempt?.problem.fields ?? {};
    const errors = Object.entries(fields).map(([field, code]) => ({
      field,
      text: fieldText(w.language, code),
    }));
    return (
      <Document {...staffDocument(page, w('door.facts'))}>
        <Frame
          bar={staffBar(page, { title: w('door.facts'), live: true })}
          skip={w('app.skip-to-content')}
          form={{
            id: 'facts',
            action: `/people/${personId}/facts`,
            draft: `facts:${personId}`,
            fields: <Seen page={page} facts={facts} />,
          }}
          sheetLabel={w('door.facts.came-with')}
          sheet={
            <div class="stack-loose">
              <HouseholdNow page={page} personId={personId} households={households} />
              {households
                .filter((one) => one.others.length > 0)
                .map((household, at, all) => (
                  <div>
                    <SectionHeading
                      title={w('door.facts.came-with')}
                      aside={
                        all.length > 1
                          ? w('household.one-of', { number: at + 1, count: all.length })
                          : undefined
                      }
                    />
                    <ul class="household-list">
                      {household.others.map((one) => (
                        <li>
                          <a href={`/people/${one.personId}`}>
                            <bdi>{one.name ?? w('reception.without-name')}</bdi>
                          </a>{' '}
                          <span class="hint">{w(`door.role.${one.role}`)}</span>
                        </li>
                      ))}
                    </ul>
                  </div>
                ))}
              <p class="file-links">
                <a href={`/people/${personId}/household`}>{w('household.link')}</a>
              </p>
            </div>
          }
          sheetFoot={
            <div class="stack-tight">
              <Button kind="primary" size="large" wide shortcut="mod+enter">
                {w('door.facts.save')}
              </Button>
              <ButtonLink kind="quiet" href={`/people/${personId}`}>
                {w('app.back')}
              </ButtonLink>
            </div>
          }
        >
          <div class="stack facts-page">
            {attempt ? (
              <ErrorSummary title={problemText(w.language, attempt.problem)} errors={errors} />
            ) : null}
            {query.has('saved') && !attempt ? (
              <>
                <span data-draft-done={`facts:${personId}`} hidden />
                <Notice tone="done">{w('door.facts.saved')}</Notice>
              </>
            ) : null}
            <ReachLine page={page} contacts={contacts} zone={NETWORK_ZONE} />
            <Choices page={page} facts={facts} />
            <SectionHeading title={w('door.facts')} aside={w('door.facts.hint')} ruled />
            <Fields page={page} facts={facts} />
          </div>
        </Frame>
      </Document>
    );
  },
};

/** What each field said when the page was made: a correction counts on that (PEO-3). */
function Seen({ page, facts }: { page: PageRequest; facts: PersonFacts }) {
  return (
    <>
      <input type="hidden" name="commandId" value={page.commandId} />
      {PERSON_FIELDS.map((field) => (
        <input type="hidden" name={`was.${field}`} value={facts[field] ?? ''} />
      ))}
    </>
  );
}

function Fields({ page, facts }: { page: PageRequest; facts: PersonFacts }) {
  const { w, attempt } = page;
  const field = (name: PersonField) => ({
    name,
    label: fieldLabel(w, name),
    value: shownIn(attempt, facts, name),
    error: errorOf(page, name),
  });
  return (
    <div class="more-fields">
      <TextField {...field('name')} />
      <TextField {...field('fullName')} />
      <TextField {...field('originalName')} />
      <TextField {...field('nicknames')} hint={w('door.field.nicknames.hint')} />
      <TextField {...field('formerNames')} hint={w('door.field.former-names.hint')} />
      <TextField {...field('surnames')} hint={w('door.field.surnames.hint')} />
      <TextField {...field('patronymic')} />
      <TextField {...field('said')} hint={w('door.field.said.hint')} />
      <TextField {...field('born')} hint={w('door.field.born.hint')} />
      <Select
        {...field('nationality')}
        options={[{ value: '', label: w('door.not-asked') }, ...countryChoices(w.language)]}
      />
      <Select
        {...field('language')}
        options={LANGUAGES.map(({ tag }) => ({ value: tag, label: languageName(w, tag) }))}
      />
      <Select
        {...field('rule')}
        options={CONTACT_RULES.map((rule) => ({ value: rule, label: w(`door.rule.${rule}`) }))}
      />
      <TextField {...field('phone')} type="tel" />
      <TextField {...field('email')} type="email" />
      <ReachFields w={w} field={field} />
    </div>
  );
}

/** Where two people wrote something else: both, and which one stays. */
function Choices({ page, facts }: { page: PageRequest; facts: PersonFacts }) {
  const { w, attempt } = page;
  const value = (field: PersonField, text: string) =>
    text === '' ? w('meanwhile.nothing') : fieldWords(w, field, text);
  return fieldsToChoose(attempt).map((field) => (
    <RadioList
      name={`keep.${field}`}
      legend={w('meanwhile.which', { field: fieldLabel(w, field) })}
      hint={w('meanwhile.which.hint')}
      value="mine"
      choices={[
        {
          value: 'mine',
          label: w('meanwhile.mine', { value: value(field, shownIn(attempt, facts, field)) }),
        },
        {
          value: 'theirs',
          label: w('meanwhile.theirs', { value: value(field, facts[field] ?? '') }),
        },
      ]}
    />
  ));
}

function errorOf({ attempt, w }: PageRequest, field: PersonField): string | undefined {
  const code = attempt?.problem.fields?.[field];
  return code && fieldText(w.language, code);
}
