// Follow-ups as lines: what, for whom, by when, whose; and in place what may become of each.
import { DONE_OUTCOMES, DROP_OUTCOMES } from '#modules/followups/schema.ts';
import { isOverdue } from '#modules/followups/rules.ts';
import type { TaskLine } from '#modules/followups/queries.ts';
import { NETWORK_ZONE } from '#modules/access/schema.ts';
import { Button } from '#platform/ui/button.tsx';
import { DateField } from '#platform/ui/date-field.tsx';
import { Icon } from '#platform/ui/icon.tsx';
import { Select } from '#platform/ui/select.tsx';
import { StateWord } from '#platform/ui/state-word.tsx';
import { formatDate, formatTime } from '#platform/words/format.ts';
import type { PageRequest } from '../page.ts';
import { type Contact, ReachLine } from '../reach-line.tsx';

const ICONS = { ours: 'list', hers: 'user-round', 'call-back': 'phone' } as const;

/** `names`: who each is about, where the list is not hers alone. `back`: where the forms lead back. */
export function TaskList({
  page,
  tasks,
  names,
  mine,
  contacts,
}: {
  page: PageRequest;
  tasks: readonly TaskLine[];
  names?: ReadonlyMap<string, string | null>;
  /** Units for which the actor settles tasks. */
  mine: readonly string[];
  /** How each may be reached, by person: stands beside a call that is owed. */
  contacts: ReadonlyMap<string, readonly Contact[]>;
}) {
  const { w, language } = page;
  return (
    <ul class="task-list">
      {tasks.map((task) => (
        <li data-ended={task.state === 'open' ? undefined : ''}>
          <Icon name={ICONS[task.kind]} />
          <div class="task-what">
            <b dir="auto">{task.title}</b>
            <small class="muted">
              {names ? (
                <a href={`/people/${task.personId}`}>
                  <bdi>{names.get(task.personId) ?? w('followups.no-name')}</bdi>
                </a>
              ) : null}
              <span>{w(`followups.kind.${task.kind}`)}</span>
              {task.assignee ? <bdi>{task.assignee}</bdi> : null}
              {task.safeContact ? (
                <span class="line">
                  <Icon name="shield" size={16} />
                  <bdi>{task.safeContact}</bdi>
                </span>
              ) : null}
            </small>
            {task.kind === 'call-back' && task.state === 'open' ? (
              <ReachLine
                page={page}
                contacts={contacts.get(task.personId) ?? []}
                zone={zoneOf(task)}
              />
            ) : null}
          </div>
          <DueWord page={page} task={task} />
          {task.state === 'open' && mine.includes(task.unitId) ? (
            <Acts page={page} task={task} />
          ) : task.outcome ? (
            <small class="muted">{w(`followups.outcome.${task.outcome}`)}</small>
          ) : null}
        </li>
      ))}
    </ul>
  );

  function zoneOf({ centreId }: TaskLine): string {
    return page.directory.centres.get(centreId ?? '')?.zone ?? NETWORK_ZONE;
  }

  function DueWord({ task }: { page: PageRequest; task: TaskLine }) {
    const late = task.state === 'open' && isOverdue(task, zoneOf(task), page.now);
    const day = formatDate(language, task.dueOn, 'short');
    const hours = task.within
      ? ` ${formatTime(language, task.within.from)}–${formatTime(language, task.within.to)}`
      : '';
    return (
      <StateWord state={late ? 'attention' : 'plain'} icon={late ? 'triangle-alert' : null}>
        <bdi>
          {day}
          {hours}
        </bdi>
        {late ? ` · ${w('followups.overdue')}` : ''}
      </StateWord>
    );
  }
}

function Acts({ page, task }: { page: PageRequest; task: TaskLine }) {
  const { w, commandId } = page;
  const at = `/tasks/${task.taskId}`;
  // Each form of the page is an act of its own: the id of the page and that of the task make one.
  const id = <input type="hidden" name="commandId" value={commandId} />;
  const outcomes = DONE_OUTCOMES.filter((one) => (one === 'done') !== (task.kind === 'call-back'));
  return (
    <div class="task-acts">
      <form method="post" action={`${at}/complete`}>
        {id}
        {outcomes.map((outcome) => (
          <Button size="small" name="outcome" value={outcome} icon="check">
            {w(`followups.outcome.${outcome}`)}
          </Button>
        ))}
      </form>
      <details>
        <summary>{w('followups.other')}</summary>
        <form class="line" method="post" action={`${at}/postpone`}>
          {id}
          <DateField
            name="dueOn"
            id={`due-${task.taskId}`}
            label={w('followups.postpone-to')}
            value={task.dueOn.toString()}
            required
          />
          <Button size="small">{w('followups.postpone')}</Button>
        </form>
        <form class="line" method="post" action={`${at}/drop`}>
          {id}
          <Select
            name="because"
            id={`because-${task.taskId}`}
            label={w('followups.drop-why')}
            options={DROP_OUTCOMES.map((value) => ({
              value,
              label: w(`followups.outcome.${value}`),
            }))}
          />
          <Button size="small">{w('followups.drop')}</Button>
        </form>
        <form class="line" method="post" action={`${at}/assign`}>
          {id}
          <Button size="small" name="accountId" value={page.actor.accountId}>
            {w('followups.take')}
          </Button>
          <Button size="small">{w('followups.anyone')}</Button>
        </form>
      </details>
    </div>
  );
}
