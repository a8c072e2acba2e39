// Two files side by side, and the question whether they are one person: /people/:personId/same/:otherId
import { newId } from '#base/ids.ts';
import { dayOf } from '#base/dates.ts';
import { problem } from '#base/problem.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import { findCaseFile } from '#modules/casefiles/queries.ts';
import { findPair, findPairFacts } from '#modules/people/likeness-queries.ts';
import { weighLikeness } from '#modules/people/likeness-rules.ts';
import { LEARNED } from '#modules/people/names/weights.ts';
import { findPersonFacts } from '#modules/people/queries.ts';
import { PERSON_FIELDS, type PersonField } from '#modules/people/schema.ts';
import { listVisitsOf } from '#modules/visits/desk-queries.ts';
import { Button } from '#platform/ui/button.tsx';
import { Document } from '#platform/ui/document.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { Table } from '#platform/ui/table.tsx';
import { formatDate } from '#platform/words/format.ts';
import { fieldText, problemText } from '#platform/words/problem-text.ts';
import type { Page, PageRequest } from '../page.ts';
import { fieldLabel, fieldWords } from '../reception/person-words.ts';
import { staffBar, staffDocument } from '../staff-bar.tsx';
import { homeOf } from './add-page.tsx';
import { EvidenceList } from './pairs-page.tsx';
import { findOwnPerson } from './same-page.tsx';

export const comparePage: Page = {
  screen: 'casefile',
  async render(page) {
    const { w, language, attempt, params, commandId } = page;
    const [oneId, otherId] = await Promise.all([
      findOwnPerson(page, params['personId'] ?? ''),
      findOwnPerson(page, params['otherId'] ?? ''),
    ]);
    if (!oneId || !otherId) return problem('not-found');
    if (oneId === otherId) return { redirect: `/people/${oneId}/same` };
    const [one, other, pair, said] = await Promise.all([
      loadSide(page, oneId),
      loadSide(page, otherId),
      findPairFacts(page.tx, oneId, otherId),
      findPair(page.tx, oneId, otherId),
    ]);
    if (!one || !other) return problem('not-found');
    await page.reads([oneId, otherId], 'merge');
    const code = attempt?.problem.fields?.['otherId'];
    return (
      <Document {...staffDocument(page, w('same.compare.title'))}>
        <Frame
          skip={w('app.skip-to-content')}
          bar={staffBar(page, { title: w('same.compare.title'), centre: homeOf(page) })}
          sheetLabel={w('same.question')}
          sheet={
            <div class="stack">
              <SectionHeading title={w('same.question')} />
              <p>{w('same.question.hint')}</p>
              {pair ? (
                <>
                  <SectionHeading title={w('same.evidence')} level={3} />
                  <EvidenceList w={w} evidence={weighLikeness(pair, LEARNED).evidence} />
                </>
              ) : null}
              <p class="hint">{w('same.what-follows')}</p>
              <p class="file-links">
                <a href={`/people/${oneId}/same`}>{w('app.back')}</a>
              </p>
            </div>
          }
          sheetFoot={
            <div class="stack-tight">
              <form method="post" action={`/people/${oneId}/same/${otherId}`}>
                <input type="hidden" name="commandId" value={commandId} />
                <Button kind="primary" size="large" wide>
                  {w('same.yes')}
                </Button>
              </form>
              <form
                class="answers"
                method="post"
                action={`/people/${oneId}/same/${otherId}/answer`}
              >
                <input type="hidden" name="commandId" value={newId()} />
                <Button wide name="answer" value="not-same">
                  {w('same.no')}
                </Button>
                <Button wide kind="quiet" name="answer" value="unsure">
                  {w('same.unsure')}
                </Button>
              </form>
            </div>
          }
        >
          <div class="stack">
            {attempt ? (
              <Notice tone="error">
                {code ? fieldText(language, code) : problemText(language, attempt.problem)}
              </Notice>
            ) : null}
            {said && isSaid(said.state) ? <Notice>{w(`same.said.${said.state}`)}</Notice> : null}
            <Table
              caption={w('same.compare.title')}
              columns={[
                { label: w('same.column.what'), heads: true },
                { label: <bdi>{one.number}</bdi> },
                { label: <bdi>{other.number}</bdi> },
              ]}
              rows={rowsOf(page, one, other)}
            />
          </div>
        </Frame>
      </Document>
    );
  },
};

const SAID = ['not-same', 'unsure', 'review'] as const;
const isSaid = (state: string): state is (typeof SAID)[number] =>
  (SAID as readonly string[]).includes(state);

interface Side {
  readonly number: string;
  readonly opened: string;
  readonly visits: number;
  readonly last: string;
  readonly says: Readonly<Record<PersonField, string>>;
}

async function loadSide(page: PageRequest, personId: string): Promise<Side | undefined> {
  const { tx, w } = page;
  const [facts, file, visits] = await Promise.all([
    findPersonFacts(tx, personId),
    findCaseFile(tx, personId),
    listVisitsOf(tx, personId),
  ]);
  if (!facts) return undefined;
  const says = Object.fromEntries(
    PERSON_FIELDS.map((field) => [field, textOf(page, field, facts[field])]),
  ) as Record<PersonField, string>;
  const last = visits[0]?.day;
  return {
    number: file?.number ?? '',
    opened: file
      ? formatDate(w.language, dayOf(file.openedAt, NETWORK_ZONE), 'medium')
      : w('same.unknown'),
    visits: visits.length,
    last: last ? formatDate(w.language, last, 'medium') : w('same.unknown'),
    says,
  };
}

function textOf({ w }: PageRequest, field: PersonField, text: string | null): string {
  return text === null ? w('same.unknown') : fieldWords(w, field, text);
}

function rowsOf({ w }: PageRequest, one: Side, other: Side) {
  const lines: readonly (readonly [string, string, string])[] = [
    ...PERSON_FIELDS.map(
      (field) => [fieldLabel(w, field), one.says[field], other.says[field]] as const,
    ),
    [w('same.row.opened'), one.opened, other.opened],
    [w('same.row.visits'), String(one.visits), String(other.visits)],
    [w('same.row.last'), one.last, other.last],
  ];
  return lines.map(([label, ...both]) => ({
    cells: [
      label,
      ...both.map((text) => (
        <bdi class={text === w('same.unknown') ? 'muted' : undefined}>{text}</bdi>
      )),
    ],
  }));
}
