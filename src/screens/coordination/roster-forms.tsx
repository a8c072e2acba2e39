// The forms of the week: one more shift, and somebody who is away.
import { Button, ButtonLink } from '#platform/ui/button.tsx';
import { DateField } from '#platform/ui/date-field.tsx';
import { TextField } from '#platform/ui/field.tsx';
import { SectionHeading } from '#platform/ui/section-heading.tsx';
import { Select } from '#platform/ui/select.tsx';
import { formatDate } from '#platform/words/format.ts';
import { type PageRequest, typedIn } from '../page.ts';
import { errorAt } from '../settings/settings-frame.tsx';
import type { RosterWeek } from './roster-week.ts';

interface Props {
  readonly page: PageRequest;
  readonly week: RosterWeek;
}

/** From where a form of the page was sent, to come back there. */
export function Where({ page, week }: Props) {
  return (
    <>
      <input type="hidden" name="commandId" value={page.commandId} />
      <input type="hidden" name="centreId" value={week.centre.id} />
      <input type="hidden" name="week" value={week.monday.toString()} />
      <input type="hidden" name="officeId" value={week.office.id} />
    </>
  );
}

/** The address of the week of an office. */
export function weekLink(
  week: RosterWeek,
  monday = week.monday,
  shift?: string,
  part = '',
): string {
  const query = new URLSearchParams({ office: week.office.id, week: monday.toString() });
  if (shift) query.set('shift', shift);
  return `/coordination/${week.centre.id}/roster${part}?${query}`;
}

const shortTime = (time: Temporal.PlainTime) => time.toString({ smallestUnit: 'minute' });

export function ShiftForm({ page, week }: Props) {
  const { w, language } = page;
  const { chosen } = week;
  const rests = chosen?.rests;
  const restsAt = chosen ? ['', ''] : ['12:00', '13:00'];
  // What was typed into the other forms of the page is not for this one.
  const attempt = page.attempt?.values['restFrom'] ? page.attempt : undefined;
  const typed = (name: string, otherwise?: string) => typedIn(attempt, name) ?? otherwise;
  const time = (name: string, label: string, otherwise?: string) => (
    <TextField
      type="time"
      name={name}
      label={label}
      value={typed(name, otherwise)}
      error={attempt && errorAt(page, name)}
      width="short"
    />
  );
  return (
    <form
      id="add-shift"
      class="stack"
      method="post"
      action={`/coordination/${week.centre.id}/roster/${chosen ? 'change' : 'add'}`}
    >
      <Where page={page} week={week} />
      {chosen ? <input type="hidden" name="shiftId" value={chosen.id} /> : null}
      {chosen ? <input type="hidden" name="chosen" value={chosen.id} /> : null}
      <SectionHeading title={w(chosen ? 'roster.change-one' : 'roster.one-more')} small />
      <Select
        name="accountId"
        label={w('roster.who')}
        value={typed('accountId', chosen?.accountId)}
        error={attempt && errorAt(page, 'accountId')}
        options={week.staff.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Select
        name="on"
        label={w('roster.day')}
        value={typed('on', chosen?.date.toString())}
        error={attempt && errorAt(page, 'on')}
        options={week.days.map(({ date }) => ({
          value: date.toString(),
          label: formatDate(language, date, 'weekday'),
        }))}
      />
      <Select
        name="deskId"
        label={w('app.desk')}
        value={typed('deskId', chosen?.deskId)}
        blank={w('roster.no-desk')}
        error={attempt && errorAt(page, 'deskId')}
        options={week.office.desks.map(({ id, label }) => ({ value: id, label }))}
      />
      <div class="roster-times">
        {time('from', w('roster.from'), chosen ? shortTime(chosen.works.from) : '09:00')}
        {time('to', w('roster.to'), chosen ? shortTime(chosen.works.to) : '17:00')}
        {time('restFrom', w('roster.rest-from'), rests ? shortTime(rests.from) : restsAt[0])}
        {time('restTo', w('roster.rest-to'), rests ? shortTime(rests.to) : restsAt[1])}
      </div>
      {chosen ? <ButtonLink href={weekLink(week)}>{w('roster.not-change')}</ButtonLink> : null}
    </form>
  );
}

export function AbsenceForm({ page, week }: Props) {
  const { w } = page;
  const attempt = page.attempt?.values['absence'] ? page.attempt : undefined;
  const monday = week.monday.toString();
  return (
    <details open={attempt ? true : undefined}>
      <summary>{w('roster.absence')}</summary>
      <form class="stack" method="post" action={`/coordination/${week.centre.id}/roster/absence`}>
        <Where page={page} week={week} />
        <input type="hidden" name="absence" value="yes" />
        <Select
          name="accountId"
          id="absent"
          label={w('roster.who')}
          value={typedIn(attempt, 'accountId')}
          options={week.staff.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <DateField
          name="from"
          id="absent-from"
          label={w('roster.first-day')}
          value={typedIn(attempt, 'from') ?? monday}
          error={attempt && errorAt(page, 'from')}
          required
        />
        <DateField
          name="to"
          id="absent-to"
          label={w('roster.last-day')}
          value={typedIn(attempt, 'to') ?? monday}
          error={attempt && errorAt(page, 'to')}
          required
        />
        <p class="hint">{w('roster.absence-hint')}</p>
        <Button wide>{w('roster.absence-save')}</Button>
      </form>
    </details>
  );
}
