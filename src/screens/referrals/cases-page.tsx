// Several cases handed on at once: /cases?of=<colleague>&to=<unit>. Whose cases they are and where they go is
// chosen first; then which, and by what words. Each is asked for on its own, and waits for its own answer.
import { isId } from '#base/ids.ts';
import { nameOfLanguage } from '#base/languages.ts';
import type { Problem } from '#base/problem.ts';
import { problem } from '#base/problem.ts';
import { reachesPeople } from '#modules/access/decide.ts';
import { CASES_AT_ONCE, type CaseLine, listCarriers, listCases } from '#modules/referrals/cases.ts';
import { listPartners } from '#modules/partners/queries.ts';
import { listRecipients } from '#modules/referrals/queries.ts';
import { referringUnits } from '#modules/referrals/who-may.ts';
import { Button } from '#platform/ui/button.tsx';
import { CheckboxList } from '#platform/ui/choice.tsx';
import { Document } from '#platform/ui/document.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { TextArea } from '#platform/ui/field.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { Select } from '#platform/ui/select.tsx';
import { formatDate } from '#platform/words/format.ts';
import { problemText } from '#platform/words/problem-text.ts';
import { FormOutcome } from '../form-outcome.tsx';
import { type Page, type PageRequest, typedIn } from '../page.ts';
import { staffBar, staffDocument } from '../staff-bar.tsx';
import { AddresseeFields } from './addressee-fields.tsx';
import { errorOf, unitName } from './referral-words.tsx';
import { SubjectField } from './subject-field.tsx';

/** What became of each ticked case, by person: `undefined` is asked for. */
export type CaseReport = ReadonlyMap<string, Problem | undefined>;

/** Whose cases are shown, and where they go; no `toUnitId`: to a colleague of the unit itself. */
interface Choice {
  readonly unitId: string;
  readonly accountId?: string | undefined;
  readonly toUnitId?: string | undefined;
}

/** @param report what became of those that were ticked, when not all of them could be handed over */
export function casesPage(report: CaseReport = new Map()): Page {
  return { screen: 'sharing', render: (page) => renderCases(page, report) };
}

async function renderCases(page: PageRequest, report: CaseReport) {
  const { tx, actor, w, attempt, query } = page;
  const units = referringUnits(actor);
  const [first] = units;
  if (!first || !reachesPeople(actor)) return problem('not-found');
  const said = (name: string) => typedIn(attempt, name) ?? query.get(name) ?? '';
  const [all, partners] = await Promise.all([listRecipients(tx, units), listPartners(tx)]);
  // A partner without accounts carries no case.
  const recipients = all.filter(({ id }) => !partners.some(({ unitId }) => unitId === id));
  const choice: Choice = {
    unitId: units.find((unit) => unit === said('unitId')) ?? first,
    accountId: isId(said('of')) ? said('of') : undefined,
    toUnitId: recipients.find(({ id }) => id === said('toUnitId'))?.id,
  };
  const cases = await listCases(tx, choice);
  await page.reads(
    cases.map(({ personId }) => personId),
    'refer',
  );
  const handed = Number(/^\d{1,3}$/.exec(query.get('handed') ?? '')?.[0] ?? 0);
  const failed = [...report.values()].filter(Boolean).length;
  // Of what was refused and does not stand here any more there is nothing to say but that.
  const gone = [...report].filter(
    ([id, why]) => why && !cases.some(({ personId }) => personId === id),
  ).length;
  return (
    <Document {...staffDocument(page, w('sharing.cases.title'))}>
      <Frame
        skip={w('app.skip-to-content')}
        bar={staffBar(page, { title: w('sharing.cases.title') })}
        sheetLabel={w('sharing.cases')}
        sheet={await WhoseAndWhere({ page, units, choice, recipients })}
        sheetFoot={
          cases.length > 0 ? (
            <Button kind="primary" size="large" wide form="cases" shortcut="mod+enter">
              {w('sharing.cases.send')}
            </Button>
          ) : undefined
        }
      >
        <div class="stack-loose">
          <FormOutcome page={page} />
          {report.size > failed ? (
            <Notice tone="done">{w('sharing.cases.done', { count: report.size - failed })}</Notice>
          ) : null}
          {gone > 0 && report.size > gone ? (
            <Notice tone="plain">{w('sharing.cases.gone', { count: gone })}</Notice>
          ) : null}
          {handed > 0 ? (
            <Notice tone="done">{w('sharing.cases.done', { count: handed })}</Notice>
          ) : null}
          {cases.length > 0 ? (
            await CasesForm({ page, choice, cases, report })
          ) : (
            <EmptyState icon="coffee" title={w('sharing.cases.none')}>
              {w('sharing.cases.none.hint')}
            </EmptyState>
          )}
        </div>
      </Frame>
    </Document>
  );
}

