// One case conference: /conferences/:conferenceId. What is to be settled, when, who comes, the files while
// they are open; afterwards who came and what was agreed, written down by the unit that called it.
import { dayOf } from '#base/dates.ts';
import { isId, newId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import { isFenced, reachesPeople } from '#modules/access/decide.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import {
  type ConferenceLine,
  findConference,
  findRecord,
  type Invited,
  listInvited,
} from '#modules/conferences/queries.ts';
import { stateOf } from '#modules/conferences/rules.ts';
import { referringUnits } from '#modules/referrals/who-may.ts';
import { Button, ButtonLink } from '#platform/ui/button.tsx';
import { CheckboxList } from '#platform/ui/choice.tsx';
import { Document } from '#platform/ui/document.tsx';
import { type Fact, FactList } from '#platform/ui/fact-list.tsx';
import { TextArea } from '#platform/ui/field.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Notice, Quote } from '#platform/ui/note.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { StateWord } from '#platform/ui/state-word.tsx';
import { formatDate, formatList } from '#platform/words/format.ts';
import { FormOutcome } from '../form-outcome.tsx';
import { type Page, type PageRequest, typedIn } from '../page.ts';
import { errorOf, unitName } from '../referrals/referral-words.tsx';
import { staffBar, staffDocument } from '../staff-bar.tsx';
import { ConferenceState, whenOf } from './conference-words.tsx';

export const conferencePage: Page = {
  screen: 'conference',
  async render(page) {
    const { tx, actor, params, w, query, now } = page;
    const id = params['conferenceId'] ?? '';
    const may = isId(id) && !isFenced(actor) && reachesPeople(actor);
    const line = may ? await findConference(tx, id) : undefined;
    if (!line) return problem('not-found');
    const known = line.files.flatMap(({ personId, open }) => (open ? [personId] : []));
    await page.reads(known, 'confer');
    const [invited, record] = await Promise.all([listInvited(tx, id), findRecord(tx, id)]);
    const state = stateOf(line, now);
    const own = referringUnits(actor).includes(line.unitId);
    const ends = own && (state === 'open' || state === 'to-be-recorded');
    return (
      <Document {...staffDocument(page, w('confer.title'))}>
        <Frame
          skip={w('app.skip-to-content')}
          bar={staffBar(page, { title: w('confer.title') })}
          sheetLabel={w('confer.record')}
          sheet={
            <div class="stack-loose">
              <ConferenceState page={page} line={line} />
              {ends ? <EndForm page={page} line={line} invited={invited} /> : null}
              {record ? (
                <Quote
                  source={w('confer.written', {
                    name: record.writtenBy,
                    date: formatDate(w.language, dayOf(record.writtenAt, NETWORK_ZONE), 'medium'),
                  })}
                >
                  {record.body}
                </Quote>
              ) : null}
              {line.outcome ? <p class="muted">{w('confer.closed')}</p> : null}
            </div>
          }
          sheetFoot={<Acts line={line} ends={ends} own={own} page={page} />}
        >
          <div class="stack-loose">
            <FormOutcome page={page} />
            {query.get('done') === 'called' ? (
              <Notice tone="done">{w('confer.done.called')}</Notice>
            ) : null}
            <SectionHeading
              title={whenOf(page, line)}
              end={<a href="/conferences">{w('confer.list')}</a>}
            />
            <Quote source={`${line.calledBy} · ${unitName(page, line.unitId)}`}>
              {line.question}
            </Quote>
            <FactList facts={factsOf(page, line)} />
            <section class="stack-tight">
              <SectionHeading title={w('confer.invited')} level={3} />
              <ul class="rows">
                {invited.map((one) => (
                  <li>
                    <span class="row-text">
                      <bdi>{one.name}</bdi> <span class="hint">{unitName(page, one.unitId)}</span>
                    </span>
                    {one.attended === null ? null : (
                      <StateWord state={one.attended ? 'done' : 'plain'}>
                        {w(one.attended ? 'confer.came' : 'confer.came-not')}
                      </StateWord>
                    )}
                  </li>
                ))}
              </ul>
            </section>
          </div>
        </Frame>
      </Document>
    );
  },
};

function factsOf(page: PageRequest, line: ConferenceLine): Fact[] {
  const { w } = page;
  const sections = line.sections.map((one) => w(`sharing.section.${one as 'name'}`));
  return [
    {
      label: w('confer.files'),
      value: (
        <span class="stack-tight">
          {line.files.map(({ personId, open, name }) =>
            open ? (
              <a href={`/people/${personId}`}>
                <bdi>{name ?? w('sharing.no-name')}</bdi>
              </a>
            ) : (
              <span class="muted">{w('confer.file.closed')}</span>
            ),
          )}
        </span>
      ),
    },
    { label: w('confer.purpose'), value: w(`sharing.purpose.${line.purpose}`) },
    { label: w('confer.sections'), value: formatList(w.language, sections) },
  ];
}

function EndForm({
  page,
  line,
  invited,
}: {
  page: PageRequest;
  line: ConferenceLine;
  invited: readonly Invited[];
}) {
  const { w, attempt, commandId } = page;
  const error = errorOf(page);
  return (
    <form
      id="end"
      class="form stack"
      method="post"
      action={`/conferences/${line.id}/end`}
      data-draft={`conference:${line.id}`}
    >
      <input type="hidden" name="commandId" value={commandId} />
      <CheckboxList
        name="attended"
        legend={w('confer.attended')}
        values={attempt?.values['attended'] ?? invited.map(({ accountId }) => accountId)}
        error={error('attended')}
        choices={invited.map(({ accountId, name, unitId }) => ({
          value: accountId,
          label: <bdi>{name}</bdi>,
          hint: unitName(page, unitId),
        }))}
      />
      <TextArea
        name="record"
        label={w('confer.record')}
        hint={w('confer.record.hint')}
        rows={6}
        value={typedIn(attempt, 'record')}
        error={error('record')}
        required
      />
    </form>
  );
}

function Acts({
  page,
  line,
  ends,
  own,
}: {
  page: PageRequest;
  line: ConferenceLine;
  ends: boolean;
  own: boolean;
}) {
  const { w } = page;
  const file = line.files.find(({ open }) => open);
  return (
    <div class="stack-tight">
      {ends ? (
        <Button kind="primary" size="large" wide form="end" shortcut="mod+enter">
          {w('confer.end')}
        </Button>
      ) : null}
      {file ? (
        <ButtonLink kind={ends ? undefined : 'primary'} wide href={`/people/${file.personId}`}>
          {w('confer.open-file')}
        </ButtonLink>
      ) : null}
      {own && !line.outcome ? (
        <form method="post" action={`/conferences/${line.id}/call-off`}>
          <input type="hidden" name="commandId" value={newId()} />
          <Button kind="quiet" wide>
            {w('confer.call-off')}
          </Button>
        </form>
      ) : null}
    </div>
  );
}
