// Who is trained for protected notes, and until when: /trainings. Whoever coordinates a house sees its people
// and which trainings lapsed; administrators and data-protection officers note them and take them away.
import { dayOf } from '#base/dates.ts';
import { newId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import { givesTrainings, seesTrainings, stateOfTraining } from '#modules/compartments/rules.ts';
import {
  listTopics,
  listToTrain,
  listTrainings,
  type Training,
} from '#modules/compartments/training-queries.ts';
import { nameIn } from '#modules/directory/rules/names.ts';
import { Button } from '#platform/ui/button.tsx';
import { DateField } from '#platform/ui/date-field.tsx';
import { Document } from '#platform/ui/document.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { Notice } from '#platform/ui/note.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { Select } from '#platform/ui/select.tsx';
import { StateWord } from '#platform/ui/state-word.tsx';
import { formatDate } from '#platform/words/format.ts';
import { FormOutcome } from '../form-outcome.tsx';
import { type Page, type PageRequest, typedIn } from '../page.ts';
import { errorOf, unitName } from '../referrals/referral-words.tsx';
import { staffBar, staffDocument } from '../staff-bar.tsx';

type Topics = Awaited<ReturnType<typeof listTopics>>;

export const trainingsPage: Page = {
  screen: 'trainings',
  async render(page) {
    const { tx, actor, w, attempt, query, language } = page;
    if (!seesTrainings(actor)) return problem('not-found');
    const gives = givesTrainings(actor);
    const [trainings, topics, colleagues] = await Promise.all([
      listTrainings(tx),
      listTopics(tx),
      gives ? listToTrain(tx) : [],
    ]);
    const shown = order(page, trainings);
    return (
      <Document {...staffDocument(page, w('trainings.title'))}>
        <Frame
          skip={w('app.skip-to-content')}
          bar={staffBar(page, { title: w('trainings.title') })}
          {...(gives && {
            sheetLabel: w('trainings.give'),
            sheet: (
              <div class="stack">
                <h2>{w('trainings.give')}</h2>
                <FormOutcome page={page} />
                <GiveForm page={page} topics={topics} colleagues={colleagues} />
              </div>
            ),
            sheetFoot: (
              <Button kind="primary" size="large" wide form="give" shortcut="mod+enter">
                {w('trainings.do')}
              </Button>
            ),
          })}
        >
          <div class="stack-loose settings">
            <h1 class="aside-voice">{w('trainings.title')}</h1>
            <p class="hint">{w('trainings.hint')}</p>
            {query.has('done') && !attempt ? (
              <Notice tone="done">{w('trainings.done')}</Notice>
            ) : null}
            {shown.length === 0 ? (
              <EmptyState icon="circle-check" title={w('trainings.none')} />
            ) : (
              topics.map((topic) => {
                const lines = shown.filter(({ topicId }) => topicId === topic.id);
                return lines.length === 0 ? null : (
                  <section class="stack-tight">
                    <SectionHeading title={nameIn(topic.name, language)} ruled />
                    <ul class="care-list">
                      {lines.map((line) => (
                        <Line page={page} line={line} gives={gives} />
                      ))}
                    </ul>
                  </section>
                );
              })
            )}
          </div>
        </Frame>
      </Document>
    );
  },
};

interface Shown extends Training {
  readonly state: ReturnType<typeof stateOfTraining>;
}

/** The last one of each colleague and topic; what has lapsed on top, then what lapses soon. */
function order({ now }: PageRequest, trainings: readonly Training[]): Shown[] {
  const today = dayOf(now, NETWORK_ZONE);
  const last = new Map<string, Training>();
  for (const one of trainings) {
    const key = `${one.accountId} ${one.topicId}`;
    const known = last.get(key);
    if (!known || (known.ended && !one.ended)) last.set(key, one);
  }
  const rank = { lapsed: 0, 'lapses-soon': 1, holds: 2, ended: 3 };
  return [...last.values()]
    .map((one) => ({ ...one, state: stateOfTraining(one, today) }))
    .toSorted((a, b) => rank[a.state] - rank[b.state]);
}

function Line({ page, line, gives }: { page: PageRequest; line: Shown; gives: boolean }) {
  const { w } = page;
  const { state } = line;
  const look = {
    lapsed: 'attention',
    'lapses-soon': 'plain',
    holds: 'done',
    ended: 'plain',
  } as const;
  return (
    <li id={`training-${line.id}`}>
      <span>
        <bdi>{line.name}</bdi>{' '}
        <StateWord state={look[state]}>
          {state === 'ended'
            ? w('trainings.state.ended')
            : w(`trainings.state.${state}`, { date: formatDate(w.language, line.until, 'medium') })}
        </StateWord>
      </span>
      {gives && state !== 'ended' ? (
        <form method="post" action="/trainings/end">
          <input type="hidden" name="commandId" value={newId()} />
          <input type="hidden" name="trainingId" value={line.id} />
          <Button kind="secondary" size="small">
            {w('trainings.end')}
          </Button>
        </form>
      ) : null}
    </li>
  );
}

function GiveForm({
  page,
  topics,
  colleagues,
}: {
  page: PageRequest;
  topics: Topics;
  colleagues: Awaited<ReturnType<typeof listToTrain>>;
}) {
  const { w, attempt, language, now } = page;
  const error = errorOf(page);
  const today = dayOf(now, NETWORK_ZONE);
  const units = [...new Set(colleagues.map(({ unitId }) => unitId))];
  return (
    <form id="give" class="form stack" method="post" action="/trainings" novalidate>
      <input type="hidden" name="commandId" value={newId()} />
      <Select
        name="accountId"
        label={w('trainings.who')}
        error={error('accountId')}
        value={typedIn(attempt, 'accountId')}
        blank={w('compartments.choose')}
        groups={units.map((unitId) => ({
          label: unitName(page, unitId),
          options: colleagues
            .filter((one) => one.unitId === unitId)
            .map(({ accountId, name }) => ({ value: accountId, label: name })),
        }))}
      />
      <Select
        name="topicId"
        label={w('trainings.topic')}
        error={error('topicId')}
        value={typedIn(attempt, 'topicId')}
        blank={w('compartments.choose')}
        options={topics.map(({ id, name }) => ({ value: id, label: nameIn(name, language) }))}
      />
      <DateField
        name="from"
        label={w('trainings.from')}
        value={typedIn(attempt, 'from') ?? today.toString()}
        error={error('from')}
      />
      <DateField
        name="until"
        label={w('trainings.until')}
        value={typedIn(attempt, 'until') ?? today.add({ years: 2 }).toString()}
        error={error('until')}
        min={today.toString()}
      />
    </form>
  );
}
