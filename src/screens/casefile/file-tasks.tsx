// What we do and what she does, each with its day. One's own unit settles its tasks here; the forms stand
// outside the note's, tied to it by their id.
import { dayOf } from '#base/dates.ts';
import { newId } from '#base/ids.ts';
import type { TaskLine } from '#modules/followups/queries.ts';
import { nameIn } from '#modules/directory/rules/names.ts';
import type { Centre } from '#modules/directory/schema.ts';
import { Button } from '#platform/ui/button.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { formatDate, formatTimeRange } from '#platform/words/format.ts';
import type { PageRequest } from '../page.ts';

/** The form that settles tasks, by its id. */
const SETTLE = 'settle';

export function FileTasks({
  page,
  tasks,
  centre,
  works,
}: {
  page: PageRequest;
  tasks: readonly TaskLine[];
  centre: Centre | undefined;
  /** Whether they may be settled here. */
  works: boolean;
}) {
  const { w } = page;
  const parts = [
    { title: w('casefile.we-do'), tasks: tasks.filter(({ kind }) => kind !== 'hers') },
    { title: w('casefile.person-does'), tasks: tasks.filter(({ kind }) => kind === 'hers') },
  ];
  return (
    <>
      {parts.map((part) => (
        <div>
          <SectionHeading title={part.title} />
          {part.tasks.length === 0 ? (
            <p class="hint">{w('file.tasks.none')}</p>
          ) : (
            <ul class="rows file-tasks">
              {part.tasks.map((task) => (
                <Task page={page} task={task} centre={centre} works={works} />
              ))}
            </ul>
          )}
        </div>
      ))}
    </>
  );
}

function Task({
  page,
  task,
  centre,
  works,
}: {
  page: PageRequest;
  task: TaskLine;
  centre: Centre | undefined;
  works: boolean;
}) {
  const { w, directory, language, actor, now } = page;
  const unit = directory.units.get(task.unitId);
  const open = task.state === 'open';
  const mine = works && actor.memberships.some(({ unitId }) => unitId === task.unitId);
  const today = dayOf(now, centre?.zone ?? 'UTC');
  const late = open && Temporal.PlainDate.compare(task.dueOn, today) < 0;
  const title = task.kind === 'call-back' ? `${w('file.call-back')} ${task.title}` : task.title;
  const settle = (outcome: string, words: string) => (
    <Button
      size="small"
      form={SETTLE}
      name="outcome"
      value={outcome}
      formaction={`/people/${task.personId}/settle/${task.taskId}`}
      title={`${words}: ${title}`}
    >
      {words}
    </Button>
  );
  return (
    <li data-done={open ? undefined : ''}>
      <span class="row-text">
        <bdi>{title}</bdi>{' '}
        <span class="hint">{task.assignee ?? (unit ? nameIn(unit.name, language) : '')}</span>
        {open && mine ? (
          <span class="file-settle">
            {task.kind === 'call-back'
              ? [settle('reached', w('file.reached')), settle('not-reached', w('file.not-reached'))]
              : settle('done', w('file.done'))}
          </span>
        ) : null}
      </span>
      {open ? (
        <b data-late={late ? '' : undefined}>
          {formatDate(w.language, task.dueOn, 'short')}
          {task.within ? (
            <span class="hint">
              {' '}
              {formatTimeRange(w.language, task.within.from, task.within.to)}
            </span>
          ) : null}
          {late ? <span class="aside-voice"> {w('file.late')}</span> : null}
        </b>
      ) : (
        <span class="file-done">{w(`file.outcome.${task.outcome ?? 'done'}`)}</span>
      )}
    </li>
  );
}

/** The form behind the buttons above; empty but for its id. */
export function SettleForm() {
  return (
    <form id={SETTLE} method="post" hidden>
      <input type="hidden" name="commandId" value={newId()} />
    </form>
  );
}
