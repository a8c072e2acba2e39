// What a unit promised and is due by today, overdue first; and the follow-ups of one person, with the
// form that adds one.
import { dayOf } from '#base/dates.ts';
import { isId } from '#base/ids.ts';
import { problem } from '#base/problem.ts';
import {
  DESK,
  isFenced,
  mayAct,
  mayWorkWith,
  reachesPeople,
  WELCOME,
} from '#modules/access/decide.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import { findOpening } from '#modules/casefiles/glass-queries.ts';
import { listDueTasks, listTasks, type TaskLine } from '#modules/followups/queries.ts';
import { TASK_KINDS } from '#modules/followups/schema.ts';
import { listToTell } from '#modules/messages/queries.ts';
import { findPerson, listContacts } from '#modules/people/queries.ts';
import { Button, ButtonLink } from '#platform/ui/button.tsx';
import { RadioList } from '#platform/ui/choice.tsx';
import { DateField } from '#platform/ui/date-field.tsx';
import { Document } from '#platform/ui/document.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { TextField } from '#platform/ui/field.tsx';
import { Frame } from '#platform/ui/frame.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { formatDate } from '#platform/words/format.ts';
import { FormOutcome } from '../form-outcome.tsx';
import { homeOf } from '../casefile/add-page.tsx';
import { OpenedToRead } from '../casefile/opened-to-read.tsx';
import { type Page, type PageRequest, typedIn } from '../page.ts';
import { errorAt } from '../settings/settings-frame.tsx';
import { staffBar, staffDocument } from '../staff-bar.tsx';
import type { Contact } from '../reach-line.tsx';
import { TaskList } from './task-list.tsx';
import { ToTellList } from './to-tell-list.tsx';

const PROMISE = { roles: [...DESK, ...WELCOME] };

/** Units for which somebody promises. */
function ownUnits({ actor }: PageRequest): string[] {
  const units = new Set(actor.memberships.map(({ unitId }) => unitId));
  return [...units].filter((unit) => mayAct(actor, { ...PROMISE, units: [unit] }));
}

/** Where her days begin: the centre where she works. */
function zoneOf({ actor, directory }: PageRequest): string {
  const own = actor.memberships.find(({ centreId }) => centreId !== null)?.centreId;
  return directory.centres.get(own ?? '')?.zone ?? NETWORK_ZONE;
}

/** How those may be reached to whom a call is owed. */
async function contactsOf(
  { tx }: PageRequest,
  tasks: readonly TaskLine[],
): Promise<ReadonlyMap<string, readonly Contact[]>> {
  const called = tasks.filter(({ kind }) => kind === 'call-back');
  const ids = [...new Set(called.map(({ personId }) => personId))];
  const found = await Promise.all(ids.map((id) => listContacts(tx, id)));
  return new Map(ids.map((id, at) => [id, found[at] ?? []]));
}

export const tasksPage: Page = {
  screen: 'tasks',
  async render(page) {
    const { tx, actor, w, language, now } = page;
    if (isFenced(actor) || !mayAct(actor, PROMISE)) return problem('not-found');
    const units = ownUnits(page);
    const today = dayOf(now, zoneOf(page));
    const [all, toTell] = await Promise.all([listDueTasks(tx, units, today), listToTell(tx)]);
    const persons = [...new Set([...all, ...toTell].map(({ personId }) => personId))];
    const contacts = await contactsOf(page, all);
    const found = await Promise.all(persons.map((id) => findPerson(tx, id)));
    const names = new Map(persons.map((id, at) => [id, found[at]?.name ?? null]));
    await page.reads(persons, 'follow-up');
    const mine = all.filter(({ accountId }) => accountId === actor.accountId);
    const others = all.filter(({ accountId }) => accountId !== actor.accountId);
    return (
      <Document {...staffDocument(page, w('followups.title'))}>
        <Frame
          skip={w('app.skip-to-content')}
          bar={staffBar(page, { title: w('followups.title') })}
        >
          <div class="stack-loose">
            <FormOutcome page={page} />
            <ToTellList page={page} list={toTell} named />
            <SectionHeading
              title={w('followups.mine')}
              aside={formatDate(language, today, 'weekday')}
            />
            {mine.length === 0 ? (
              <EmptyState icon="coffee" title={w('followups.none')} />
            ) : (
              <TaskList page={page} tasks={mine} names={names} mine={units} contacts={contacts} />
            )}
            <SectionHeading title={w('followups.unit')} />
            {others.length === 0 ? (
              <EmptyState icon="circle-check" title={w('followups.none-unit')} />
            ) : (
              <TaskList page={page} tasks={others} names={names} mine={units} contacts={contacts} />
            )}
          </div>
        </Frame>
      </Document>
    );
  },
};

