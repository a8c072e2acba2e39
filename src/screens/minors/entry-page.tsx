// One entry of the register of minors: /minors/:entryId. How it stands, the declaration for school or health centre,
// renewal and end.
import { dayOf } from '#base/dates.ts';
import { isId, newId } from '#base/ids.ts';
import { nameOfLanguage, UI_LANGUAGES } from '#base/languages.ts';
import { problem } from '#base/problem.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import { type EntryLine, findEntry, listRegisterOffices } from '#modules/minors/queries.ts';
import {
  keepsRegister,
  refuseDeclaration,
  refuseEnding,
  refuseRenewal,
} from '#modules/minors/rules.ts';
import { ENDINGS, type Purpose } from '#modules/minors/schema.ts';
import { findPerson } from '#modules/people/queries.ts';
import { Button, ButtonLink } from '#platform/ui/button.tsx';
import { RadioList } from '#platform/ui/choice.tsx';
import { Document } from '#platform/ui/document.tsx';
import { type Fact, FactList } from '#platform/ui/fact-list.tsx';
import { TextField } from '#platform/ui/field.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { Select } from '#platform/ui/select.tsx';
import { formatDate } from '#platform/words/format.ts';
import { problemText } from '#platform/words/problem-text.ts';
import { findWords } from '#platform/words/words.ts';
import { certificateRandom } from '../exit/certificate-random.ts';
import { PAPER_NAME_MAX } from '../exit/paper-name.ts';
import { type Page, type PageRequest, typedIn } from '../page.ts';
import { errorOf } from '../referrals/referral-words.tsx';
import { staffBar, staffDocument } from '../staff-bar.tsx';
import { OfficeField, PurposesField } from './entry-fields.tsx';
import { EntryState, officeName, purposesOf, untilOf } from './entry-words.tsx';

export const entryPage: Page = {
  screen: 'minors',
  async render(page) {
    const { tx, actor, params, w, attempt, language, query, now } = page;
    const entryId = params['entryId'] ?? '';
    if (!isId(entryId)) return problem('not-found');
    const [offices, entry] = await Promise.all([listRegisterOffices(tx), findEntry(tx, entryId)]);
    if (!keepsRegister(actor, offices) || !entry) return problem('not-found');
    await page.reads([entry.personId], 'protect');
    const person = await findPerson(tx, entry.personId);
    const done = findWords(w.language, `minors.done.${query.get('done') ?? ''}`);
    return (
      <Document {...staffDocument(page, w('minors.title'))}>
        <Frame
          skip={w('app.skip-to-content')}
          bar={staffBar(page, { title: w('minors.title') })}
          sheetLabel={w('minors.acts')}
          sheet={<Acts page={page} entry={entry} offices={offices} />}
          sheetFoot={
            person ? (
              <ButtonLink kind="quiet" wide href={`/people/${entry.personId}`}>
                {w('minors.to-file')}
              </ButtonLink>
            ) : undefined
          }
        >
          <div class="stack-loose">
            {attempt ? (
              <Notice tone="error">{problemText(language, attempt.problem)}</Notice>
            ) : done ? (
              <Notice tone="done">{done}</Notice>
            ) : null}
            <div class="stack-tight">
              <h2 class="file-name">
                <bdi>{entry.name ?? w('minors.no-name')}</bdi>
              </h2>
              <p>
                <EntryState page={page} entry={entry} today={dayOf(now, NETWORK_ZONE)} />
              </p>
              <p class="hint">{w('minors.hint')}</p>
              <p>
                <a class="link-alone" href="/minors">
                  {w('minors.list')}
                </a>
              </p>
            </div>
            <FactList facts={factsOf(page, entry)} />
          </div>
        </Frame>
      </Document>
    );
  },
};

function factsOf(page: PageRequest, entry: EntryLine): Fact[] {
  const { w } = page;
  const day = (on: Temporal.PlainDate) => formatDate(w.language, on, 'medium');
  return [
    { label: w('minors.number'), value: <bdi dir="ltr">{entry.number}</bdi> },
    { label: w('minors.for-what'), value: purposesOf(page, entry) },
    { label: w('minors.holds'), value: untilOf(page, entry) },
    { label: w('minors.asked-by'), value: w(`minors.asked-by.${entry.askedBy}`) },
    {
      label: w('minors.made'),
      value: day(entry.registeredOn),
      source: <bdi>{entry.registeredName}</bdi>,
    },
    { label: w('minors.office'), value: <bdi>{officeName(page, entry.officeId)}</bdi> },
    {
      label: w('minors.declarations'),
      value: w('minors.declarations.count', { count: entry.declarations }),
    },
    ...(entry.ending && entry.endedOn
      ? [
          {
            label: w('minors.ended'),
            value: `${w(`minors.ending.${entry.ending}`)} · ${day(entry.endedOn)}`,
          },
        ]
      : []),
    { label: w('minors.goes'), value: w('minors.goes.text', { date: day(entry.adultOn) }) },
  ];
}