/** Whose cases, and where to: shown anew by a button, or as soon as one is chosen. */
async function WhoseAndWhere({
  page,
  units,
  choice,
  recipients,
}: {
  page: PageRequest;
  units: readonly string[];
  choice: Choice;
  recipients: readonly { readonly id: string }[];
}) {
  const { tx, w } = page;
  const carriers = await listCarriers(tx, choice.unitId);
  const named = (ids: readonly string[]) =>
    ids.map((value) => ({ value, label: unitName(page, value) }));
  return (
    <form class="stack" method="get" action="/cases">
      {units.length > 1 ? (
        <Select
          name="unitId"
          id="whose-unit"
          label={w('sharing.cases.unit')}
          value={choice.unitId}
          options={named(units)}
          submitOnChange
        />
      ) : null}
      <Select
        name="of"
        label={w('sharing.cases.whose')}
        value={choice.accountId}
        blank={w('sharing.cases.all')}
        options={carriers.map(({ accountId, name, count }) => ({
          value: accountId,
          label: w('sharing.counts', { state: name, count: String(count) }),
        }))}
        submitOnChange
      />
      <Select
        name="toUnitId"
        id="where-to"
        label={w('sharing.cases.to')}
        value={choice.toUnitId}
        blank={w('sharing.cases.here')}
        options={named(recipients.map(({ id }) => id))}
        submitOnChange
      />
      <Button>{w('sharing.cases.show')}</Button>
      <p class="hint">{w('sharing.cases.hint')}</p>
    </form>
  );
}

async function CasesForm({
  page,
  choice,
  cases,
  report,
}: {
  page: PageRequest;
  choice: Choice;
  cases: readonly CaseLine[];
  report: CaseReport;
}) {
  const { w, language, attempt, commandId } = page;
  const { unitId, accountId, toUnitId } = choice;
  const error = errorOf(page);
  const may = ({ has, carries, consentId }: CaseLine) =>
    toUnitId ? carries && consentId !== null : has;
  // Of a colleague who leaves, all; what could not be handed over stays ticked.
  const ticked = cases.filter((line) =>
    attempt
      ? attempt.values['personId']?.includes(line.personId) &&
        (!report.has(line.personId) || report.get(line.personId))
      : accountId && may(line) && !line.askedUnitId,
  );
  const about = (line: CaseLine) => {
    const refused = report.get(line.personId);
    const notes = [
      ...(refused ? [problemText(language, refused)] : []),
      ...(line.fileNumber ? [line.fileNumber] : []),
      nameOfLanguage(line.language, language),
      ...(line.carrier && !accountId ? [line.carrier] : []),
      w('sharing.state.live', { date: formatDate(language, line.expiresOn, 'long') }),
      ...(line.askedUnitId
        ? [w('sharing.cases.asked', { name: line.askedName ?? unitName(page, line.askedUnitId) })]
        : []),
      ...(may(line)
        ? []
        : [w(toUnitId && line.carries ? 'sharing.cases.not-agreed' : 'sharing.cases.not-ours')]),
    ];
    return notes.map((note, at) => (
      <>
        {at > 0 ? ' · ' : ''}
        <bdi>{note}</bdi>
      </>
    ));
  };
  return (
    <form id="cases" class="form stack" method="post" action="/cases">
      <input type="hidden" name="commandId" value={commandId} />
      <input type="hidden" name="unitId" value={unitId} />
      {accountId ? <input type="hidden" name="of" value={accountId} /> : null}
      {toUnitId ? <input type="hidden" name="toUnitId" value={toUnitId} /> : null}
      {cases.map(({ personId, consentId }) =>
        consentId ? <input type="hidden" name={`consent.${personId}`} value={consentId} /> : null,
      )}
      <CheckboxList
        name="personId"
        legend={w('sharing.cases.which')}
        hint={cases.length === CASES_AT_ONCE ? w('sharing.cases.more') : undefined}
        values={ticked.map(({ personId }) => personId)}
        error={error('personId')}
        choices={cases.map((line) => ({
          value: line.personId,
          label: <bdi>{line.personName ?? w('sharing.no-name')}</bdi>,
          hint: about(line),
          disabled: !may(line),
        }))}
      />
      {toUnitId ? <SubjectField page={page} /> : null}
      {
        await AddresseeFields({
          page,
          unitId: toUnitId ?? unitId,
          within: !toUnitId,
          except: toUnitId ? undefined : accountId,
        })
      }
      <TextArea
        name="body"
        label={w(toUnitId ? 'sharing.transfer.body' : 'sharing.assign.body')}
        hint={w('sharing.refer.body.hint')}
        rows={4}
        value={typedIn(attempt, 'body')}
        error={error('body')}
      />
    </form>
  );
}
