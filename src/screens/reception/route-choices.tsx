// The mediator's hand in the route: which office comes first, what is left for another day, and when
// the person must leave. The form's own fields; the route beside them follows.
import { timeOf } from '#base/dates.ts';
import type { Centre, Directory } from '#modules/directory/schema.ts';
import { Checkbox } from '#platform/ui/choice.tsx';
import { TextField } from '#platform/ui/field.tsx';
import { Icon } from '#platform/ui/icon.tsx';
import { Select } from '#platform/ui/select.tsx';
import { formatList, formatTime, inLanguage } from '#platform/words/format.ts';
import type { Words } from '#platform/words/words.ts';
import { type DoorPlan, freeInTime } from './plan-at-door.ts';

interface ChoicesView {
  readonly w: Words;
  readonly directory: Directory;
  readonly centre: Centre;
  readonly plan: DoorPlan;
}

/** The part with the id `route-choices`: nothing while there is nothing to choose. */
export function RouteChoices({ w, directory, plan }: ChoicesView) {
  const { stops, tickets, choice } = plan;
  const put = new Set(choice.notToday);
  const mayWait = tickets.filter(({ why, subjectId }) => !why || put.has(subjectId));
  const nameOf = (subjectId: string) => {
    const subject = directory.subjects.get(subjectId);
    return subject ? inLanguage(subject.name, w.language) : subjectId;
  };
  return (
    <div id="route-choices" data-follows="reception">
      {mayWait.length < 2 ? null : (
        <details class="route-choices" open={choice.first !== undefined || put.size > 0}>
          <summary data-key="o">{w('route.change')}</summary>
          <Select
            name="first"
            label={w('route.first')}
            blank={w('route.first.free')}
            value={choice.first}
            options={stops.map(({ subjectId }) => ({
              value: subjectId,
              label: nameOf(subjectId),
            }))}
          />
          <fieldset class="route-not-today">
            <legend class="field-label">{w('route.not-today')}</legend>
            {mayWait.map(({ subjectId }) => (
              <Checkbox
                name="notToday"
                value={subjectId}
                checked={put.has(subjectId)}
                label={nameOf(subjectId)}
              />
            ))}
          </fieldset>
        </details>
      )}
    </div>
  );
}

/** When she must leave; asked, never required. Stands outside what follows, so that it keeps the cursor. */
export function LeaveByField({
  w,
  value,
  error,
}: {
  w: Words;
  value: string | undefined;
  error: string | undefined;
}) {
  return (
    <TextField
      type="time"
      name="leaveBy"
      label={w('route.leave-by')}
      hint={w('route.leave-by.hint')}
      value={value}
      error={error}
      width="short"
      dir="ltr"
    />
  );
}

/** Whether she will be free when she must leave, said at once. */
export function LeaveByAnswer({ w, directory, centre, plan }: ChoicesView) {
  const free = freeInTime(plan);
  const { leaveBy, route } = plan;
  if (!free || !leaveBy) return null;
  const time = formatTime(w.language, timeOf(leaveBy, centre.zone));
  const late = route.legs.filter(({ over }) => Temporal.Instant.compare(over.to, leaveBy) > 0);
  const offices = late.map(({ officeId }) => {
    const office = directory.offices.get(officeId);
    return office ? inLanguage(office.shortName, w.language) : officeId;
  });
  return (
    <p class="route-in-time" data-in-time={free}>
      <Icon name={free === 'yes' ? 'check' : 'clock'} />
      <span>
        {w(`route.leave.${free}`, { time, offices: formatList(w.language, [...new Set(offices)]) })}
      </span>
    </p>
  );
}