interface ActsOf {
  readonly page: PageRequest;
  readonly entry: EntryLine;
}

/** What can be done with it today; nothing with one that is over. */
function Acts({ page, entry, offices }: ActsOf & { readonly offices: readonly string[] }) {
  const { w, now } = page;
  const today = dayOf(now, NETWORK_ZONE);
  const [office = ''] = offices;
  const isOver = refuseEnding(entry, today) !== undefined;
  const known = { offices, adultOn: entry.adultOn };
  return (
    <div class="stack-loose">
      {isOver ? <p class="hint">{w('minors.over')}</p> : null}
      {isOver ? null : <Declaration page={page} entry={entry} today={today} />}
      {refuseRenewal(entry, office, known, today) ? null : (
        <Renewal page={page} entry={entry} offices={offices} />
      )}
      {isOver ? null : <Ending page={page} entry={entry} />}
    </div>
  );
}

function Declaration({ page, entry, today }: ActsOf & { readonly today: Temporal.PlainDate }) {
  const { w } = page;
  const offered = entry.purposes.filter(
    (purpose) => refuseDeclaration(entry, purpose, today) === undefined,
  );
  return (
    <section class="stack-tight">
      <SectionHeading title={w('minors.declaration')} level={2} />
      <p class="hint">
        {w(offered.length === 0 ? 'minors.declaration.lapsed' : 'minors.declaration.hint')}
      </p>
      {offered.map((purpose) => (
        <DeclarationForm page={page} entry={entry} purpose={purpose} />
      ))}
    </section>
  );
}

/** Each has its own act: both may be printed from one page. */
function DeclarationForm({ page, entry, purpose }: ActsOf & { readonly purpose: Purpose }) {
  const { w, attempt } = page;
  // Of this form: the others have no purpose.
  const tried = typedIn(attempt, 'purpose') === purpose ? attempt : undefined;
  return (
    <details open={tried !== undefined}>
      <summary>{w(`minors.declaration.for.${purpose}`)}</summary>
      <form
        class="form stack-tight"
        method="post"
        action={`/minors/${entry.id}/declaration`}
        target="_blank"
        data-turbo="false"
      >
        <input type="hidden" name="commandId" value={newId()} />
        <input type="hidden" name="random" value={certificateRandom()} />
        <input type="hidden" name="purpose" value={purpose} />
        <TextField
          name="name"
          id={`name-${purpose}`}
          label={w('minors.declaration.name')}
          hint={w('minors.declaration.name.hint')}
          value={typedIn(tried, 'name') ?? entry.name ?? undefined}
          error={tried && errorOf(page)('name')}
          maxlength={PAPER_NAME_MAX}
          dir="auto"
          required
        />
        <Select
          name="language"
          id={`language-${purpose}`}
          label={w('minors.declaration.language')}
          value={typedIn(tried, 'language') ?? 'pt'}
          options={UI_LANGUAGES.map((one) => ({
            value: one,
            label: nameOfLanguage(one, page.language),
          }))}
        />
        <Button icon="file-text">{w('minors.declaration.print')}</Button>
      </form>
    </details>
  );
}

function Renewal({ page, entry, offices }: ActsOf & { readonly offices: readonly string[] }) {
  const { w, attempt } = page;
  // The form of the end has no purposes.
  const tried = typedIn(attempt, 'officeId') !== undefined;
  const error = (field: string) => (tried ? errorOf(page)(field) : undefined);
  return (
    <details open={tried}>
      <summary>{w('minors.renew')}</summary>
      <form class="form stack" method="post" action={`/minors/${entry.id}/renew`}>
        <input type="hidden" name="commandId" value={newId()} />
        <p class="hint">{w('minors.renew.hint')}</p>
        <PurposesField
          page={page}
          values={tried ? (attempt?.values['purposes'] ?? []) : entry.purposes}
          error={error('purposes')}
        />
        <OfficeField
          page={page}
          offices={offices}
          value={tried ? typedIn(attempt, 'officeId') : entry.officeId}
          error={error('officeId')}
        />
        <Button>{w('minors.renew')}</Button>
      </form>
    </details>
  );
}

function Ending({ page, entry }: ActsOf) {
  const { w, attempt } = page;
  const tried = attempt?.problem.fields?.['ending'] !== undefined;
  return (
    <details open={tried}>
      <summary>{w('minors.end')}</summary>
      <form class="form stack" method="post" action={`/minors/${entry.id}/end`}>
        <input type="hidden" name="commandId" value={newId()} />
        <p class="hint">{w('minors.end.hint')}</p>
        <RadioList
          name="ending"
          legend={w('minors.end.why')}
          value={typedIn(attempt, 'ending')}
          error={tried ? errorOf(page)('ending') : undefined}
          choices={ENDINGS.map((value) => ({ value, label: w(`minors.ending.${value}`) }))}
          required
        />
        <Button>{w('minors.end')}</Button>
      </form>
    </details>
  );
}