export const personTasksPage: Page = {
  screen: 'tasks',
  async render(page) {
    const { tx, actor, params, w } = page;
    const personId = params['personId'] ?? '';
    if (!isId(personId) || isFenced(actor) || !reachesPeople(actor)) return problem('not-found');
    const person = await findPerson(tx, personId);
    if (!person) return problem('not-found');
    await page.reads([personId], 'follow-up');
    const [tasks, files, toTell, opening] = await Promise.all([
      listTasks(tx, personId),
      listContacts(tx, personId),
      listToTell(tx, personId),
      findOpening(tx, personId),
    ]);
    const works = mayWorkWith(actor, opening.reach);
    const contacts = new Map(tasks.map((task) => [task.personId, files]));
    const units = works ? ownUnits(page) : [];
    const of = (hers: boolean) => tasks.filter(({ kind }) => (kind === 'hers') === hers);
    return (
      <Document {...staffDocument(page, w('followups.of-person'))}>
        <Frame
          skip={w('app.skip-to-content')}
          bar={staffBar(page, { title: w('followups.of-person') })}
          sheetLabel={w('followups.add')}
          sheet={works ? <AddForm page={page} personId={personId} /> : undefined}
          sheetFoot={
            works ? (
              <Button kind="primary" size="large" wide form="add-task" shortcut="mod+enter">
                {w('followups.add')}
              </Button>
            ) : undefined
          }
        >
          <div class="stack-loose">
            <FormOutcome page={page} />
            <OpenedToRead page={page} opening={opening} centre={homeOf(page)} />
            <SectionHeading
              title={<bdi>{person.name ?? w('followups.no-name')}</bdi>}
              end={<a href={`/people/${personId}`}>{w('followups.file')}</a>}
            />
            <ToTellList page={page} list={toTell} works={works} />
            {([false, true] as const).map((hers) => (
              <section class="stack-tight">
                <SectionHeading title={w(hers ? 'followups.hers' : 'followups.ours')} level={3} />
                {of(hers).length === 0 ? (
                  <p class="muted">{w('followups.nothing')}</p>
                ) : (
                  <TaskList page={page} tasks={of(hers)} mine={units} contacts={contacts} />
                )}
              </section>
            ))}
            {works ? (
              <ButtonLink href={`/people/${personId}/book`} icon="calendar">
                {w('followups.book')}
              </ButtonLink>
            ) : null}
          </div>
        </Frame>
      </Document>
    );
  },
};

function AddForm({ page, personId }: { page: PageRequest; personId: string }) {
  const { w, attempt, commandId, now } = page;
  const typed = (name: string) => typedIn(attempt, name);
  return (
    <form
      id="add-task"
      class="stack"
      method="post"
      action={`/people/${personId}/tasks`}
      data-draft={`task:${personId}`}
    >
      <input type="hidden" name="commandId" value={commandId} />
      <RadioList
        name="kind"
        legend={w('followups.what')}
        value={typed('kind') ?? 'ours'}
        choices={TASK_KINDS.map((value) => ({ value, label: w(`followups.kind.${value}`) }))}
      />
      <TextField
        name="title"
        label={w('followups.task')}
        value={typed('title')}
        error={errorAt(page, 'title')}
        maxlength={200}
        required
      />
      <DateField
        name="dueOn"
        label={w('followups.due')}
        value={typed('dueOn') ?? dayOf(now, zoneOf(page)).add({ days: 1 }).toString()}
        error={errorAt(page, 'dueOn')}
        required
      />
      <div class="line">
        <TextField
          type="time"
          name="from"
          label={w('followups.from')}
          value={typed('from')}
          error={errorAt(page, 'from')}
          width="short"
        />
        <TextField
          type="time"
          name="to"
          label={w('followups.to')}
          value={typed('to')}
          error={errorAt(page, 'to')}
          width="short"
        />
      </div>
      <TextField
        name="safeContact"
        label={w('followups.safe-contact')}
        hint={w('followups.safe-contact-hint')}
        value={typed('safeContact')}
        error={errorAt(page, 'safeContact')}
        maxlength={200}
      />
    </form>
  );
}
