// Pieces of booking a time: which service and day, the days beside each other, the times of one day.
import { nameIn } from '#modules/directory/rules/names.ts';
import { Button } from '#platform/ui/button.tsx';
import { RadioList } from '#platform/ui/choice.tsx';
import { DateField } from '#platform/ui/date-field.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { Select } from '#platform/ui/select.tsx';
import { formatDate, formatTime } from '#platform/words/format.ts';
import type { PageRequest } from '../page.ts';
import { typedIn } from '../page.ts';
import { errorAt } from '../settings/settings-frame.tsx';
import type { BookingChoice } from './booking-choice.ts';

/** House, service and first day, sent by the browser itself: works without a script. */
export function ChoiceForm({ page, choice }: { page: PageRequest; choice: BookingChoice }) {
  const { w, language, directory } = page;
  const { centre, office, service, date } = choice;
  const open = [...directory.centres.values()].filter(({ kind }) => kind !== 'line');
  return (
    <form method="get" class="booking-choice">
      <Select
        name="centre"
        label={w('bookings.centre')}
        value={centre.id}
        submitOnChange
        options={open.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Select
        name="service"
        label={w('bookings.service')}
        value={office && service ? `${office.id}|${service.id}` : undefined}
        blank={w('bookings.choose')}
        submitOnChange
        groups={centre.offices.map((one) => ({
          label: nameIn(one.name, language),
          options: one.offers.map((offer) => ({
            value: `${one.id}|${offer.service.id}`,
            label: `${nameIn(offer.service.name, language)} · ${w('bookings.minutes', { minutes: offer.service.durationMinutes })}`,
          })),
        }))}
      />
      <DateField name="on" label={w('bookings.from-day')} value={date.toString()} />
      <Button>{w('bookings.show')}</Button>
    </form>
  );
}

/** Seven days with how many times are free on each. */
export function DayStrip({
  page,
  choice,
  href,
}: {
  page: PageRequest;
  choice: BookingChoice;
  href: (date: Temporal.PlainDate) => string;
}) {
  const { w, language } = page;
  return (
    <nav class="day-strip" aria-label={w('bookings.days')}>
      {choice.days.map(({ date, times }) => (
        <a
          href={href(date)}
          aria-current={date.equals(choice.date) ? 'date' : undefined}
          data-empty={times.length === 0 ? '' : undefined}
        >
          <span>{formatDate(language, date, 'day')}</span>
          <b>{formatDate(language, date, 'short')}</b>
          <small>{w('bookings.free.count', { count: times.length })}</small>
        </a>
      ))}
    </nav>
  );
}

/** The free times of the chosen day, one of which is sent with the form around it. */
export function TimeList({ page, choice }: { page: PageRequest; choice: BookingChoice }) {
  const { w, language, attempt } = page;
  const [day] = choice.days;
  if (!day) return <p class="hint">{w('bookings.choose-first')}</p>;
  const error = errorAt(page, 'at') ?? errorAt(page, 'on');
  if (day.times.length === 0) {
    return (
      <div class="stack-tight">
        <EmptyState icon="calendar" title={w('bookings.no-times')}>
          {w('bookings.no-times-hint')}
        </EmptyState>
      </div>
    );
  }
  return (
    <div class="time-list">
      <RadioList
        name="at"
        legend={formatDate(language, day.date, 'full')}
        value={typedIn(attempt, 'at')}
        required
        error={error}
        inline
        choices={day.times.map(({ at }) => ({
          value: at.toString().slice(0, 5),
          label: <bdi>{formatTime(language, at)}</bdi>,
        }))}
      />
    </div>
  );
}
