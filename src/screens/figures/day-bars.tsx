// The month at a glance: a bar for each day, which is also the way to that day. Sizes are SVG
// attributes; each bar says its day and number aloud.
import { listDays } from '#base/dates.ts';
import type { Centre } from '#modules/directory/schema.ts';
import type { Days } from '#modules/statistics/schema.ts';
import { formatDate } from '#platform/words/format.ts';
import type { PageRequest } from '../page.ts';

const HEIGHT = 72;

export function DayBars({
  page,
  centre,
  month,
  chosen,
  days,
}: {
  page: PageRequest;
  centre: Centre;
  month: Days;
  chosen: Temporal.PlainDate;
  days: readonly { readonly day: Temporal.PlainDate; readonly acts: number }[];
}) {
  const { w } = page;
  const acts = new Map(days.map((each) => [each.day.toString(), each.acts]));
  const most = Math.max(1, ...acts.values());
  return (
    <ol class="day-bars" aria-label={w('figures.by-day')}>
      {listDays(month.from, month.to).map((day) => {
        const count = acts.get(day.toString()) ?? 0;
        const height = Math.round((count / most) * HEIGHT * 10) / 10;
        const label = w('figures.bar', {
          date: formatDate(w.language, day, 'weekday'),
          acts: w('figures.acts-count', { count }),
        });
        return (
          <li>
            <a
              href={`/figures/${centre.id}?day=${day}`}
              aria-label={label}
              title={label}
              aria-current={day.equals(chosen) ? 'date' : undefined}
              data-weekend={day.dayOfWeek > 5 ? '' : undefined}
            >
              <svg viewBox={`0 0 10 ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
                <rect y={HEIGHT - height} width="10" height={height} />
              </svg>
              <span aria-hidden="true">{day.day}</span>
            </a>
          </li>
        );
      })}
    </ol>
  );
}
