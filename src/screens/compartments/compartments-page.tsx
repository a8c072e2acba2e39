// Protected notes: those of which one is a member, of everybody (/compartments) or of one person
// (/people/:personId/compartments), where new ones are opened. It shows nothing of those of others, and no
// number anywhere else says how many there are.
import { dayOf } from '#base/dates.ts';
import { isId, newId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import { isFenced, reachesPeople } from '#modules/access/decide.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import { findOpening } from '#modules/casefiles/glass-queries.ts';
import {
  type CompartmentLine,
  type Kind,
  listCompartments,
  listCompartmentsOf,
  listKinds,
  listLeaves,
} from '#modules/compartments/queries.ts';
import { listProtocols } from '#modules/compartments/protocol-queries.ts';
import { STEP_ACTS } from '#modules/compartments/protocol-schema.ts';
import { protocolsOn, standOf } from '#modules/compartments/protocol-rules.ts';
import { actsOf, formsOf } from '#modules/compartments/sealed-form.ts';
import { stateOfTraining } from '#modules/compartments/rules.ts';
import { listTopics, listTrainings } from '#modules/compartments/training-queries.ts';
import { nameIn } from '#modules/directory/rules/names.ts';
import { findPerson } from '#modules/people/queries.ts';
import { Button, ButtonLink } from '#platform/ui/button.tsx';
import { RadioList } from '#platform/ui/choice.tsx';
import { Document } from '#platform/ui/document.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Icon } from '#platform/ui/icon.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { StateWord } from '#platform/ui/state-word.tsx';
import type { Vault } from '#platform/vault/vault.ts';
import { formatDate } from '#platform/words/format.ts';
import { problemText } from '#platform/words/problem-text.ts';
import { type Page, type PageRequest, typedIn } from '../page.ts';
import { errorOf } from '../referrals/referral-words.tsx';
import { staffBar, staffDocument } from '../staff-bar.tsx';
import { kindName } from './compartment-words.tsx';

/** `vault` opens what was done by the protocol, so that what is overdue is seen. */
export const compartmentsPage = (vault: Vault): Page => ({
  screen: 'compartment',
  async render(page) {
    const { tx, actor, w, query } = page;
    if (isFenced(actor) || !reachesPeople(actor)) return problem('not-found');
    const [lines, kinds, lapsed] = await Promise.all([
      listCompartments(tx),
      listKinds(tx),
      listLapsed(page),
    ]);
    await page.reads([...new Set(lines.map(({ personId }) => personId))], 'protect');
    const overdue = await countOverdue(page, vault, lines);
    return (
      <Document {...staffDocument(page, w('compartments.list'))}>
        <Frame
          skip={w('app.skip-to-content')}
          bar={staffBar(page, { title: w('compartments.list') })}
        >
          <div class="stack-loose">
            {query.get('done') === 'left' ? (
              <Notice tone="done">{w('compartments.done.left')}</Notice>
            ) : null}
            {lapsed.map(({ topic, date }) => (
              <Notice>{w('compartments.lapsed', { topic, date })}</Notice>
            ))}
            <Lines page={page} lines={lines} kinds={kinds} overdue={overdue} named />
          </div>
        </Frame>
      </Document>
    );
  },
});

export const personCompartmentsPage: Page = {
  screen: 'compartment',
  async render(page) {
    const { tx, actor, params, w, attempt, language } = page;
    const personId = params['personId'] ?? '';
    if (!isId(personId) || isFenced(actor) || !reachesPeople(actor)) return problem('not-found');
    const [person, kinds, lines, { reach }] = await Promise.all([
      findPerson(tx, personId),
      listKinds(tx),
      listCompartmentsOf(tx, personId),
      findOpening(tx, personId),
    ]);
    // An emergency opens a file and no protected notes: not even the form for new ones. Members keep theirs.
    const open = kinds.filter(({ mine, retired }) => mine && !retired && reach !== 'to-read');
    // Of members who don't see her file, and of those who see it and are trained; nobody else is told more
    // than of somebody who is not there.
    if (lines.length === 0 && (!person || open.length === 0)) return problem('not-found');
    // That somebody came here is on no list of hers, whether there is one or not.
    await page.reads([personId], 'protect');
    const refused = attempt ? (
      <Notice tone="error">{problemText(language, attempt.problem)}</Notice>
    ) : null;
    const asks = person && open.length > 0;
    const name = person?.name ?? lines[0]?.name ?? w('compartments.no-name');
    return (
      <Document {...staffDocument(page, w('compartments.title'))}>
        <Frame
          skip={w('app.skip-to-content')}
          bar={staffBar(page, { title: w('compartments.title') })}
          sheetLabel={w('compartments.open')}
          sheet={
            asks ? (
              <div class="stack">
                <h2>{w('compartments.open')}</h2>
                {refused}
                <form
                  id="open"
                  class="form stack"
                  method="post"
                  action={`/people/${personId}/compartments`}
                >
                  <input type="hidden" name="commandId" value={newId()} />
                  <RadioList
                    name="kindId"
                    legend={w('compartments.kind')}
                    hint={w('compartments.kind.hint')}
                    value={typedIn(attempt, 'kindId')}
                    error={errorOf(page)('kindId')}
                    choices={open.map((kind) => ({
                      value: kind.id,
                      label: nameIn(kind.name, language),
                    }))}
                    required
                  />
                </form>
              </div>
            ) : undefined
          }
          sheetFoot={
            <div class="stack-tight">
              {asks ? (
                <Button kind="primary" size="large" wide form="open" shortcut="mod+enter">
                  {w('compartments.open.do')}
                </Button>
              ) : null}
              {person ? (
                <ButtonLink kind="quiet" wide href={`/people/${personId}`}>
                  {w('compartments.to-file')}
                </ButtonLink>
              ) : null}
            </div>
          }
        >
          <div class="stack-loose">
            <div class="stack-tight">
              <h2 class="file-name">
                <bdi>{name}</bdi>
              </h2>
              <p class="hint">{w('compartments.hint')}</p>
            </div>
            {asks ? null : refused}
            <Lines page={page} lines={lines} kinds={kinds} />
          </div>
        </Frame>
      </Document>
    );
  },
};

function Lines({
  page,
  lines,
  kinds,
  named,
  overdue,
}: {
  page: PageRequest;
  lines: readonly CompartmentLine[];
  kinds: readonly Kind[];
  /** Says whom each is about. */
  named?: boolean;
  /** Steps that should have been done, by compartment. */
  overdue?: ReadonlyMap<string, number>;
}) {
  const { w } = page;
  if (lines.length === 0) return <EmptyState icon="lock" title={w('compartments.none')} />;
  return (
    <ul class="task-list">
      {lines.map((line) => (
        <li>
          <Icon name="lock" />
          <div class="task-what">
            <b>
              <a href={`/compartments/${line.id}`}>{kindName(page, kinds, line.kindId)}</a>
            </b>
            <small class="muted">
              {named ? <bdi>{line.name ?? w('compartments.no-name')}</bdi> : null}
              {named && line.number ? (
                <span>
                  <bdi>{w('compartments.file', { number: line.number })}</bdi>
                </span>
              ) : null}
              <span>
                {w('compartments.opened', {
                  date: formatDate(w.language, dayOf(line.openedAt, NETWORK_ZONE), 'medium'),
                })}
              </span>
            </small>
          </div>
          {overdue?.get(line.id) ? (
            <StateWord state="attention" icon="triangle-alert">
              {w('protocol.overdue', { count: overdue.get(line.id) ?? 0 })}
            </StateWord>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** What tells that a step is done. */
const COUNTED: ReadonlySet<string> = new Set(['step', ...STEP_ACTS]);

/** How many steps are overdue in each; none where what was done does not open now. */
async function countOverdue(
  { tx, now }: PageRequest,
  vault: Vault,
  lines: readonly CompartmentLine[],
): Promise<ReadonlyMap<string, number>> {
  const all = await listProtocols(tx);
  const counts = lines.map(async (line) => {
    const leaves = await listLeaves(tx, vault, line.id);
    if (leaves.some(({ form, unopened }) => COUNTED.has(form) && unopened))
      return [line.id, 0] as const;
    const done = { written: formsOf(leaves, 'step'), acts: actsOf(leaves) };
    const late = protocolsOn(all, line.kindId, dayOf(line.openedAt, NETWORK_ZONE))
      .flatMap((protocol) => standOf(protocol, done, line.openedAt, now))
      .filter(({ state }) => state === 'overdue');
    return [line.id, late.length] as const;
  });
  return new Map(await Promise.all(counts));
}

/** Her own trainings that lapsed and were not renewed. */
async function listLapsed(
  page: PageRequest,
): Promise<{ readonly topic: string; readonly date: string }[]> {
  const { tx, actor, now, w, language } = page;
  const [trainings, topics] = await Promise.all([listTrainings(tx), listTopics(tx)]);
  const today = dayOf(now, NETWORK_ZONE);
  const own = trainings.filter(({ accountId, ended }) => accountId === actor.accountId && !ended);
  return topics.flatMap(({ id, name }) => {
    const [last] = own.filter(({ topicId }) => topicId === id);
    return last && stateOfTraining(last, today) === 'lapsed'
      ? [{ topic: nameIn(name, language), date: formatDate(w.language, last.until, 'medium') }]
      : [];
  });
}
